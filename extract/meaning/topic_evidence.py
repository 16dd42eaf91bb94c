"""What speaks for each topic of a statement: the ontology's words in and around it, and general vocabulary.

Evidence comes as one matrix a statement: a row for every topic, in the order of `topic_keys`, a column for every kind
of evidence, in the order of `COLUMNS`. Counts are damped by log(1 + n).
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from extract.document import Document, Draft, title_forms
from extract.language.folding import folded_form
from extract.language.wordclass import function_words
from extract.meaning.labels import Hit, TopicLabel, topic_matcher
from extract.memory import Memory
from ontology import concepts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

COLUMNS = (
    "content strong", "content weak", "any strong", "any weak", "strong share", "share", "early",
    "sentence strong", "sentence weak", "paragraph strong", "gap strong", "gap weak", "previous strong", "next strong",
    "said strong", "said share", "article strong", "article weak", "article share", "article any", "title strong",
    "title weak", "lead strong", "lead weak", "other",
)  # fmt: skip

_SHARED = 0.6
"""What a word counts that several topics have, against 1."""
_LEAD = 300
"""Code points from the start of the article within which its lead ends with a paragraph."""
_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال")
_SUFFIXES = ("هما", "ها", "هم", "نا", "ات", "ون", "ين", "ان", "يه", "ته", "ه", "ي", "ا")


@dataclasses.dataclass(slots=True)
class TopicEvidence:
    """The evidence of one draft: its matrix, the stems and stem pairs of its content, and the hits in the content.

    `labels` counts the ontology's labels in the content, each as its stems and the number of its topic;
    `article_labels` counts those of the whole article.
    """

    draft: Draft
    matrix: Matrix
    words: list[str]
    hits: list[Hit[TopicLabel]]
    labels: Counter[tuple[str, int]]
    article_labels: Counter[tuple[str, int]]


@functools.cache
def topic_keys() -> tuple[str, ...]:
    """Return the keys of the topics, sorted."""
    return tuple(sorted(concepts("topics")))


@functools.cache
def _numbers() -> dict[str, int]:
    return {key: number for number, key in enumerate(topic_keys())}


def gather(document: Document) -> list[TopicEvidence]:
    """Return the evidence for every draft, in the order of their cues."""
    hits = topic_matcher().find(document.tokens.forms)
    title_hits = topic_matcher().find(document.once(title_forms))
    article, of_title, lead = _count(hits), _count(title_hits), _count(_within(hits, 0, _lead_end(document)))
    names = _label_names(document, hits)
    article_labels = Counter(itertools.chain.from_iterable(names.values()))
    drafts = sorted(document.drafts, key=lambda draft: (draft.cue.start, draft.content_tokens))
    inside = [[hit for first, last in draft.content_tokens for hit in _within(hits, first, last)] for draft in drafts]
    contents = [_count(found) for found in inside]
    said = sum((content[0] for content in contents), _zeros())
    shared = [
        np.log1p(said), _share(said), *np.log1p(article), _share(article[0]), article[0] > 0,
        *np.log1p(of_title), *np.log1p(lead), np.array([key == "other" for key in topic_keys()]),
    ]  # fmt: skip

    @functools.cache
    def between(first: int, last: int) -> Matrix:
        return _count(_within(hits, first, last))

    found = []
    for place, draft in enumerate(drafts):
        strong, weak = content = contents[place]
        sentence = between(*_same(document.sentences, draft.cue_tokens[0]))
        paragraph = between(*_same(document.paragraphs, draft.cue_tokens[0]))
        gap = between(draft.cue_tokens[1], draft.content_tokens[0][0] if draft.content_tokens else 0)
        before = contents[place - 1][0] if place else _zeros()
        after = contents[place + 1][0] if place + 1 < len(contents) else _zeros()
        damped = np.log1p([*content, *sentence, paragraph[0], *gap, before, after])
        columns = [
            *damped[:2], strong > 0, weak > 0, _share(strong), _share(strong + 0.3 * weak),
            _early(draft, inside[place]), *damped[2:], *shared,
        ]  # fmt: skip
        matrix = np.array(columns, dtype=np.float64).T.copy()
        labels = Counter(itertools.chain.from_iterable([names[hit.first] for hit in inside[place]]))
        words = content_words(document, draft)
        found.append(TopicEvidence(draft, matrix, words, inside[place], labels, article_labels))
    return found


def content_words(document: Document, draft: Draft) -> list[str]:
    """Return the stems of a content's words and their neighbouring pairs (`a_b`), without repeats, sorted.

    Function words and the names of leaders are left out: a model must not key on a person.
    """
    forms = document.tokens.forms
    stems = [
        word
        for first, last in draft.content_tokens
        for word in map(_content_stem.__getitem__, forms[first:last])
        if word
    ]
    return sorted({*stems, *(f"{one}_{other}" for one, other in itertools.pairwise(stems))})


@functools.lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """Return a folded word without its article, one clitic and one ending (light stemming, after Larkey et al. 2002).

    >>> stem("والعلاقات")
    'علاق'
    """
    prefix = next((p for p in _PREFIXES if form.startswith(p) and len(form) - len(p) >= 3), "")
    word = form[len(prefix) :]
    if not prefix and word[0] in "وفبلك" and len(word) >= 5:
        word = word[1:]
    suffix = next((s for s in _SUFFIXES if word.endswith(s) and len(word) - len(s) >= 3), "")
    return word[: len(word) - len(suffix)]


@functools.cache
def _function_forms() -> frozenset[str]:
    return frozenset().union(*(words for kind, words in function_words().items() if kind != "occasion"))


@functools.cache
def _leaders() -> frozenset[str]:
    names = (name for concept in concepts("countries").values() for name in concept.properties.get("leader", ()))
    return frozenset(stem(word) for name in names for word in folded_form(name).split())


def _find_content_stem(form: str) -> str:
    """Return the stem of a word of general vocabulary, "" for any other."""
    function = _function_forms()
    if len(form) < 3 or not form[0].isalpha() or form in function or (form[0] in "وف" and form[1:] in function):
        return ""
    word = stem(form)
    return "" if word in _leaders() else word


_content_stem = Memory(_find_content_stem, 1 << 16)


def _zeros() -> Matrix:
    return np.zeros(len(topic_keys()))


def _count(hits: Sequence[Hit[TopicLabel]]) -> Matrix:
    """Return how many strong words each topic has, and how many weak ones."""
    numbers = _numbers()
    strong, weak = [0.0] * len(numbers), [0.0] * len(numbers)
    for hit in hits:
        for label in hit.values:
            (strong if label.strong else weak)[numbers[label.topic]] += _SHARED if label.shared else 1.0
    return np.array((strong, weak))


def _label_names(document: Document, hits: Sequence[Hit[TopicLabel]]) -> dict[int, list[tuple[str, int]]]:
    """Return for each hit, by its first token, the labels it may be: their stems and the number of their topic."""
    forms, numbers = document.tokens.forms, _numbers()
    found = {}
    for hit in hits:
        phrase = " ".join([stem(form) for form in forms[hit.first : hit.last]])
        found[hit.first] = [(phrase, numbers[label.topic]) for label in hit.values]
    return found


def _share(counts: Matrix) -> Matrix:
    return counts / max(1.0, float(counts.sum()))


def _early(draft: Draft, hits: Sequence[Hit[TopicLabel]]) -> Matrix:
    """Return for each topic how early in the content its first strong word stands: 1 at the start, falling off."""
    early, numbers = _zeros(), _numbers()
    for hit in hits:
        start = next((first for first, last in draft.content_tokens if first <= hit.first < last), hit.first)
        worth = 1.0 / (1.0 + (hit.first - start) / 8.0)
        for label in hit.values:
            if label.strong:
                early[numbers[label.topic]] = max(early[numbers[label.topic]], worth)
    return early


def _within(hits: list[Hit[TopicLabel]], first: int, last: int) -> list[Hit[TopicLabel]]:
    """Return the hits, which come in text order, that begin between two tokens, last exclusive."""
    return hits[bisect.bisect_left(hits, (first,)) : bisect.bisect_left(hits, (last,))]


def _same(numbers: Sequence[int], token: int) -> tuple[int, int]:
    """Return the tokens of a token's sentence or paragraph, last exclusive."""
    return bisect.bisect_left(numbers, numbers[token]), bisect.bisect_right(numbers, numbers[token])


def _lead_end(document: Document) -> int:
    starts = document.tokens.starts
    return next((token for token, start in enumerate(starts) if start > _LEAD), len(starts))
