"""Tokens of an article as parallel lists: where each starts and ends, and its folded form.

camel-tools' `simple_word_tokenize` finds them in the folded copy; they are aligned back to it, so that every offset is
a code-point offset into the article as it came. Digits joined by `.`, `,` or `/` are one token again (`5.3`).
"""

from __future__ import annotations

import dataclasses
import sys

from extract.language.camel import settle_data_folder
from extract.language.folding import MARK, fold
from extract.memory import Memory

_NUMBER_JOINTS = frozenset(".,/٫٬")
_REPEATED = 50
"""Code points of the longest word worth remembering."""

_Piece = tuple[int, int, str, bool]
"""A token of a word: where it starts and ends in it, its form, and whether it is a word or number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one place per token. `forms` are folded, without marks; punctuation keeps its own character.

    `is_word[i]` is true for words and numbers, false for punctuation and symbols.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    is_word: list[bool]

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str) -> Tokens:
    """Split an article's text into tokens; white space and characters without a reading are left out."""
    return tokenize_folded(fold(text))


def tokenize_folded(folded: str) -> Tokens:
    """Split the folded copy of a text into tokens, as `tokenize` does."""
    tokens = Tokens([], [], [], [])
    starts, ends, forms, is_word = tokens.starts, tokens.ends, tokens.forms, tokens.is_word
    position = 0
    for word in folded.split():
        at = folded.index(word, position)
        position = at + len(word)
        for first, last, form, letters in _pieces[word] if len(word) <= _REPEATED else _split(word):
            starts.append(at + first)
            ends.append(at + last)
            forms.append(form)
            is_word.append(letters)
    return tokens


def _split(word: str) -> tuple[_Piece, ...]:
    """Return the tokens of what stands between two spaces; the halves of a number are joined around its joint."""
    settle_data_folder()
    from camel_tools.tokenizers.word import simple_word_tokenize

    found: list[_Piece] = []
    position = 0
    for piece in simple_word_tokenize(word):
        start = word.index(piece, position)
        position = start + len(piece)
        form = sys.intern(piece.replace(MARK, ""))  # one object for one form, so that look-ups by it compare no letters
        if not form:
            continue
        if form[0].isdigit() and len(found) > 1 and _is_joint(found[-2], found[-1], start):
            first, _, _, is_word = found[-2]
            found[-2:] = [(first, position, word[first:position].replace(MARK, ""), is_word)]
            continue
        found.append((start, position, form, form[0].isalnum()))
    return tuple(found)


_pieces = Memory(_split, 1 << 17)


def _is_joint(number: _Piece, joint: _Piece, start: int) -> bool:
    """Tell whether a number and a mark touch each other and the number that begins at `start`."""
    return joint[1] == start and joint[2] in _NUMBER_JOINTS and number[1] == joint[0] and number[2][-1].isdigit()
