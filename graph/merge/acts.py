"""One statement per act: finding the records of one speaker that report the same words or the same sense.

Quotations are one act when nearly all words of the shorter stand in the longer in the same order. Indirect reports
are one act when topic, countries and day agree and so do the words that carry content, with the same negations and
numbers. Two records of one article are one act only where the article repeats the same quotation.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from extract.statement import Statement
from graph.merge.mentions import day_of
from graph.merge.names import folded_words
from graph.merge.words import words
from ontology.concepts import concepts

_SHINGLE = 3
_SHORT = 5
_CROWD = 60
_DAYS = 4


@dataclasses.dataclass(eq=False)
class _Wording:
    """A record's content as it is compared. Most records meet no other that is worth a closer look."""

    record: Statement
    tokens: tuple[str, ...]
    day: int | None
    quoted: bool

    @functools.cached_property
    def sense(self) -> frozenset[str]:
        stop = words().stop
        return frozenset(_stem(t) for t in self.tokens if t not in stop and len(t) > 2 and not t.isdecimal())

    @functools.cached_property
    def negations(self) -> int:
        negation = words().negation
        return sum(token in negation for token in self.tokens)

    @functools.cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(token for token in self.tokens if token.isdecimal())


class _Groups:
    """A partition of one speaker's records in which no article holds two records that say different things."""

    def __init__(self, count: int, wordings: Sequence[_Wording]) -> None:
        self._root = list(range(count))
        self._by_article = [{wording.record.article: [place]} for place, wording in enumerate(wordings)]
        self._wordings = wordings

    def find(self, place: int) -> int:
        while self._root[place] != place:
            self._root[place] = self._root[self._root[place]]
            place = self._root[place]
        return place

    def join(self, left: int, right: int) -> None:
        one, other = sorted((self.find(left), self.find(right)))
        if one == other:
            return
        ours, theirs = self._by_article[one], self._by_article[other]
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        for article, places in theirs.items():
            for mine in ours.get(article, ()):
                if not all(_one_act(self._wordings[mine], self._wordings[yours]) for yours in places):
                    return
        for article, places in theirs.items():
            ours.setdefault(article, []).extend(places)
        self._by_article[one] = ours
        self._by_article[other] = {}
        self._root[other] = one


def group_records(records: Sequence[Statement]) -> list[list[Statement]]:
    """Return one speaker's records grouped by the act they report; the order of the input does not matter."""
    if len(records) == 1:
        return [list(records)]
    ordered = sorted(records, key=lambda record: record.id)
    wordings = [_wording(record) for record in ordered]
    groups = _Groups(len(wordings), wordings)
    pairs = [(_likeness(wordings[a], wordings[b]), a, b) for a, b in _candidates(wordings)]
    for _, left, right in sorted((-score, a, b) for score, a, b in pairs if score > 0):
        groups.join(left, right)
    found: dict[int, list[Statement]] = defaultdict(list)
    for place, record in enumerate(ordered):
        found[groups.find(place)].append(record)
    return list(found.values())


def content_text(record: Statement) -> str:
    """Return the words of a record's content, its parts joined by an ellipsis."""
    return " … ".join(span.text.strip() for span in record.content)


def _wording(record: Statement) -> _Wording:
    day = day_of(record)
    return _Wording(
        record=record,
        tokens=tuple(folded_words(" ".join(span.text for span in record.content))),
        day=datetime.date.fromisoformat(day).toordinal() if day else None,
        quoted=record.form != "indirect",
    )


@functools.lru_cache(maxsize=200_000)
def _stem(token: str) -> str:
    """Return a word without its clitics and commonest endings: enough to see two inflections as one word."""
    for prefix in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if token.startswith(prefix) and len(token) - len(prefix) >= 3:
            token = token[len(prefix) :]
            break
    else:
        if token[0] in "وفبل" and len(token) > 4:
            token = token[1:]
    for suffix in ("ات", "ها", "هم", "نا", "ون", "ين", "ان", "يه", "ه", "ي"):
        if token.endswith(suffix) and len(token) - len(suffix) >= 3:
            return token[: -len(suffix)]
    return token


def _candidates(wordings: Sequence[_Wording]) -> Iterable[tuple[int, int]]:
    """Yield pairs worth comparing: of a few days or one article, that share a run of words, or one topic and day."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for place, wording in enumerate(wordings):
        runs = {wording.tokens[at : at + _SHINGLE] for at in range(len(wording.tokens) - _SHINGLE + 1)}
        for run in runs or {wording.tokens}:
            blocks[run].append(place)
        if wording.day is not None:
            for topic in wording.record.topics or ("",):
                blocks[wording.day, topic].append(place)
    seen: set[tuple[int, int]] = set()
    # Nothing is further from an unknown day, NaN, than any number of days.
    days = [math.nan if wording.day is None else wording.day for wording in wordings]
    articles = [wording.record.article for wording in wordings]
    for block in blocks.values():
        # In a crowded block each meets its neighbours only: joins are transitive, so a widely carried act still meets.
        for at, one in enumerate(block):
            day, article = days[one], articles[one]
            for other in block[at + 1 : at + 1 + _CROWD]:
                if abs(days[other] - day) > _DAYS and articles[other] != article:
                    continue  # what is said again later is said again
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _likeness(one: _Wording, other: _Wording) -> int:
    """Return how alike two wordings are, 0-300, 0 when they are two acts."""
    first, second = one.record, other.record
    if first.parent == second.id or second.parent == first.id or not one.tokens or not other.tokens:
        return 0
    agree = _acts_agree(first, second)
    if first.article == second.article:
        return 300 if agree and _repeated(one, other) else 0
    days = None if one.day is None or other.day is None else abs(one.day - other.day)
    if days is not None and days > _DAYS:
        return 0
    if not agree:
        return 0
    words_alike = _words_alike(one, other)
    if words_alike >= 85 and (one.quoted or other.quoted or words_alike >= 95 or days in (0, 1)):
        return 100 + words_alike
    if days == 0 and _same_sense(one, other):
        shared = len(one.sense & other.sense)
        return max(1, round(100 * shared / len(one.sense | other.sense)))
    return 0


def _acts_agree(first: Statement, second: Statement) -> bool:
    """Tell whether two acts may be one: نفى ("denied") and أكد ("affirmed") the same words are two.

    Outlets choose their reporting verbs freely, but a stance is no matter of choice, unless the words are quoted whole
    and show it themselves.
    """
    if first.form == second.form == "direct" or first.cue.act == second.cue.act:
        return True
    return _stance(first.cue.act) == _stance(second.cue.act)


@functools.cache
def _stance(act: str) -> str:
    concept = concepts("acts").get(act)
    return (concept.one("stance") if concept else None) or "neutral"


def _words_alike(one: _Wording, other: _Wording) -> int:
    """Return the share of the shorter wording's words that the longer has in the same order, in per cent."""
    shorter, longer = sorted((one.tokens, other.tokens), key=len)
    if len(shorter) < _SHORT:
        return 100 if shorter == longer else 0
    if len(shorter) * 1.25 > len(longer) and (one.negations != other.negations or not _numbers_agree(one, other)):
        return 0
    common = LCSseq.similarity(shorter, longer)
    if len(longer) > 3 * len(shorter) and common < len(shorter):
        return 0
    return round(100 * common / len(shorter))


def _one_act(one: _Wording, other: _Wording) -> bool:
    return _acts_agree(one.record, other.record) and _repeated(one, other)


def _repeated(one: _Wording, other: _Wording) -> bool:
    """Tell whether an article gives the same quotation twice, rather than two statements."""
    if one.tokens == other.tokens:
        return True
    return len(one.tokens) >= _SHORT and LCSseq.normalized_similarity(one.tokens, other.tokens) >= 0.9


def _same_sense(one: _Wording, other: _Wording) -> bool:
    first, second = one.record, other.record
    if set(first.countries) != set(second.countries) or not (
        set(first.topics) & set(second.topics) or first.topics == second.topics
    ):
        return False
    if one.negations != other.negations or first.polarity != second.polarity:
        return False
    if not _numbers_agree(one, other):
        return False
    shared = len(one.sense & other.sense)
    fewer = min(len(one.sense), len(other.sense))
    return shared >= 4 and shared / fewer >= 0.7 and shared / len(one.sense | other.sense) >= 0.45


def _numbers_agree(one: _Wording, other: _Wording) -> bool:
    return one.numbers <= other.numbers or other.numbers <= one.numbers
