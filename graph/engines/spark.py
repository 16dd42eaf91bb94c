"""PySpark carries the stages out: `bayan build --engine spark ARTICLES.parquet`.

The out folder must be one that every machine of the cluster sees under the same path, for shards are read and written
there; Bayan must be installed on all of them. The driver sees fingerprints and mentions, never texts: what it holds
grows with the number of articles and names. The graph it makes is the local engine's, to the byte.
"""

from __future__ import annotations

import bisect
import concurrent.futures
import dataclasses
import functools
import shutil
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.sources import Fault, Options
from graph import model
from graph.build import Report, Watch, checked_settings, keep_same_as, write_views
from graph.engines import merging, stages
from graph.engines.session import spark_context
from graph.engines.shards import ROWS, WORK, Shard, shards_of, write_manifest
from graph.engines.tables import write_table
from graph.errors import BayanError
from graph.folder import ARTICLES, SAME_AS, SEEN, STATEMENTS, STORE, OutFolder, Settings
from graph.increment import Shelf
from graph.intake import Intake
from graph.lines import ArticleLines, cut_by_article, merge_lines
from graph.merge.assemble import outlets_of
from graph.merge.cast import Cast, cast_of
from graph.merge.statements import Placed, speaker_statements
from graph.rdf.names import DEFAULT_BASE
from graph.records import checked_same_as, merged_graph

if TYPE_CHECKING:
    from pyspark import RDD, Accumulator, SparkContext

PIECES = "shards"
"""The folder in the out folder that holds the graph as N-Quads and the statement records as Parquet, in shards."""

PAGES_UP_TO = 100_000
"""Statements up to which the driver also writes what one machine must hold whole: pages, TriG, GraphML."""

_RANGE = 16 << 20  # bytes of statement records merged together: some ten thousand
_PIECE = 10_000  # statements, speakers or articles of a shard of the graph


def build(
    sources: Iterable[str | Path],
    out: Path,
    *,
    options: Options | None = None,
    base: str | None = None,
    same_as: Path | None = None,
    articles: bool | None = None,
    jobs: int = 1,
    resume: bool = False,
    watch: Watch | None = None,
    master: str | None = None,
    pages_up_to: int = PAGES_UP_TO,
    rows: int = ROWS,
) -> Report:
    """Read articles from Parquet files and write their graph into `out` as `graph.build.build` does, on Spark.

    `master` is the cluster's address, None what Spark is configured for or else this machine with `jobs` processes.
    `resume` keeps the shards that an earlier run had finished. Graphs of more than `pages_up_to` statements come
    without pages, TriG and GraphML. `rows` is how many articles make a shard.

    Raises `BayanError` when Spark cannot start, when there is no usable article and no earlier graph, `OSError` when
    `out` cannot be written.
    """
    watch = watch or Watch()
    options = options or Options()
    report = Report()
    folder = OutFolder(out)
    settings = checked_settings(folder, base, same_as, articles)
    with folder.replacing(settings) as upcoming, spark_context(master, jobs) as spark:
        work = (out / WORK).resolve()
        if not resume:
            shutil.rmtree(work, ignore_errors=True)
        work.mkdir(exist_ok=True)
        run = _Run(spark, work, options, watch)
        # What Spark has done is told while it does it; what the driver counts afterwards is not told again.
        intake = Intake(Shelf.load(out / SEEN), report, dataclasses.replace(watch, step=lambda: None))
        records, texts = run.extract(shards_of(sources, options, rows), intake)
        if not report.new + report.changed + report.known:
            raise BayanError("no usable article in what was named; the lines above say why")
        merge_lines(upcoming / STATEMENTS, ArticleLines.scan(out / STATEMENTS, "article"), records, intake.gone)
        if settings.articles:
            merge_lines(upcoming / ARTICLES, ArticleLines.scan(out / ARTICLES, "id"), texts, intake.gone)
        intake.shelf.save(upcoming / SEEN)
        keep_same_as(upcoming, out, same_as)
        run.merge(upcoming, settings, report)
        if report.statements <= pages_up_to:
            write_views(merged_graph(upcoming), upcoming, settings.base or DEFAULT_BASE, watch)
        report.articles = len(intake.shelf)
    shutil.rmtree(work, ignore_errors=True)
    report.files = tuple(folder.files())
    return report


class _Run:
    """The stages of one build as jobs of a Spark context."""

    def __init__(self, spark: SparkContext, work: Path, options: Options, watch: Watch) -> None:
        self._spark = spark
        self._work = work
        self._options = options
        self._watch = watch

    def extract(self, found: Sequence[Shard | Fault], intake: Intake) -> tuple[list[ArticleLines], list[ArticleLines]]:
        """Recognise the articles of all shards, extract those that are wanted; return where records and texts are."""
        from pyspark import TaskContext

        work, options = self._work, self._options
        shards = [shard for shard in found if isinstance(shard, Shard)]
        self._watch.stage("recognise")
        self._each(shards, functools.partial(stages.recognise, options=options, work=work))
        chosen = stages.decide(found, work, intake)
        self._watch.stage("extract")
        done = self._spark.accumulator(0)
        total = sum(count for _, _, count in chosen)
        self._watch.share(lambda: min(1.0, done.value / total) if total else None)

        def extract(item: tuple[Shard, str, int]) -> None:
            # When a shard has failed before, an article may have ended its process: find out which.
            shard, digest, count = item
            task = TaskContext.get()
            stages.extract_shard(shard, digest, options, work, isolated=task is not None and task.attemptNumber() > 0)
            done.add(count)

        self._each(chosen, extract, done)
        return stages.gathered(chosen, work, intake)

    def merge(self, upcoming: Path, settings: Settings, report: Report) -> None:
        """Merge the statement records of a folder; write its shards, its Turtle file and its store."""
        self._watch.stage("graph")
        base = settings.base or DEFAULT_BASE
        pieces = (upcoming / PIECES).resolve()
        pieces.mkdir()
        statements = (upcoming / STATEMENTS).resolve()
        ranges = [merging.Range(statements, start, stop) for start, stop in cut_by_article(statements, _RANGE)]
        names = self._each(list(enumerate(ranges)), functools.partial(_names, pieces=pieces))
        mentions = {key: mention for part in names for key, mention in part.mentions.items()}
        cast = cast_of(mentions, checked_same_as(upcoming / SAME_AS))
        outlets = outlets_of(name for part in names for name in part.outlets)
        records = sum(part.records for part in names)
        keys = [list(part.mentions) for part in names]
        del mentions, names
        merged = self._statements(ranges, keys, cast, _count(records)).cache()
        self._watch.stage("write")
        written = self._write_statements(merged, pieces, base, _count(records))
        said = self._write_speakers(merged, pieces, base, cast)
        articles = self._write_articles(ranges, pieces, base)
        merged.unpersist()
        _write_shared(pieces, base, cast, outlets, written.uses)
        report.statements, report.speakers, report.articles = written.statements, said, articles
        report.topics, report.countries = len(written.uses.topics), len(written.uses.countries)
        _put_together(upcoming, pieces, base)

    def _each(
        self, items: Sequence[Any], function: Callable[[Any], Any], steps: Accumulator[int] | None = None
    ) -> list[Any]:
        """Return what a function gives for each item, a task for each, in order; `steps` counts what is to be told."""
        if not items:
            return []
        job = self._spark.parallelize(items, len(items)).map(function).collect
        results: list[Any] = self._finished(job, steps)
        return results

    def _finished(self, job: Callable[[], Any], steps: Accumulator[int] | None = None) -> Any:
        """Return what a job gives; an interrupt ends it at once, where Spark alone would wait for its tasks."""
        told = 0
        with concurrent.futures.ThreadPoolExecutor(1) as waiting:
            future = waiting.submit(job)
            try:
                while True:
                    over = future.done()
                    while steps is not None and told < steps.value:
                        self._watch.step()
                        told += 1
                    if over:
                        return future.result()
                    concurrent.futures.wait([future], timeout=0.5)
            except KeyboardInterrupt:
                self._spark.cancelAllJobs()
                raise

    def _statements(
        self, ranges: Sequence[merging.Range], keys: Sequence[list[Any]], cast: Cast, pieces: int
    ) -> RDD[model.Statement]:
        """Return all statements; each speaker's records meet in one place."""
        capacities = self._spark.broadcast(cast.capacities)
        parts = [
            (part, {key: cast.named[key] for key in mentions}) for part, mentions in zip(ranges, keys, strict=True)
        ]

        def placed(item: tuple[merging.Range, Any]) -> Iterator[tuple[str, Placed]]:
            for record in merging.placed_in(item[0], item[1], capacities.value):
                yield record.speaker, record

        together = self._spark.parallelize(parts, max(1, len(parts))).flatMap(placed).groupByKey(pieces, _spread)
        return together.flatMap(lambda item: speaker_statements(item[1]))

    def _write_statements(self, merged: RDD[model.Statement], pieces: Path, base: str, count: int) -> merging.Written:
        outer = merged.flatMap(merging.outer_keys)
        keys = merged.flatMap(merging.record_keys)
        # (record, (the statement in it, the statement it belongs to)) to (outer statement, inner statement)
        inner = outer.join(keys, count).values().map(lambda pair: (pair[1], pair[0])).filter(lambda p: p[0] != p[1])
        both: RDD[tuple[str, Any]] = merged.map(lambda statement: (statement.key, statement)).union(inner)

        def write(number: int, items: Iterable[tuple[str, Any]]) -> Iterator[merging.Written]:
            statements: list[model.Statement] = []
            lying_in: dict[str, list[str]] = defaultdict(list)
            for key, value in items:
                if isinstance(value, str):
                    lying_in[key].append(value)
                else:
                    statements.append(value)
            yield merging.write_statements(pieces / f"graph-3-statements-{number:05d}", statements, lying_in, base)

        placed = both.partitionBy(count, lambda key: merging.statement_place(key, count))
        total = merging.Written()
        for part in self._finished(placed.mapPartitionsWithIndex(write).collect):
            total.statements += part.statements
            total.uses.update(part.uses)
        return total

    def _write_speakers(self, merged: RDD[model.Statement], pieces: Path, base: str, cast: Cast) -> int:
        known = self._spark.broadcast(Cast(cast.speakers, cast.memberships, (), {}, {}))
        bounds = [speaker.key for speaker in cast.speakers[_PIECE::_PIECE]]

        def write(number: int, said: Iterable[tuple[str, model.Statement]]) -> Iterator[int]:
            speakers = known.value.speakers[number * _PIECE : (number + 1) * _PIECE]
            path = pieces / f"graph-0-speakers-{number:05d}"
            statements = [statement for _, statement in said]
            yield merging.write_speakers(path, speakers, statements, known.value, base).speakers

        said = merged.map(lambda statement: (statement.speaker, merging.wordless(statement)))
        placed = said.partitionBy(len(bounds) + 1, lambda key: bisect.bisect_right(bounds, key))
        return sum(self._finished(placed.mapPartitionsWithIndex(write).collect))

    def _write_articles(self, ranges: Sequence[merging.Range], pieces: Path, base: str) -> int:
        def write(number: int, articles: Iterable[tuple[str, model.Article]]) -> Iterator[int]:
            found = [article for _, article in articles]
            yield merging.write_articles(pieces / f"graph-2-articles-{number:05d}", found, base)

        articles = self._spark.parallelize(ranges, max(1, len(ranges))).flatMap(merging.articles_in)
        keyed: RDD[tuple[str, model.Article]] = articles.map(lambda article: (article.key, article)).cache()
        count = _count(self._finished(keyed.count))
        return sum(self._finished(keyed.sortByKey(numPartitions=count).mapPartitionsWithIndex(write).collect))


def _names(item: tuple[int, merging.Range], pieces: Path) -> merging.Names:
    """Return the names in a range of records, which are written as Parquet while they are at hand."""
    number, part = item
    records = part.records()
    write_table(pieces / f"statements-{number:05d}.parquet", records)
    return merging.names_in(records)


def _write_shared(pieces: Path, base: str, cast: Cast, outlets: tuple[model.Outlet, ...], uses: Any) -> None:
    """Write what is few: memberships and outlets, and the concepts."""
    from graph.rdf.labels import described_concepts
    from graph.rdf.mapping import Mapping

    describer = Mapping(model.MergedGraph(cast.speakers, cast.memberships, outlets, (), (), ()))
    described: list[merging.Described] = [(describer.membership(membership), None) for membership in cast.memberships]
    described += [(describer.outlet(outlet), None) for outlet in outlets]
    merging.write_piece(pieces / "graph-1-shared", described, base)
    concepts = described_concepts(uses, cast.speakers, cast.memberships)
    merging.write_piece(pieces / "graph-4-concepts", ((concept, None) for concept in concepts), base)


def _put_together(upcoming: Path, pieces: Path, base: str) -> None:
    """Make the Turtle file and the store of the pieces, whose names sort as the graph does."""
    from graph.rdf.names import header, prefixes
    from graph.store import Store

    with (upcoming / "graph.ttl").open("wb") as whole:
        whole.write(header(prefixes(base)).encode())
        for piece in sorted(pieces.glob("*.ttl")):
            with piece.open("rb") as stream:
                shutil.copyfileobj(stream, whole, 1 << 20)
            piece.unlink()
    Store.create(upcoming / STORE, upcoming / "graph.ttl")
    write_manifest(pieces)


def _count(items: int) -> int:
    """Return in how many pieces to write so many things: it must not depend on the cluster."""
    return items // _PIECE + 1


def _spread(key: str) -> int:
    return zlib.crc32(key.encode())
