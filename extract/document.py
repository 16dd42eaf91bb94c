"""An article under reading: what every extraction component reads and writes.

Components run in a list over one `Document` (see `extract.pipeline`): each is a callable that takes the document and
adds to its `drafts`. That one small contract lets a learned component take a rule's place.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from extract.article import Article
from extract.language.folding import fold
from extract.language.quotations import Quotation, quotations
from extract.language.sentences import sentence_numbers
from extract.language.tokens import Tokens, tokenize, tokenize_folded
from extract.statement import Addressee, Cue, Occasion, Span, Speaker, Via

Result = TypeVar("Result")


@dataclasses.dataclass(slots=True)
class Draft:
    """A statement in the making. Token ranges are `(first, last)` with `last` exclusive; spans are code points."""

    cue: Cue
    cue_tokens: tuple[int, int]
    content: list[Span]
    content_tokens: list[tuple[int, int]]
    form: str = "indirect"
    speaker: Speaker | None = None
    topics: tuple[str, ...] = ()
    topic_evidence: tuple[Span, ...] = ()
    countries: tuple[str, ...] = ()
    country_evidence: tuple[Span, ...] = ()
    addressee: Addressee | None = None
    via: tuple[Via, ...] = ()
    occasion: Occasion | None = None
    date: str | None = None
    date_evidence: Span | None = None
    parent: Draft | None = None
    polarity: str = "neutral"
    confidence: float = 0.0


class Document:
    """One article with its folded copy, tokens, sentences, quotations and the drafts found so far.

    `sentences[i]` and `paragraphs[i]` number the sentence and paragraph of token `i`; `quote_of[i]` is the place in
    `quotations` of the innermost quotation that holds token `i`, or -1. `sentence_bounds[n]` is the first token of
    sentence `n` and the one after its last.
    """

    __slots__ = (
        "_done",
        "article",
        "drafts",
        "folded",
        "paragraphs",
        "quotations",
        "quote_of",
        "sentence_bounds",
        "sentences",
        "text",
        "tokens",
    )

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.folded = fold(self.text)
        self.tokens: Tokens = tokenize_folded(self.folded)
        self.sentences, self.paragraphs = sentence_numbers(self.text, self.tokens)
        self.sentence_bounds = _bounds(self.sentences)
        self.quotations: list[Quotation] = quotations(self.text)
        self.quote_of = self._quotes_of_tokens()
        self.drafts: list[Draft] = []
        self._done: dict[Callable[[Document], Any], Any] = {}

    def span(self, first: int, last: int) -> Span:
        """Return the words from token `first` up to, not including, token `last`."""
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return Span(self.text[start:end], start, end)

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after a code-point offset; the number of tokens where there is none."""
        return bisect.bisect_right(self.tokens.ends, offset)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that touch a code-point span, last exclusive."""
        return self.token_at(start), bisect.bisect_left(self.tokens.starts, end)

    def once(self, work: Callable[[Document], Result]) -> Result:
        """Return what some work on the article gives, done once however many components ask for it.

        The work must rest on the article alone, not on the drafts, and nobody may change its result.
        """
        if work not in self._done:
            self._done[work] = work(self)
        result: Result = self._done[work]
        return result

    def close(self) -> None:
        """Let go of what `once` keeps: it refers back to the document, which only the cycle collector would free."""
        self._done.clear()

    def _quotes_of_tokens(self) -> list[int]:
        inside = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            first, last = self.token_range(quotation.inner_start, quotation.inner_end)
            inside[first:last] = [number] * (last - first)
        return inside


def places_of_forms(document: Document) -> dict[str, list[int]]:
    """Return the tokens at which each form stands, in order."""
    places: dict[str, list[int]] = {}
    for token, form in enumerate(document.tokens.forms):
        places.setdefault(form, []).append(token)
    return places


def title_forms(document: Document) -> list[str]:
    """Return the folded words of an article's title, none where it has no title."""
    return tokenize(document.article.title or "").forms


def _bounds(sentences: list[int]) -> list[tuple[int, int]]:
    """Return the tokens of each sentence, last exclusive."""
    firsts = [i for i, number in enumerate(sentences) if not i or number != sentences[i - 1]]
    return list(zip(firsts, [*firsts, len(sentences)][1:], strict=True))


class Component(Protocol):
    """One step of extraction: reads a document and adds to its drafts."""

    def __call__(self, document: Document) -> None:
        """Add to the document's drafts or fill their fields."""
        ...
