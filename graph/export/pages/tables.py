"""The merged graph as tables of small numbers, which is what the pages filter and count on.

A row is a statement; rows run from the newest day to the oldest. What a facet needs (speaker, countries, topics,
day ...) stands in columns of numbers that index the tables of `Tables.core`; words and sources stand apart in parts of
`DETAIL_ROWS` rows that a page loads when it shows them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from extract.statement import POLARITIES
from graph.merge.labels import role_english
from graph.model import Article, Label, MergedGraph, Report, Statement
from ontology import OntologyError, concepts

DETAIL_ROWS = 500
"""Statements in one part of words and sources: some 400 KB."""
COLUMN_ROWS = 25_000
"""Statements in one part of columns: some 1.5 MB."""
_NOT_COUNTRIES = {"UN": "united_nations"}  # spoken for like a country, but no ISO 3166-1 country: an organisation
NONE = -1
"""Stands in a column for what is not known."""


class Index:
    """Numbers the members of one table by key, in the order they are given."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        self._places = {key: place for place, key in enumerate(self.keys)}

    def __call__(self, key: str | None) -> int:
        """Return the place of a key, `NONE` when it is not in the table."""
        return NONE if key is None else self._places.get(key, NONE)

    def __len__(self) -> int:
        return len(self.keys)


class Tables:
    """The tables of one merged graph. `readable` holds the keys of the articles that have a page of their own."""

    def __init__(self, graph: MergedGraph, readable: frozenset[str] = frozenset()) -> None:
        self.graph = graph
        self.readable = readable
        self.articles: Mapping[str, Article] = {article.key: article for article in graph.articles}
        self.statements: list[Statement] = sorted(graph.statements, key=self._order)
        self.rows = {statement.key: row for row, statement in enumerate(self.statements)}
        self.speakers = Index(speaker.key for speaker in graph.speakers)
        self.outlets = Index(outlet.key for outlet in graph.outlets)
        self._capacities = {membership.key: membership for membership in graph.memberships}
        self._own_country = {speaker.key: speaker.country for speaker in graph.speakers}
        self.topics = Index(sorted({topic for one in graph.statements for topic in one.topics}))
        self.acts = Index(sorted({one.act for one in graph.statements}))
        self.occasions = Index(
            sorted({one.record.occasion.kind for one in self._reports() if one.record.occasion is not None})
        )
        countries = {code for one in graph.statements for code in one.countries}
        countries.update(code for one in graph.statements if (code := self.country_from(one)) is not None)
        countries.update(speaker.country for speaker in graph.speakers if speaker.country)
        self.countries = Index(sorted(countries))
        self._inner: dict[str, list[int]] = {}
        for statement in self.statements:
            for outer in statement.conveyed_by:
                self._inner.setdefault(outer, []).append(self.rows[statement.key])

    def country_from(self, statement: Statement) -> str | None:
        """Return the country a statement's speaker spoke for: that of the capacity, else the speaker's own."""
        capacity = self._capacities.get(statement.capacity or "")
        if capacity is not None and capacity.country:
            return capacity.country
        return self._own_country.get(statement.speaker)

    def core(self) -> dict[str, Any]:
        """Return the tables that every page needs before it can show anything."""
        speakers = self.graph.speakers
        return {
            "rows": len(self.statements),
            "articles": len(self.graph.articles),
            "columnParts": -(-len(self.statements) // COLUMN_ROWS),
            "detailRows": DETAIL_ROWS,
            "speakers": {
                "key": self.speakers.keys,
                **_labels(speaker.label for speaker in speakers),
                "kind": [speaker.kind for speaker in speakers],
                "country": [self.countries(speaker.country) for speaker in speakers],
                "names": [[name for name in speaker.labels if name != speaker.label.ar] for speaker in speakers],
            },
            "outlets": {"key": self.outlets.keys, **_labels(outlet.label for outlet in self.graph.outlets)},
            "topics": _concepts("topics", self.topics),
            "countries": _concepts("countries", self.countries),
            "acts": _concepts("acts", self.acts),
            "occasions": _concepts("occasions", self.occasions),
        }

    def columns(self) -> Iterator[dict[str, list[Any]]]:
        """Yield the columns, `COLUMN_ROWS` rows at a time."""
        one_of: dict[str, Callable[[Statement], int]] = {
            "speaker": lambda one: self.speakers(one.speaker),
            "from": lambda one: self.countries(self.country_from(one)),
            "act": lambda one: self.acts(one.act),
            "polarity": lambda one: POLARITIES.index(one.polarity),
            "day": lambda one: day_number(self.day(one)),
            "said": lambda one: int(one.date is not None),
            "addressee": lambda one: self.speakers(one.addressee),
        }
        many_of: dict[str, Callable[[Statement], list[int]]] = {
            "topics": lambda one: [self.topics(topic) for topic in one.topics],
            "about": lambda one: [self.countries(code) for code in one.countries],
            "outlets": lambda one: sorted(
                {place for report in one.reports if (place := self.outlets(self._outlet(report))) != NONE}
            ),
        }
        for rows in _parts(self.statements, COLUMN_ROWS):
            columns: dict[str, list[Any]] = {name: [value(one) for one in rows] for name, value in one_of.items()}
            columns.update({name: [values(one) for one in rows] for name, values in many_of.items()})
            yield columns

    def details(self) -> Iterator[dict[str, list[Any]]]:
        """Yield words and sources, `DETAIL_ROWS` rows at a time, each part with the articles it names."""
        for rows in _parts(self.statements, DETAIL_ROWS):
            named = Index(sorted({report.article for one in rows for report in one.reports}))
            yield {
                "articles": [self._article(key) for key in named.keys],
                "rows": [self._detail(one, named) for one in rows],
            }

    def texts(self) -> Iterator[list[str]]:
        """Yield what a search finds a row by, beside the names of its speaker: words, role and articles' titles."""
        for one in self.statements:
            capacity = self._capacities.get(one.capacity or "")
            titles = {self.articles[report.article].title for report in one.reports}
            yield [text for text in (one.text, capacity.role if capacity else None, *titles) if text]

    def day(self, statement: Statement) -> str | None:
        """Return the day a statement was said, or, when that is not known, the day it was first published."""
        if statement.date is not None:
            return statement.date
        published = (self.articles[report.article].published for report in statement.reports)
        return min((day for day in published if day), default=None)

    def _order(self, statement: Statement) -> tuple[int, str, int, str]:
        """Newest first; within a day, as the articles tell them."""
        first = statement.reports[0] if statement.reports else None
        article, start = (first.article, first.record.cue.start) if first else ("", 0)
        return -day_number(self.day(statement)), article, start, statement.key

    def _detail(self, one: Statement, named: Index) -> dict[str, Any]:
        capacity = self._capacities.get(one.capacity or "")
        occasions = [report.record.occasion.kind for report in one.reports if report.record.occasion is not None]
        detail = {
            "key": one.key,
            "text": one.text,
            "form": one.form,
            "role": capacity.role if capacity else None,
            "roleEn": role_english(capacity.role, capacity.country) if capacity else None,
            "occasion": self.occasions(occasions[0]) if occasions else None,
            "outer": sorted(self.rows[key] for key in one.conveyed_by if key in self.rows),
            "inner": self._inner.get(one.key, []),
            "reports": [self._report(report, one.text, named) for report in one.reports],
        }
        return {name: value for name, value in detail.items() if value not in (None, [])}

    def _report(self, report: Report, text: str, named: Index) -> dict[str, Any]:
        record = report.record
        words = " … ".join(span.text for span in record.content)
        detail = {
            "key": report.key,
            "article": named(report.article),
            "cue": record.cue.text,
            "mention": record.speaker.mention,
            "via": [place for key in report.via if (place := self.speakers(key)) != NONE],
            "words": words if words != text else None,
        }
        return {name: value for name, value in detail.items() if value not in (None, [])}

    def _article(self, key: str) -> dict[str, Any]:
        article = self.articles[key]
        detail = {
            "key": key,
            "title": article.title,
            "url": safe_url(article.url),
            "outlet": self.outlets(article.outlet),
            "published": article.published,
            "page": 1 if key in self.readable else None,
        }
        return {name: value for name, value in detail.items() if value is not None}

    def _outlet(self, report: Report) -> str | None:
        return self.articles[report.article].outlet

    def _reports(self) -> Iterator[Report]:
        for statement in self.graph.statements:
            yield from statement.reports


def day_number(day: str | None) -> int:
    """Return an ISO date as its day in the proleptic Gregorian count (1 is 0001-01-01), `NONE` when it is no date.

    >>> day_number("1970-01-01"), day_number("soon")
    (719163, -1)
    """
    try:
        return datetime.date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return NONE


def safe_url(url: str | None) -> str | None:
    """Return a web address that a page may link to, None for any other scheme (`javascript:`, `data:`)."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def concept_label(scheme: str, key: str) -> Label:
    """Return the labels of a concept; one that the ontology does not have is shown by its key."""
    if scheme == "countries" and key in _NOT_COUNTRIES:
        scheme, key = "organisations", _NOT_COUNTRIES[key]
    try:
        concept = concepts(scheme).get(key)
    except OntologyError:
        concept = None
    if concept is None:
        return Label(key, key, False)
    arabic = concept.pref.get("ar", key)
    return Label(arabic, concept.pref.get("en", arabic), False)


def _concepts(scheme: str, index: Index) -> dict[str, list[Any]]:
    return {"key": index.keys, **_labels(concept_label(scheme, key) for key in index.keys)}


def _labels(labels: Iterable[Label]) -> dict[str, list[str]]:
    found = list(labels)
    return {"ar": [label.ar for label in found], "en": [label.en for label in found]}


def _parts(items: Sequence[Statement], size: int) -> Iterator[Sequence[Statement]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
