"""From statement records to the merged graph."""

from __future__ import annotations

import contextlib
import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from extract.statement import Statement as Record
from graph import model
from graph.merge import labels
from graph.merge.cast import cast_of
from graph.merge.judgements import digest
from graph.merge.mentions import gather
from graph.merge.names import split
from graph.merge.romanise import slug
from graph.merge.same_as import SameAs
from graph.merge.statements import Placed, article_key, conveyed, placed, speaker_statements


def merge(statements: Iterable[Record], same_as: SameAs | None = None) -> model.MergedGraph:
    """Merge statement records into one graph: one node per real speaker, one statement per act.

    A pure function of the set of records: their order does not matter, a record given twice counts once, and merging
    in increments is merging all records again. Of records that share an id and differ, one is kept by a fixed rule.
    `same_as` are the user's judgements, which outdo every other evidence.
    """
    with _uncollected():
        return _merged(distinct(statements), same_as)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the collector of reference cycles: none come up, and looking for them takes a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _merged(records: list[Record], same_as: SameAs | None) -> model.MergedGraph:
    cast = cast_of(gather(records), same_as)
    by_speaker: dict[str, list[Placed]] = defaultdict(list)
    for record in records:
        item = placed(record, cast)
        by_speaker[item.speaker].append(item)
    merged = [statement for speaker in sorted(by_speaker) for statement in speaker_statements(by_speaker.pop(speaker))]
    outer = {record.parent for record in records if record.parent}
    key_of = {
        report.record.id: statement.key
        for statement in merged
        for report in statement.reports
        if report.record.id in outer
    }
    return model.MergedGraph(
        speakers=cast.speakers,
        memberships=cast.memberships,
        outlets=outlets_of(record.source for record in records if record.source),
        articles=articles_of(records),
        statements=_sorted(conveyed(statement, key_of) for statement in merged),
        joins=cast.joins,
    )


def distinct(statements: Iterable[Record]) -> list[Record]:
    """Return each record once, sorted by id; of those that share an id, the one whose JSON sorts first."""
    found: dict[str, Record] = {}
    for record in statements:
        other = found.get(record.id)
        if other is None or (other != record and _line(record) < _line(other)):
            found[record.id] = record
    return [found[key] for key in sorted(found)]


def _line(record: Record) -> str:
    return json.dumps(record.to_dict(), ensure_ascii=False, sort_keys=True)


def outlets_of(names: Iterable[str]) -> tuple[model.Outlet, ...]:
    """Return the outlets of these names, sorted by key; of names that share a key, the one that sorts last."""
    outlets = {(key := outlet_key(name)): model.Outlet(key, labels.outlet_label(name)) for name in sorted(set(names))}
    return _sorted(outlets.values())


def outlet_key(source: str) -> str:
    """Return the key of the outlet with this name."""
    return f"{slug(labels.outlet_label(source).en) or 'outlet'}-{digest('outlet', *split(source))}"


def articles_of(records: Sequence[Record]) -> tuple[model.Article, ...]:
    """Return the articles that the records are from, sorted by key."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.article].append(record)
    return _sorted(
        model.Article(
            key=article_key(article),
            id=article,
            title=_first(record.title for record in carried),
            url=_first(record.url for record in carried),
            outlet=outlet_key(source) if (source := _first(record.source for record in carried)) else None,
            published=_first(record.published for record in carried),
        )
        for article, carried in found.items()
    )


def _first(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value), default=None)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Item = TypeVar("_Item", bound=_Keyed)


def _sorted(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(sorted(items, key=lambda item: item.key))
