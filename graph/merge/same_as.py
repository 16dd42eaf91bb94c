"""The user's word on who is who: `same-as.csv`."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

_COLUMNS = ["left", "right", "same|different"]


class SameAsError(ValueError):
    """The same-as file cannot be read; the message names file, line and remedy."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """One line: two entities, each by its key or one of its names, and whether they are the same."""

    left: str
    right: str
    same: bool


@dataclasses.dataclass(frozen=True, slots=True)
class SameAs:
    """All lines of a user's file, in a fixed order."""

    judgements: tuple[Judgement, ...] = ()


def read_same_as(path: Path) -> SameAs:
    """Read a user's file: CSV in UTF-8, columns left, right, and same or different; `#` opens a comment line.

    A first line `left,right,same` or `left,right,verdict` is a heading. An entity is named by its key (as the pages
    and `bayan why` show it), its IRI, or any of its names. Raises `SameAsError` naming file, line and remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SameAsError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except UnicodeDecodeError as error:
        raise SameAsError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    found = set(_lines(path, text))
    said: dict[frozenset[str], Judgement] = {}
    for judgement in sorted(found, key=lambda j: (j.left, j.right, j.same)):
        pair = frozenset((judgement.left, judgement.right))
        other = said.setdefault(pair, judgement)
        if other.same != judgement.same:
            raise SameAsError(
                f"{path}: {judgement.left} and {judgement.right} are called both same and different; keep one line"
            )
    return SameAs(tuple(sorted(found, key=lambda j: (j.left, j.right, j.same))))


def _lines(path: Path, text: str) -> Iterator[Judgement]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for number, row in enumerate(reader, 1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if number == 1 and [cell.lower() for cell in cells[:2]] == ["left", "right"]:
                continue
            where = f"{path}: line {reader.line_num}"
            if len(cells) != 3:
                raise SameAsError(f"{where}: {len(cells)} columns; write left,right,same or left,right,different")
            left, right, verdict = (_entity(cells[0]), _entity(cells[1]), cells[2].lower())
            if not left or not right:
                raise SameAsError(f"{where}: an entity is missing; name both by key or label")
            if verdict not in ("same", "different"):
                raise SameAsError(f"{where}: {cells[2]!r:.40} is neither same nor different; write one of them")
            if left == right:
                raise SameAsError(f"{where}: both sides are {left!r:.60}; name two entities")
            yield Judgement(left, right, verdict == "same")
    except csv.Error as error:
        raise SameAsError(f"{path}: line {reader.line_num}: not CSV ({error}); mend that line") from error


def _entity(cell: str) -> str:
    """Return an entity's key where its IRI is given (`<base>/speaker/<key>`), else the cell."""
    return cell.rsplit("/", 1)[-1].strip("<>") if "://" in cell else cell
