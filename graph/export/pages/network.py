"""The networks as the pages draw them: which nodes and edges, how strong, and where they stand."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from extract.statement import POLARITIES
from graph.export.pages.layout import Box, Tie, lay_out
from graph.export.pages.tables import NONE, Tables

FIRST_NODES = 60
"""Nodes that a network shows when it opens; the page offers the rest."""
EDGES_PER_NODE = 1.8
"""Edges shown per node, the strongest first; more makes a thicket. Every node keeps its two strongest all the same."""

OTHER = "other"
"""The key of the topic of what has no topic."""

Node = tuple[str, int]
"""A node: its kind (`speaker`, `topic`, `country`) and its place in the table of that kind."""


@dataclasses.dataclass(slots=True)
class Edge:
    """Statements from one node about another, counted by polarity in the order of `POLARITIES`."""

    source: Node
    target: Node
    polarity: list[int]

    @property
    def count(self) -> int:
        """Return the number of statements."""
        return sum(self.polarity)


@dataclasses.dataclass(slots=True)
class Network:
    """A network: nodes from the strongest to the weakest, with the statements of each, and where they stand."""

    nodes: list[Node]
    activity: Counter[Node]
    edges: list[Edge]
    places: dict[Node, tuple[int, int]]

    def columns(self) -> dict[str, list[Any]]:
        """Return the nodes as columns for the page; edges it counts itself, because filters change them."""
        return {
            "kind": [kind for kind, _ in self.nodes],
            "item": [item for _, item in self.nodes],
            "x": [self.places[node][0] for node in self.nodes],
            "y": [self.places[node][1] for node in self.nodes],
        }

    def first_view(self) -> tuple[list[Node], list[Edge]]:
        """Return the nodes and edges that the page opens with; a node without a tie among them is left out."""
        nodes = self.nodes[:FIRST_NODES]
        edges = strongest(self.edges, set(nodes))
        tied = {end for edge in edges for end in (edge.source, edge.target)}
        return [node for node in nodes if node in tied] or nodes, edges


def speaker_network(tables: Tables) -> Network:
    """Return speakers, the topics they spoke on and the countries they spoke about.

    The topic `other` is left out beside real ones: it would tie speakers that have nothing in common.
    """
    left_out = OTHER if tables.topics.keys != [OTHER] else None
    edges: dict[tuple[Node, Node], Edge] = {}
    activity: Counter[Node] = Counter()
    for statement in tables.statements:
        source = ("speaker", tables.speakers(statement.speaker))
        targets = [("topic", tables.topics(topic)) for topic in statement.topics if topic != left_out]
        targets += [("country", tables.countries(code)) for code in statement.countries]
        activity.update([source, *targets])
        _count(edges, [(source, target) for target in targets], statement.polarity)
    return _network(tables, _interleaved(activity), activity, edges.values())


def country_network(tables: Tables) -> Network:
    """Return countries by who speaks about whom; what a country says of itself counts for its size, not as an edge."""
    edges: dict[tuple[Node, Node], Edge] = {}
    activity: Counter[Node] = Counter()
    for statement in tables.statements:
        source = ("country", tables.countries(tables.country_from(statement)))
        targets = [("country", tables.countries(code)) for code in statement.countries]
        activity.update({node for node in [source, *targets] if node[1] != NONE})
        if source[1] != NONE:
            _count(edges, [(source, target) for target in targets if target != source], statement.polarity)
    nodes = sorted(activity, key=lambda node: (-activity[node], node))
    return _network(tables, nodes, activity, edges.values())


def strongest(edges: Iterable[Edge], shown: set[Node]) -> list[Edge]:
    """Return the edges to draw between the nodes shown: the strongest, and the two strongest of every node."""
    allowed = EDGES_PER_NODE * len(shown)
    kept: list[Edge] = []
    degree: Counter[Node] = Counter()
    between = (edge for edge in edges if edge.source in shown and edge.target in shown)
    for edge in sorted(between, key=lambda edge: (-edge.count, edge.source, edge.target)):
        if len(kept) < allowed or degree[edge.source] < 2 or degree[edge.target] < 2:
            kept.append(edge)
            degree.update([edge.source, edge.target])
    return kept


def label_lines(label: str, width: int = 20, lines: int = 2) -> str:
    """Return a label broken between words into at most `lines` lines of about `width` letters, the rest cut off.

    >>> label_lines("the ministry of foreign affairs of a country", width=16)
    'the ministry of\\nforeign affairs…'
    """
    broken: list[str] = [""]
    for word in label.split():
        joined = f"{broken[-1]} {word}".strip()
        if len(joined) <= width or not broken[-1]:
            broken[-1] = joined
        elif len(broken) == lines:
            return "\n".join(broken) + "…"
        else:
            broken.append(word)
    return "\n".join(line if len(line) <= 2 * width else line[: 2 * width] + "…" for line in broken)


def radius(count: int, most: int) -> float:
    """Return the radius of a node in pixels: its area grows with its statements."""
    return 8 + 24 * math.sqrt(count / max(most, 1))


def _count(edges: dict[tuple[Node, Node], Edge], ends: Iterable[tuple[Node, Node]], polarity: str) -> None:
    for source, target in ends:
        edge = edges.setdefault((source, target), Edge(source, target, [0] * len(POLARITIES)))
        edge.polarity[POLARITIES.index(polarity)] += 1


def _interleaved(activity: Counter[Node]) -> list[Node]:
    """Return the nodes strongest first, two speakers for each topic and each country, so that a view shows all kinds.

    Ranked by activity alone, a view would open with topics and countries only: a few of them carry every statement.
    """
    share = {"speaker": 2, "topic": 1, "country": 1}
    placed: list[tuple[float, str, Node]] = []
    for kind, each in share.items():
        of_kind = sorted((node for node in activity if node[0] == kind), key=lambda node: (-activity[node], node))
        placed += [(place / each, kind, node) for place, node in enumerate(of_kind)]
    return [node for _, _, node in sorted(placed)]


def _network(tables: Tables, nodes: list[Node], activity: Counter[Node], edges: Iterable[Edge]) -> Network:
    edges = sorted(edges, key=lambda edge: (edge.source, edge.target))
    place = {node: number for number, node in enumerate(nodes)}
    most = max(activity.values(), default=1)
    names = labeller(tables)
    boxes = [_box(names(node), radius(activity[node], most)) for node in nodes]
    ties = [Tie(place[one.source], place[one.target], one.count) for one in strongest(edges, set(nodes))]
    return Network(nodes, activity, edges, dict(zip(nodes, lay_out(boxes, ties, FIRST_NODES), strict=True)))


def _box(label: str, size: float) -> Box:
    lines = label_lines(label).split("\n")
    letters = 14 + size / 3  # the size of the label in pixels, as drawing.js sets it
    width = max(2 * size, 0.52 * letters * max(len(line) for line in lines))
    return round(width) + 10, round(size) + 4, round(size + 1.25 * letters * len(lines)) + 6


def labeller(tables: Tables) -> Callable[[Node], str]:
    """Return a function that gives the Arabic label of a node."""
    core = tables.core()
    labels: dict[str, Sequence[str]] = {
        "speaker": core["speakers"]["ar"],
        "topic": core["topics"]["ar"],
        "country": core["countries"]["ar"],
    }
    return lambda node: labels[node[0]][node[1]]
