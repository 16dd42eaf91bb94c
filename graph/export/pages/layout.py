"""Where the nodes of a network stand, computed here so that a page opens settled.

The strongest nodes are laid out by springs (Fruchterman and Reingold, as networkx has it), each connected component
apart; components are packed into rows; weaker nodes gather around the neighbour they are most tied to. Every node takes
the free place nearest to where it would stand, its label included, so that no label covers another.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SPRING_NODES = 400
"""Nodes that springs place; networkx needs a second for as many, and a minute for ten times as many."""

_SPACING = 120.0  # pixels between components
_FILLED = 0.62  # part of the ground of a component's inner two thirds that its nodes and labels may take
_WIDE = 1.2  # screens are wider than high
_CELL = 26  # pixels; side of the squares in which taken ground is remembered
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
Box = tuple[int, int, int]
"""Ground that a node takes with the label below it, in pixels: width, height above its centre, height below."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tie:
    """An edge as the layout sees it: the places of its ends in the list of nodes, and how strong it is."""

    source: int
    target: int
    weight: float


def lay_out(boxes: Sequence[Box], ties: Iterable[Tie], first: int) -> list[tuple[int, int]]:
    """Return the centre of every node, in pixels, y downwards.

    `boxes` gives the ground that each node takes, the strongest node first; the `first` of them are laid out by
    themselves, so that the view a page opens with is compact whatever follows. The same input gives the same places on
    one machine; floating-point libraries may move a node by a pixel on another.
    """
    neighbours: list[dict[int, float]] = [{} for _ in boxes]
    for tie in ties:
        if tie.source != tie.target:
            for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
                neighbours[one][other] = neighbours[one].get(other, 0.0) + tie.weight
    ground = _Ground()
    places: dict[int, tuple[int, int]] = {}
    for count in sorted({min(first, len(boxes)), min(SPRING_NODES, len(boxes))}):
        wished = _springs(boxes[:count], neighbours, places)
        for node in range(len(places), count):
            places[node] = ground.settle(wished[node], boxes[node])
    lowest = max((y for _, y in places.values()), default=0)
    for node in range(len(places), len(boxes)):
        anchors = [other for other in neighbours[node] if other in places]
        if anchors:
            anchor = max(anchors, key=lambda other: (neighbours[node][other], -other))
            places[node] = ground.settle(places[anchor], boxes[node], anchor)
        else:
            places[node] = ground.settle((0.0, lowest + 2 * _SPACING), boxes[node], -1)
    return [places[node] for node in range(len(boxes))]


def _springs(
    boxes: Sequence[Box], neighbours: Sequence[Mapping[int, float]], fixed: Mapping[int, tuple[int, int]]
) -> dict[int, Point]:
    """Return the wished place of every node of `boxes`, components packed beside one another; `fixed` stay."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    for node in range(len(boxes)):
        for other, weight in sorted(neighbours[node].items()):
            if node < other < len(boxes):
                graph.add_edge(node, other, weight=math.log2(1 + weight))
    if fixed:
        return _around(graph, boxes, fixed)
    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    laid = []
    for part in components:
        start = {node: _on_spiral((turn + 1) / len(part), turn) for turn, node in enumerate(part)}
        found = start
        if len(part) > 1:
            found = nx.spring_layout(
                graph.subgraph(part), k=2.2 / math.sqrt(len(part)), pos=start, iterations=120, seed=1, weight="weight"
            )
        laid.append(_scaled(found, [boxes[node] for node in part]))
    return _packed(laid)


def _around(graph: Any, boxes: Sequence[Box], fixed: Mapping[int, tuple[int, int]]) -> dict[int, Point]:
    """Lay the further nodes out among and around those that have their place.

    Springs give each its direction; how far out it stands follows from the ground that those nearer need, because
    springs alone throw weakly tied nodes far away.
    """
    import networkx as nx

    inner = max(max(abs(x) / _WIDE, abs(y) * _WIDE) for x, y in fixed.values()) or 1.0
    start = {node: (x / inner / _WIDE, y / inner * _WIDE) for node, (x, y) in fixed.items()}
    for turn, node in enumerate(range(len(fixed), len(boxes))):
        placed = [other for other in sorted(graph.neighbors(node)) if other in start]
        middle = [sum(start[other][axis] for other in placed) / max(len(placed), 1) for axis in (0, 1)]
        nudge = _on_spiral(0.3, turn)
        start[node] = (middle[0] + nudge[0], middle[1] + nudge[1])
    found = nx.spring_layout(
        graph, k=1.6 / math.sqrt(len(boxes)), pos=start, fixed=sorted(fixed), iterations=60, seed=1, weight="weight"
    )
    reach = {node: math.hypot(*found[node]) for node in range(len(fixed), len(boxes))}
    placed_at: dict[int, Point] = {}
    ground = inner * inner
    for node in sorted(reach, key=lambda node: (reach[node], node)):
        ground += boxes[node][0] * (boxes[node][1] + boxes[node][2]) / (_FILLED * math.pi)
        distance = math.sqrt(ground) if reach[node] > 1 else reach[node] * inner
        factor = distance / reach[node] if reach[node] else 0.0
        x, y = found[node]
        placed_at[node] = (float(x) * factor * _WIDE, float(y) * factor / _WIDE)
    return placed_at


def _scaled(found: Mapping[int, Any], boxes: Sequence[Box]) -> dict[int, Point]:
    """Scale a component so that its boxes take a good part of its ground; stragglers are drawn in."""
    middle = [sum(float(place[axis]) for place in found.values()) / len(found) for axis in (0, 1)]
    offsets = {node: (float(x) - middle[0], float(y) - middle[1]) for node, (x, y) in found.items()}
    radii = sorted(math.hypot(*offset) for offset in offsets.values())
    usual = radii[len(radii) * 2 // 3] or 1.0
    wanted = math.sqrt(sum(width * (above + below) for width, above, below in boxes) / (_FILLED * math.pi))
    scaled = {}
    for node, (x, y) in offsets.items():
        reach = math.hypot(x, y) / usual
        drawn_in = reach if reach <= 1 else 1 + 0.25 * (reach - 1)
        factor = wanted * drawn_in / (reach * usual) if reach else 0.0
        scaled[node] = (x * factor * _WIDE, y * factor / _WIDE)
    return scaled


def _on_spiral(distance: float, turn: int) -> Point:
    return distance * math.cos(turn * _GOLDEN_ANGLE), distance * math.sin(turn * _GOLDEN_ANGLE)


def _packed(components: Sequence[Mapping[int, Point]]) -> dict[int, Point]:
    """Put the components into rows, the largest alone in the first, the rest centred below it."""
    placed: dict[int, Point] = {}
    if not components:
        return placed
    placed.update(components[0])
    width = max(_extent(components[0])[0], 4 * _SPACING)
    top = max((y for _, y in placed.values()), default=0.0) + _SPACING
    row: list[Mapping[int, Point]] = []
    for component in components[1:]:
        if row and sum(_extent(one)[0] + _SPACING for one in [*row, component]) > width:
            top += _set_row(row, top, placed)
            row = []
        row.append(component)
    _set_row(row, top, placed)
    return placed


def _set_row(row: Sequence[Mapping[int, Point]], top: float, placed: dict[int, Point]) -> float:
    """Place one row of components below `top`; return the height it takes."""
    if not row:
        return 0.0
    sizes = [_extent(component) for component in row]
    left = -sum(width + _SPACING for width, _ in sizes) / 2
    for component, (width, _) in zip(row, sizes, strict=True):
        corner_x = min(x for x, _ in component.values())
        corner_y = min(y for _, y in component.values())
        for node, (x, y) in component.items():
            placed[node] = (x - corner_x + left + _SPACING / 2, y - corner_y + top)
        left += width + _SPACING
    return max(height for _, height in sizes) + _SPACING * 0.6


def _extent(component: Mapping[int, Point]) -> Point:
    xs, ys = [x for x, _ in component.values()], [y for _, y in component.values()]
    return max(xs) - min(xs), max(ys) - min(ys)


class _Ground:
    """Remembers which squares are taken."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, int]] = set()
        self._turns: dict[int, int] = {}

    def settle(self, wish: Point, box: Box, anchor: int | None = None) -> tuple[int, int]:
        """Take and return the free place nearest to `wish`, on a spiral around it whose steps grow with its length.

        Nodes with the same `anchor` go on where the last one ended, which keeps a crowd around one hub quick.
        """
        turn = self._turns.get(anchor, 0) if anchor is not None else 0
        while True:
            radius = 15.0 * math.sqrt(turn)
            x = wish[0] + 1.5 * radius * math.cos(turn * _GOLDEN_ANGLE)
            y = wish[1] + radius * math.sin(turn * _GOLDEN_ANGLE)
            columns, rows = _squares(x - box[0] / 2, x + box[0] / 2), _squares(y - box[1], y + box[2])
            if self._free(columns, rows):
                self._taken.update((column, row) for column in columns for row in rows)
                if anchor is not None:
                    self._turns[anchor] = turn
                return round(x), round(y)
            turn += 1 + turn // 100

    def _free(self, columns: range, rows: range) -> bool:
        taken = self._taken
        # Most places are refused at their middle or at a corner, so these are asked first.
        for column in (columns[len(columns) // 2], columns[0], columns[-1]):
            for row in (rows[len(rows) // 2], rows[0], rows[-1]):
                if (column, row) in taken:
                    return False
        return not any((column, row) in taken for column in columns for row in rows)


def _squares(low: float, high: float) -> range:
    return range(math.floor(low / _CELL), math.floor(high / _CELL) + 1)
