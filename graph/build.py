"""The pipeline: articles to statements, statements to the merged graph, the graph to the files of an out folder."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.article import Article
from extract.sources import Fault, Found, Options, read
from extract.sources.compressed import damage, unpacked
from extract.sources.contract import Unreadable
from extract.statement import Statement
from graph.errors import BayanError
from graph.folder import ARTICLES, SAME_AS, SEEN, STATEMENTS, STORE, OutFolder, Settings
from graph.increment import Shelf
from graph.lines import ArticleLines, merge_lines
from graph.workers import extract_all

if TYPE_CHECKING:
    from graph.merge import SameAs
    from graph.model import MergedGraph


@dataclasses.dataclass(slots=True)
class Report:
    """What a run did.

    The first group counts articles of this run, the second what the graph holds after it; `faults` were shown as they
    came, `lost` of them cost an article or a line.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    removed: int = 0
    lost: int = 0
    articles: int = 0
    statements: int = 0
    speakers: int = 0
    topics: int = 0
    countries: int = 0
    files: tuple[str, ...] = ()
    faults: list[Fault] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True)
class Watch:
    """How a run tells what it is doing: `fault` for everything unusable, `step` per article, `stage` per stage."""

    fault: Callable[[Fault], None] = lambda fault: None
    step: Callable[[], None] = lambda: None
    stage: Callable[[str], None] = lambda name: None


def build(
    sources: Iterable[str | Path],
    out: Path,
    *,
    options: Options | None = None,
    base: str | None = None,
    same_as: Path | None = None,
    articles: bool | None = None,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Read articles and write their graph into `out`, adding to what is there.

    `base` is the IRI that the graph's own resources begin with; `same_as` a file that joins or keeps apart speakers,
    kept in the folder for later runs; `articles` false keeps article texts out of the pages and the folder. What is
    None stays as the last run had it. `jobs` above 1 extracts in that many processes, for which a script of your own
    must guard its entry with `if __name__ == "__main__"`.

    Raises `BayanError` when there is no usable article and no earlier graph, `OSError` when `out` cannot be written.
    """
    watch = watch or Watch()
    report = Report()
    folder = OutFolder(out)
    settings = _checked(folder, base, same_as, articles)
    with folder.replacing(settings) as upcoming:
        shelf = Shelf.load(out / SEEN)
        spool = upcoming / "spool"
        spool.mkdir()
        statements, texts = ArticleLines(spool / STATEMENTS), ArticleLines(spool / ARTICLES)
        gone: set[str] = set()
        replaces: dict[str, tuple[str, ...]] = {}

        def fault(item: Fault) -> None:
            report.faults.append(item)
            report.lost += item.lost
            watch.fault(item)

        def wanted() -> Iterator[Found]:
            for item in read(sources, options):
                if isinstance(item, Fault):
                    fault(item)
                    continue
                report.read += 1
                decision = shelf.offer(item)
                if decision.kind == "known":
                    report.known += 1
                    watch.step()
                    continue
                if decision.replaces:
                    replaces[decision.article.id] = decision.replaces
                yield dataclasses.replace(item, article=decision.article)

        watch.stage("extract")
        earlier = ArticleLines.scan(out / STATEMENTS, "article")
        earlier_texts = ArticleLines.scan(out / ARTICLES, "id") if settings.articles else ArticleLines(out / ARTICLES)
        known_before = set(shelf.identities())
        with statements.path.open("wb") as statement_stream, texts.path.open("wb") as text_stream:
            for found, extracted in extract_all(wanted(), jobs):
                watch.step()
                identity = found.article.id
                if isinstance(extracted, Fault):
                    fault(extracted)
                    shelf.drop(identity)
                    continue
                gone.update(replaces.get(identity, ()))
                gone.discard(identity)
                report.changed += identity in known_before or identity in replaces
                report.new += identity not in known_before and identity not in replaces
                statements.append(statement_stream, identity, extracted)
                if settings.articles:
                    line = json.dumps(found.article.to_dict(), ensure_ascii=False)
                    texts.append(text_stream, identity, [line])
        if not report.new + report.changed + report.known:
            raise BayanError("no usable article in what was named; the lines above say why")
        merge_lines(upcoming / STATEMENTS, earlier, statements, gone)
        if settings.articles:
            merge_lines(upcoming / ARTICLES, earlier_texts, texts, gone)
        shelf.save(upcoming / SEEN)
        shutil.rmtree(spool)
        _finish(upcoming, out, same_as, settings, report, watch)
        report.articles = len(shelf)
    report.files = tuple(folder.files())
    return report


def graph(
    files: Iterable[str | Path],
    out: Path,
    *,
    base: str | None = None,
    same_as: Path | None = None,
    articles: bool | None = None,
    watch: Watch | None = None,
) -> Report:
    """Write the graph of statement records, as `bayan extract` writes them, into `out` in place of what is there.

    Article texts the folder already keeps stay, for the articles that the records name. See `build` for the options.

    Raises `BayanError` when no record is usable, `OSError` when `out` cannot be written.
    """
    watch = watch or Watch()
    report = Report()
    folder = OutFolder(out)
    settings = _checked(folder, base, same_as, articles)
    with folder.replacing(settings) as upcoming:
        spool = upcoming / "spool"
        spool.mkdir()
        records = ArticleLines(spool / STATEMENTS)
        watch.stage("read")
        seen: set[str] = set()
        with records.path.open("wb") as stream:
            for item in read_statements(files):
                if isinstance(item, Fault):
                    report.faults.append(item)
                    report.lost += item.lost
                    watch.fault(item)
                elif item.id not in seen:
                    seen.add(item.id)
                    records.append(stream, item.article, [json.dumps(item.to_dict(), ensure_ascii=False)])
        if not seen:
            raise BayanError("no usable statement in what was named; the lines above say why")
        merge_lines(upcoming / STATEMENTS, ArticleLines(out / STATEMENTS), records, ())
        shelf = Shelf.load(out / SEEN)
        unnamed = [identity for identity in shelf.identities() if identity not in records.ranges]
        for identity in unnamed:
            shelf.drop(identity)
        shelf.save(upcoming / SEEN)
        if settings.articles:
            texts = ArticleLines.scan(out / ARTICLES, "id")
            gone = set(texts.ranges) - set(records.ranges)
            merge_lines(upcoming / ARTICLES, texts, ArticleLines(upcoming / ARTICLES), gone)
        shutil.rmtree(spool)
        _finish(upcoming, out, same_as, settings, report, watch)
    report.files = tuple(folder.files())
    return report


def remove(identities: Iterable[str], out: Path, *, watch: Watch | None = None) -> Report:
    """Take articles out of a graph with all they carried.

    Raises `BayanError` when the folder holds no graph or an article is not in it; nothing is removed then.
    """
    watch = watch or Watch()
    report = Report()
    folder = OutFolder(out)
    folder.require()
    settings = folder.settings()
    with folder.replacing(settings) as upcoming:
        shelf = Shelf.load(out / SEEN)
        statements, texts = ArticleLines.scan(out / STATEMENTS, "article"), ArticleLines.scan(out / ARTICLES, "id")
        gone = set(identities)
        missing = sorted(gone - set(shelf.identities()) - set(statements.ranges))
        if missing:
            raise BayanError(f"{out}: no article {missing[0]!r} here; {STATEMENTS} names those there are")
        merge_lines(upcoming / STATEMENTS, statements, ArticleLines(upcoming / STATEMENTS), gone)
        if texts.ranges:
            merge_lines(upcoming / ARTICLES, texts, ArticleLines(upcoming / ARTICLES), gone)
        for identity in gone & set(shelf.identities()):
            shelf.drop(identity)
        shelf.save(upcoming / SEEN)
        report.removed = len(gone)
        _finish(upcoming, out, None, settings, report, watch)
        report.articles = len(shelf) or report.articles
    report.files = tuple(folder.files())
    return report


def extract_sources(
    sources: Iterable[str | Path], *, options: Options | None = None, jobs: int = 1
) -> Iterator[tuple[Found, list[str]] | Fault]:
    """Yield each article with its statement records as lines of JSON, and every fault, as they come."""
    faults: list[Fault] = []

    def articles() -> Iterator[Found]:
        seen: set[str] = set()
        for item in read(sources, options):
            if isinstance(item, Fault):
                faults.append(item)
            elif item.article.id not in seen:
                seen.add(item.article.id)
                yield item

    for found, extracted in extract_all(articles(), jobs):
        while faults:
            yield faults.pop(0)
        if isinstance(extracted, Fault):
            yield extracted
        else:
            yield found, extracted
    yield from faults


def read_statements(files: Iterable[str | Path]) -> Iterator[Statement | Fault]:
    """Yield the statement records of JSON Lines files (`-` is standard input), a `Fault` for each line that is none."""
    for file in files:
        name = str(file)
        try:
            with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
                for number, line in enumerate(unpacked(stream, Path(name)), start=1):
                    if not line.strip():
                        continue
                    try:
                        record = json.loads(line)
                        if not isinstance(record, dict):
                            raise ValueError("not a JSON object")
                        yield Statement.from_dict(record)
                    except (ValueError, RecursionError) as error:
                        yield Fault(
                            name, number, f"not a statement record ({error})", "see README, The statement record"
                        )
        except Unreadable as error:
            yield Fault(name, None, error.message, error.remedy)
        except damage() as error:
            yield Fault(name, None, f"cannot be read ({getattr(error, 'strerror', None) or error})", "check the path")


def _checked(folder: OutFolder, base: str | None, same_as: Path | None, articles: bool | None) -> Settings:
    """Return the settings of a run, those not given as the last run had them, before any work is done on them.

    Raises `BayanError` where one cannot be.
    """
    from graph.rdf.names import checked_base

    if base:
        checked_base(base)
    if same_as:
        if not same_as.is_file():
            raise BayanError(f"{same_as}: no such file; check the path after --same-as", exit_code=2)
        _read_same_as(same_as)
    last = folder.settings()
    return Settings(base=base or last.base, articles=last.articles if articles is None else articles)


def _read_same_as(path: Path) -> SameAs | None:
    """Read a same-as file if it is there. Raises `BayanError` naming the line at fault."""
    from graph.merge import SameAsError, read_same_as

    try:
        return read_same_as(path) if path.is_file() else None
    except SameAsError as error:
        raise BayanError(str(error)) from None


def _finish(upcoming: Path, out: Path, same_as: Path | None, settings: Settings, report: Report, watch: Watch) -> None:
    """Write everything that follows from `statements.jsonl` and `articles.jsonl`."""
    if same_as is None:
        same_as = out / SAME_AS
    if same_as.is_file():
        shutil.copyfile(same_as, upcoming / SAME_AS)
    watch.stage("graph")
    write_graph(upcoming, settings, report, watch)


def write_graph(folder: Path, settings: Settings, report: Report, watch: Watch) -> None:
    """Merge the statements of a folder and write every graph file and page into it."""
    from graph.export.pages import write_pages

    from graph.export.serialise import write_graphml, write_trig, write_turtle
    from graph.rdf import DEFAULT_BASE, quads
    from graph.store import Store

    base = settings.base or DEFAULT_BASE
    merged = merged_graph(folder)
    report.articles = len(merged.articles)
    report.statements = len(merged.statements)
    report.speakers = len({statement.speaker for statement in merged.statements})
    report.topics = len({topic for statement in merged.statements for topic in statement.topics})
    report.countries = len({country for statement in merged.statements for country in statement.countries})
    watch.stage("write")
    write_turtle(merged, folder / "graph.ttl", base)
    write_trig(merged, folder / "graph.trig", base)
    write_graphml(merged, folder / "graph.graphml", base)
    Store.create(folder / STORE, quads(merged, base))
    watch.stage("pages")
    write_pages(merged, folder, articles=stored_articles(folder), base=base)


def merged_graph(folder: Path) -> MergedGraph:
    """Merge the statements that an out folder keeps, as its same-as file says. Raises `BayanError`."""
    from graph.merge import merge

    return merge(stored_statements(folder), _read_same_as(folder / SAME_AS))


def stored_statements(folder: Path) -> Iterator[Statement]:
    """Yield the statement records that an out folder keeps. Raises `BayanError` naming a damaged line."""
    for item in read_statements([folder / STATEMENTS]):
        if isinstance(item, Fault):
            raise BayanError(str(item))
        yield item


def stored_articles(folder: Path) -> Iterator[Article]:
    """Yield the articles, with their texts, that an out folder keeps; none where it was told to keep none."""
    if (folder / ARTICLES).is_file():
        for item in read([folder / ARTICLES]):
            if isinstance(item, Found):
                yield item.article
