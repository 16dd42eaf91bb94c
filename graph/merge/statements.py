"""One speaker's records to statements, one per act; then each statement to those whose content it lies in.

Each step needs no more than its arguments - one record, one speaker's records - so that a cluster may take it anywhere.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.statement import Statement as Record
from graph import model
from graph.merge import labels
from graph.merge.acts import content_text, group_records
from graph.merge.cast import Cast, role_identity
from graph.merge.mentions import named_key, speaker_key
from graph.merge.offices import read_office

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A record with the keys of the entities it names: speaker, membership, addressee, media."""

    record: Record
    speaker: str
    capacity: str | None
    addressee: str | None
    via: tuple[str, ...]


def placed(record: Record, cast: Cast) -> Placed:
    """Return a record with the entities that its names stand for. `cast` must know the mentions of its article."""
    speaker = cast.named[speaker_key(record)]
    capacity = None
    if record.speaker.role:
        office = read_office(record.speaker.role, record.speaker.country or speaker.country)
        capacity = cast.capacities.get((speaker.key, role_identity(record.speaker.role, office)))
    addressee = cast.named[named_key(record, record.addressee.name, "")].key if record.addressee else None
    via = {cast.named[named_key(record, medium.name, "organization")].key for medium in record.via}
    return Placed(record, speaker.key, capacity, addressee, tuple(sorted(via)))


def speaker_statements(records: Iterable[Placed]) -> list[model.Statement]:
    """Return the statements of the records of one speaker, in no order.

    `conveyed_by` is left empty, for that takes other speakers' statements: see `conveyed`.
    """
    by_id = {item.record.id: item for item in records}
    groups = group_records([item.record for item in by_id.values()])
    return [_statement([by_id[record.id] for record in group]) for group in groups]


def outer_records(statement: model.Statement) -> set[str]:
    """Return the ids of the records in whose content a statement's reports lie."""
    return {report.record.parent for report in statement.reports if report.record.parent}


def conveyed(statement: model.Statement, key_of: Mapping[str, str]) -> model.Statement:
    """Return a statement with the keys of the statements it lies in; `key_of` gives a record's statement."""
    outer = {key_of[record] for record in outer_records(statement) if record in key_of} - {statement.key}
    return dataclasses.replace(statement, conveyed_by=tuple(sorted(outer))) if outer else statement


def _statement(group: Sequence[Placed]) -> model.Statement:
    records = [item.record for item in group]
    best = min(records, key=lambda record: (-record.confidence, record.id))
    fullest = min(records, key=lambda record: (-len(content_text(record)), record.id))
    return model.Statement(
        key="s-" + long_digest(records[0].id),
        speaker=group[0].speaker,
        capacity=_commonest([item.capacity for item in group]),
        act=best.cue.act,
        form=fullest.form,
        polarity=best.polarity,
        topics=_ranked(record.topics for record in records),
        countries=tuple(sorted({code for record in records for code in record.countries})),
        text=content_text(fullest),
        date=_commonest([record.date for record in records]),
        addressee=_commonest([item.addressee for item in group]),
        conveyed_by=(),
        confidence=best.confidence,
        reports=tuple(sorted(map(_report, group), key=lambda report: report.key)),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    known = [value for value in values if value]
    return labels.commonest(Counter(known)) if len(known) > 1 else next(iter(known), None)


def _report(item: Placed) -> model.Report:
    record = item.record
    key = record.id if _SAFE.fullmatch(record.id) else "r-" + long_digest(record.id)
    return model.Report(key, article_key(record.article), record, item.via)


def _ranked(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all keys of several rankings, those given most and earliest first."""
    score: dict[str, float] = defaultdict(float)
    for order in orders:
        for place, key in enumerate(order):
            score[key] += 1 / (place + 1)
    return tuple(sorted(score, key=lambda key: (-round(score[key], 6), key)))


def article_key(article: str) -> str:
    """Return the key of the article with this id."""
    return article if _SAFE.fullmatch(article) else "a-" + long_digest(article)


def long_digest(text: str) -> str:
    """Return sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
