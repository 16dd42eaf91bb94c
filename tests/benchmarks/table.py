"""One result of a benchmark: what was measured, what came out, and what it should reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """A line of the table; `met` is None for a figure that nothing is asked of."""

    what: str
    measured: str
    reach: str = ""
    met: bool | None = None


def lines(rows: Iterable[Row]) -> list[str]:
    """Return the table as lines of text, a column each for what, measured, reach and whether it is reached."""
    words = {True: "yes", False: "no", None: ""}
    cells = [("what", "measured", "reach", "reached")]
    cells += [(row.what, row.measured, row.reach, words[row.met]) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
