"""Merging statement records that no one machine holds: functions of a range of records, of a part of the statements.

The process that drives them sees the mentions alone - one for each name in an article - and what follows from them. The
pieces of Turtle that they write, put together in the order of their names, are the very bytes that one machine writes.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from extract.statement import Statement as Record
from graph import model
from graph.engines.shards import written
from graph.merge.assemble import articles_of, distinct
from graph.merge.cast import Cast, Named, RoleIdentity
from graph.merge.mentions import Mention, MentionKey, gather
from graph.merge.statements import Placed, outer_records, placed
from graph.rdf import in_graph, parsed
from graph.rdf.labels import Uses
from graph.rdf.mapping import Mapping as Describer

Described = tuple[str, str | None]
"""A block of Turtle, and the key of the article in whose graph it is, which is None for the default graph."""


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """Bytes of a file of statement records that hold all records of some articles."""

    file: Path
    start: int
    stop: int

    def records(self) -> list[Record]:
        """Return the records, each once, sorted by id."""
        with self.file.open("rb") as stream:
            stream.seek(self.start)
            lines = stream.read(self.stop - self.start).splitlines()
        return distinct(Record.from_dict(json.loads(line)) for line in lines)


@dataclasses.dataclass(frozen=True, slots=True)
class Names:
    """What one process must see of a range of records: the mentions, the outlets' names, how many records there are."""

    mentions: dict[MentionKey, Mention]
    outlets: frozenset[str]
    records: int


def names_in(records: Sequence[Record]) -> Names:
    """Return the names in records that are all those of their articles."""
    return Names(gather(records), frozenset(record.source for record in records if record.source), len(records))


def placed_in(
    part: Range, named: Mapping[MentionKey, Named], capacities: Mapping[tuple[str, RoleIdentity], str]
) -> list[Placed]:
    """Return the records of a range with the entities they name; `named` knows the mentions of the range."""
    cast = Cast((), (), (), named, capacities)
    return [placed(record, cast) for record in part.records()]


def articles_in(part: Range) -> tuple[model.Article, ...]:
    """Return the articles that the records of a range are from."""
    return articles_of(part.records())


def record_keys(statement: model.Statement) -> list[tuple[str, str]]:
    """Return the id of each record of a statement with the statement's key."""
    return [(report.record.id, statement.key) for report in statement.reports]


def outer_keys(statement: model.Statement) -> list[tuple[str, str]]:
    """Return the id of each record that a statement lies in, with the statement's key."""
    return [(record, statement.key) for record in sorted(outer_records(statement))]


def wordless(statement: model.Statement) -> model.Statement:
    """Return as much of a statement as its speaker's shortcuts take."""
    return dataclasses.replace(statement, text="", reports=())


def statement_place(key: str, pieces: int) -> int:
    """Return in which of so many pieces a statement belongs; keys are spread evenly, and sorted across the pieces."""
    return int(key[2:10], 16) * pieces >> 32


@dataclasses.dataclass(slots=True)
class Written:
    """What a piece holds: how many statements, by whom, and which concepts they use."""

    statements: int = 0
    speakers: int = 0
    uses: Uses = dataclasses.field(default_factory=Uses)


def write_statements(
    path: Path, statements: Iterable[model.Statement], inner: Mapping[str, Sequence[str]], base: str
) -> Written:
    """Write a piece of statements and their reports; `inner` are the keys of the statements that lie in each."""
    ordered = sorted(statements, key=lambda statement: statement.key)
    result = Written(len(ordered))
    # An article's outlet is that of any of its records, so those of this piece will do.
    articles = articles_of([report.record for statement in ordered for report in statement.reports])
    describer = Describer(_graph(articles=articles))

    def described() -> Iterator[Described]:
        for statement in ordered:
            result.uses.add(statement)
            yield describer.statement(statement, inner.get(statement.key, ())), None
            for report in statement.reports:
                yield describer.report(statement, report), report.article

    write_piece(path, described(), base)
    return result


def write_speakers(
    path: Path,
    speakers: Iterable[model.Speaker],
    said: Iterable[model.Statement],
    cast: Cast,
    base: str,
) -> Written:
    """Write a piece of speakers with their shortcuts; `said` are statements of theirs, wordless will do."""
    by_speaker: dict[str, list[model.Statement]] = defaultdict(list)
    for statement in sorted(said, key=lambda statement: statement.key):
        by_speaker[statement.speaker].append(statement)
    describer = Describer(_graph(cast.speakers, cast.memberships))
    write_piece(
        path,
        ((describer.speaker(speaker, by_speaker.get(speaker.key, ())), None) for speaker in speakers),
        base,
    )
    return Written(speakers=len(by_speaker))


def write_articles(path: Path, articles: Iterable[model.Article], base: str) -> int:
    """Write a piece of articles; return how many there are."""
    ordered = sorted(articles, key=lambda article: article.key)
    describer = Describer(_graph())
    write_piece(path, ((describer.article(article), None) for article in ordered), base)
    return len(ordered)


def write_piece(path: Path, described: Iterable[Described], base: str) -> None:
    """Write `path` with the suffix `.nq`, and with the suffix `.ttl` as Turtle without its prefix lines."""
    with written(path.with_suffix(".nq")) as quads, written(path.with_suffix(".ttl")) as turtle:

        def blocks() -> Iterator[str]:
            for block, article in described:
                turtle.write(block.encode())
                yield block if article is None else in_graph(article, [block])

        ox.serialize(parsed(blocks(), base), quads, format=ox.RdfFormat.N_QUADS)


def _graph(
    speakers: tuple[model.Speaker, ...] = (),
    memberships: tuple[model.Membership, ...] = (),
    articles: tuple[model.Article, ...] = (),
) -> model.MergedGraph:
    return model.MergedGraph(speakers, memberships, (), articles, (), ())
