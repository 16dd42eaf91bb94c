"""The search index: which statements hold a word, so that a search reads what it needs and not every text.

A page searches for parts of words (حوار in والحوار, "and the dialogue"). It finds the words of the index that hold the
part, loads where they stand, and joins that with the names of speakers, which it has anyway. Words are ordered by what
is left of them without joined prefixes, so that the forms of one word stand in the same part.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

PART_CHARACTERS = 200_000
"""Characters of places in one part."""

_WORD = re.compile(r"[^\W_]+")
_DROPPED = re.compile("[\u064b-\u065f\u0670\u0640\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS = str.maketrans({
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # forms of alif
    "\u0649": "\u064a", "\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a",
})  # fmt: skip
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PREFIXES = re.compile("^[وف]?(?:ال|بال|كال|لل|ب|ل|ك|س)?(?=\\w{3})")


def fold(text: str) -> str:
    """Return a text as the pages compare it (`fold` in words.js): no marks, forms of alif, ya, ta marbuta joined."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return _DROPPED.sub("", decomposed).translate(_LETTERS)


@functools.lru_cache(maxsize=400_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(word)))


def words_of(text: str) -> set[str]:
    """Return the folded words of a text, letters and digits only."""
    # Marks belong to the word they stand in, so the text is split at what is neither letter, digit nor mark.
    return {word for part in text.split() for word in _folded(part)}


class SearchIndex:
    """The words of rows of text, with the rows that hold each."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Read the texts of each row, rows in order."""
        places: dict[str, list[int]] = defaultdict(list)
        for row, texts in enumerate(rows):
            for word in set().union(*map(words_of, texts)):
                places[word].append(row)
        self._places = places
        self._words = sorted(places, key=lambda word: (_PREFIXES.sub("", word), word))
        self._parts = list(self._cut())

    def _cut(self) -> Iterator[list[str]]:
        part: list[str] = []
        size = 0
        for word in self._words:
            encoded = encode(self._places[word])
            if part and size + len(encoded) > PART_CHARACTERS:
                yield part
                part, size = [], 0
            part.append(encoded)
            size += len(encoded)
        if part:
            yield part

    def words(self) -> dict[str, Any]:
        """Return the words, joined by spaces, and how many of them each part of places holds."""
        return {"words": " ".join(self._words), "sizes": [len(part) for part in self._parts]}

    def parts(self) -> Sequence[list[str]]:
        """Return the places of the words, part by part, as `encode` writes them."""
        return self._parts


def encode(rows: Sequence[int]) -> str:
    """Return rising numbers as text: each step's groups of five bits, lowest first, a sixth bit where more follow.

    The digits are those of base 64, as in source maps.

    >>> encode([0, 5, 100])
    'AF/C'
    """
    steps = []
    last = 0
    for row in rows:
        steps.append(_step(row - last))
        last = row
    return "".join(steps)


@functools.lru_cache(maxsize=65_536)
def _step(number: int) -> str:
    digits = ""
    while number > 31:
        digits += _DIGITS[32 | number & 31]
        number >>= 5
    return digits + _DIGITS[number]
