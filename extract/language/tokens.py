"""Tokens of an article as parallel lists: where each starts and ends, and its folded form.

camel-tools' `simple_word_tokenize` finds them in the folded copy; they are aligned back to it, so that every offset is
a code-point offset into the article as it came. Digits joined by `.`, `,` or `/` are one token again (`5.3`).
"""

from __future__ import annotations

import dataclasses

from extract.language.camel import settle_data_folder
from extract.language.folding import MARK, fold

_NUMBER_JOINTS = frozenset(".,/٫٬")


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
    settle_data_folder()
    from camel_tools.tokenizers.word import simple_word_tokenize

    folded = fold(text)
    tokens = Tokens([], [], [], [])
    position = 0
    for piece in simple_word_tokenize(folded):
        start = folded.index(piece, position)
        position = start + len(piece)
        _append(tokens, folded, start, position)
    return tokens


def _append(tokens: Tokens, folded: str, start: int, end: int) -> None:
    """Add one token, joining the halves of a number around its joint."""
    form = folded[start:end].replace(MARK, "")
    if not form:
        return
    is_word = form[0].isalnum()
    if (
        is_word
        and form[0].isdigit()
        and len(tokens) > 1
        and tokens.ends[-1] == start
        and tokens.forms[-1] in _NUMBER_JOINTS
        and tokens.ends[-2] == tokens.starts[-1]
        and tokens.forms[-2][-1].isdigit()
    ):
        tokens.starts.pop(), tokens.ends.pop(), tokens.forms.pop(), tokens.is_word.pop()
        tokens.ends[-1] = end
        tokens.forms[-1] = folded[tokens.starts[-1] : end].replace(MARK, "")
        return
    tokens.starts.append(start)
    tokens.ends.append(end)
    tokens.forms.append(form)
    tokens.is_word.append(is_word)
