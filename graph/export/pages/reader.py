"""The reader: an article's text with the evidence of every statement marked in it, for auditing the extraction."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.article import Article
from extract.statement import Statement as Record
from graph.export.pages.datafiles import write_text
from graph.export.pages.tables import concept_label, safe_url
from graph.model import Article as ArticleNode
from graph.model import Label, MergedGraph, Report, Speaker, Statement

if TYPE_CHECKING:
    import jinja2

LAYERS = ("content", "speaker", "addressee", "cue", "via", "occasion", "date", "topic", "country")
"""What is marked; of marks over the same words, one named earlier here encloses one named later."""

_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """Words of an article, `start` to `end` in code points, that show something about report number `report`."""

    start: int
    end: int
    layer: str
    report: int


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Text between two boundaries of marks: how many open marks end before it, which begin, and its words."""

    closes: int
    opens: tuple[Mark, ...]
    text: str


def article_pages(
    graph: MergedGraph, articles: Iterable[Article], folder: Path, environment: jinja2.Environment
) -> frozenset[str]:
    """Write `<key>.html` for each article that the graph names; return the keys written."""
    nodes = {article.id: article for article in graph.articles}
    reports = _reports_by_article(graph)
    context = _Context(graph)
    template = environment.get_template("article.html")
    written = set()
    for article in articles:
        node = nodes.get(article.id)
        if node is None or node.key in written:
            continue
        if not _KEY.fullmatch(node.key):
            raise ValueError(f"article key {node.key!r:.60} cannot name a file")
        page = template.render(context.page(article, node, reports.get(node.key, [])))
        write_text(folder / f"{node.key}.html", page)
        written.add(node.key)
    return frozenset(written)


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a text at the boundaries of its marks so that every mark is properly nested; crossing marks are split.

    The marks open after the last piece are all closed by it: its `closes` counts them and its text is empty.
    """
    boundaries = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, LAYERS.index(mark.layer), mark.report))
    waiting = iter(ordered)
    upcoming = next(waiting, None)
    active: list[Mark] = []
    opened: list[Mark] = []
    for start, end in itertools.pairwise(boundaries):
        active = [mark for mark in active if mark.end > start]
        while upcoming is not None and upcoming.start <= start:
            active.append(upcoming)
            upcoming = next(waiting, None)
        common = 0
        while common < min(len(opened), len(active)) and opened[common] == active[common]:
            common += 1
        yield Piece(len(opened) - common, tuple(active[common:]), text[start:end])
        opened = list(active)
    yield Piece(len(opened), (), "")


def marks_of(record: Record, number: int, text: str) -> tuple[list[Mark], int]:
    """Return the marks of a record and how many of its spans do not hold the words that the text has there."""
    spans = [("content", span.text, span.start, span.end) for span in record.content]
    spans.append(("speaker", record.speaker.mention, record.speaker.start, record.speaker.end))
    spans.append(("cue", record.cue.text, record.cue.start, record.cue.end))
    spans += [("topic", span.text, span.start, span.end) for span in record.topic_evidence]
    spans += [("country", span.text, span.start, span.end) for span in record.country_evidence]
    spans += [("via", via.text, via.start, via.end) for via in record.via]
    if record.addressee is not None:
        one = record.addressee
        spans.append(("addressee", one.mention, one.start, one.end))
    if record.occasion is not None:
        spans.append(("occasion", record.occasion.text, record.occasion.start, record.occasion.end))
    if record.date_evidence is not None:
        spans.append(("date", record.date_evidence.text, record.date_evidence.start, record.date_evidence.end))
    spans = [span for span in spans if span[2] < span[3]]  # an implied part has no words
    marks = [Mark(start, end, layer, number) for layer, words, start, end in spans if text[start:end] == words]
    return marks, len(spans) - len(marks)


class _Context:
    """Makes what the template of a page needs."""

    def __init__(self, graph: MergedGraph) -> None:
        self._speakers: dict[str, Speaker] = {speaker.key: speaker for speaker in graph.speakers}
        self._statements: dict[str, Statement] = {statement.key: statement for statement in graph.statements}
        self._outlets = {outlet.key: outlet.label for outlet in graph.outlets}

    def page(self, article: Article, node: ArticleNode, reports: Sequence[tuple[Statement, Report]]) -> dict[str, Any]:
        marks: list[Mark] = []
        cards = []
        for number, (statement, report) in enumerate(reports):
            found, stale = marks_of(report.record, number, article.text)
            marks += found
            cards.append(self._card(number, statement, report, stale))
        outlet = self._outlets.get(node.outlet or "")
        return {
            "page": "article",
            "title_key": "reader.title",
            "root": "../",
            "styles": ("card.css", "reader.css"),
            "scripts": ("strings.js", "core.js", "reader.js"),
            "article_title": article.title or node.title,
            "outlet": outlet,
            "published": article.published or node.published,
            "url": safe_url(article.url or node.url),
            "pieces": list(pieces(article.text, marks)),
            "cards": cards,
            "layers": LAYERS,
        }

    def _card(self, number: int, statement: Statement, report: Report, stale: int) -> dict[str, Any]:
        record = report.record
        outer = [self._statements[key] for key in statement.conveyed_by if key in self._statements]
        return {
            "number": number,
            "key": report.key,
            "statement": statement.key,
            "speaker": self._name(statement.speaker),
            "speaker_key": statement.speaker,
            "record": record,
            "act": concept_label("acts", statement.act),
            "polarity": statement.polarity,
            "topics": [(key, concept_label("topics", key)) for key in statement.topics],
            "countries": [(key, concept_label("countries", key)) for key in statement.countries],
            "occasion": concept_label("occasions", record.occasion.kind) if record.occasion is not None else None,
            "via": [self._name(key) for key in report.via],
            "addressee": self._name(statement.addressee) if statement.addressee else None,
            "outer": [self._name(one.speaker) for one in outer],
            "confidence": round(100 * record.confidence),
            "stale": stale,
        }

    def _name(self, key: str) -> Label:
        speaker = self._speakers.get(key)
        return speaker.label if speaker is not None else Label(key, key, False)


def _reports_by_article(graph: MergedGraph) -> dict[str, list[tuple[Statement, Report]]]:
    """Return the reports of each article in the order of its text."""
    found: dict[str, list[tuple[Statement, Report]]] = {}
    for statement in graph.statements:
        for report in statement.reports:
            found.setdefault(report.article, []).append((statement, report))
    for reports in found.values():
        reports.sort(key=lambda pair: (pair[1].record.cue.start, pair[1].record.cue.end, pair[1].key))
    return found
