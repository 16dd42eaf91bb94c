"""Paragraphs and sentences over tokens, glued ones (`.كلمة`) and abbreviations (`د.`, `U.S.`) included."""

from __future__ import annotations

from extract.language.tokens import Tokens

_ENDS = frozenset(".!?؟؛…۔")
_CLOSING = frozenset("\"”»›’'″)]")


def sentence_numbers(text: str, tokens: Tokens) -> tuple[list[int], list[int]]:
    """Return for each token the number of its sentence and of its paragraph, both counted from 0.

    A newline ends a paragraph. A full stop ends a sentence unless it follows a single letter (`د. أحمد`), stands in
    a row of dots that a lower-case continuation follows, or separates digits.
    """
    sentences: list[int] = []
    paragraphs: list[int] = []
    sentence = paragraph = 0
    previous_end = 0
    pending = False
    for i in range(len(tokens)):
        start = tokens.starts[i]
        if i and "\n" in text[previous_end:start]:
            paragraph += 1
            sentence += 1
            pending = False
        elif pending and tokens.forms[i] not in _CLOSING and tokens.forms[i] not in _ENDS:
            sentence += 1
            pending = False
        sentences.append(sentence)
        paragraphs.append(paragraph)
        previous_end = tokens.ends[i]
        if tokens.forms[i] in _ENDS:
            pending = _ends_sentence(tokens, i)
    return sentences, paragraphs


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    if tokens.forms[i] != ".":
        return True
    if i and tokens.forms[i - 1] == ".":
        return False
    previous = tokens.forms[i - 1] if i else ""
    glued_before = i > 0 and tokens.ends[i - 1] == tokens.starts[i]
    if len(previous) == 1 and previous.isalpha() and glued_before:
        return False
    glued_after = i + 1 < len(tokens) and tokens.starts[i + 1] == tokens.ends[i]
    following = tokens.forms[i + 1] if i + 1 < len(tokens) else ""
    return not (glued_after and (following == "." or (following.isascii() and following.isalnum())))
