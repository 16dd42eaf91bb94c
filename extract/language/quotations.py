"""Finding quotations in every style Arabic news uses, balanced or not.

Styles: `"" “” «» ‹› '' ‘’ „“ ″ ''…'' ""…""` (doubled quotes), mixed pairs (`“…"`), and quotations re-opened at each
paragraph. A mark that is never closed ends at the end of its paragraph, or before the next opening mark of the same
style, so that it never swallows the article.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

_MARKS = re.compile(r"\"\"|''|``|[\"“”„‟«»‹›‘’'″]")
_DOUBLED = '""'
_OPENERS = {"«": "»", "‹": "›", "“": "”", "„": "“", "‘": "’", "``": "''"}
_CLOSERS = {"»": "«", "›": "‹", "”": "“", "’": "‘"}
_STRAIGHT = frozenset(['"', _DOUBLED, "''", "‟", "″"])
_DOUBLE = frozenset(['"', _DOUBLED, "“", "”", "„", "‟", "″", "''", "``"])
_BEFORE_WORD = re.compile(r"[\w(\[#@…-]")


@dataclasses.dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `start`-`end` with its marks, `inner_start`-`inner_end` without; code points, end exclusive.

    `closed` is false where no closing mark was found; then `end` equals `inner_end`.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text ordered by start; nested ones follow the one that holds them."""
    found: list[Quotation] = []
    start = 0
    for paragraph in re.split(r"(?<=\n)", text):
        found += _in_paragraph(text, start, start + len(paragraph.rstrip("\n")))
        start += len(paragraph)
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    open_marks: list[tuple[str, int, int]] = []
    for match in _MARKS.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        if mark in ("'", "’", "‘") and _inside_word(text, at, after):
            continue
        if mark == _DOUBLED and not _opens(text, at, after, start) and all(one[0] != mark for one in open_marks):
            # Two quotations that end together (`"... "..."" `), for no doubled mark is open.
            found += _met(text, '"', at, at + 1, start, open_marks)
            found += _met(text, '"', at + 1, after, start, open_marks)
        else:
            found += _met(text, mark, at, after, start, open_marks)
    while open_marks:
        found.append(_unclosed(text, open_marks.pop(), end))
    return found


def _met(
    text: str, mark: str, at: int, after: int, start: int, open_marks: list[tuple[str, int, int]]
) -> Iterator[Quotation]:
    """Take a mark as it comes: open a quotation, or yield the ones that it ends."""
    partner = _partner(mark, open_marks, text, at, after, start)
    if partner is None:
        if mark not in _CLOSERS or mark in ("”", "’"):
            open_marks.append((mark, at, after))
        return
    while len(open_marks) > partner + 1:
        yield _unclosed(text, open_marks.pop(), at)
    _, opened, inner = open_marks.pop()
    yield Quotation(opened, after, inner, at, True)


def _partner(
    mark: str, open_marks: list[tuple[str, int, int]], text: str, at: int, after: int, start: int
) -> int | None:
    """Return the place of the open mark that this one closes, or None where it opens a quotation."""
    if mark in _STRAIGHT and len(open_marks) == 1 and _opens(text, at, after, start):
        return None  # a straight mark between a space and a word opens a quotation inside the one that is open
    for place in range(len(open_marks) - 1, -1, -1):
        opener = open_marks[place][0]
        if mark == _OPENERS.get(opener) or (mark == opener and mark in _STRAIGHT | {"'"}):
            return place
        if mark in _DOUBLE and opener in _DOUBLE and mark not in _OPENERS:
            return place
        if mark == "“" and opener in ("”", '"', "“") and not _opens(text, at, after, start):
            return place
        if mark == "”" and opener == "”":
            return place
    return None


def _opens(text: str, at: int, after: int, start: int) -> bool:
    """Tell whether a mark stands where an opening one does: after a space, before a word."""
    before = at == start or text[at - 1].isspace() or text[at - 1] in "([:،,"
    return before and after < len(text) and _BEFORE_WORD.match(text[after]) is not None


def _inside_word(text: str, at: int, after: int) -> bool:
    return at > 0 and after < len(text) and text[at - 1].isalnum() and text[after].isalnum()


def _unclosed(text: str, opened: tuple[str, int, int], limit: int) -> Quotation:
    end = limit
    while end > opened[2] and text[end - 1].isspace():
        end -= 1
    return Quotation(opened[1], end, opened[2], end, False)
