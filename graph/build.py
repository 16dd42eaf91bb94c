"""The pipeline: articles to statements, statements to the merged graph, the graph to the files of an out folder."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.sources import Fault, Found, Meter, Options, read
from graph.errors import BayanError
from graph.folder import ARTICLES, SAME_AS, SEEN, STATEMENTS, STORE, OutFolder, Settings
from graph.increment import Fingerprint, Shelf
from graph.intake import Intake
from graph.lines import ArticleLines, merge_lines
from graph.records import checked_same_as, merged_graph, read_statements, stored_articles
from graph.spool import Spool
from graph.workers import extract_all

if TYPE_CHECKING:
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

    def add(self, fault: Fault, watch: Watch) -> None:
        """Count a fault and show it."""
        self.faults.append(fault)
        self.lost += fault.lost
        watch.fault(fault)


@dataclasses.dataclass(frozen=True, slots=True)
class Watch:
    """How a run tells what it is doing: `fault` for everything unusable, `step` per article, `stage` per stage.

    Before the first step, `share` is given a function that tells how much of the sources is done, 0 to 1 or None.
    """

    fault: Callable[[Fault], None] = lambda fault: None
    step: Callable[[], None] = lambda: None
    stage: Callable[[str], None] = lambda name: None
    share: Callable[[Callable[[], float | None]], None] = lambda share: None


def build(
    sources: Iterable[str | Path],
    out: Path,
    *,
    options: Options | None = None,
    base: str | None = None,
    same_as: Path | None = None,
    articles: bool | None = None,
    jobs: int = 1,
    isolated: bool = False,
    resume: bool = False,
    watch: Watch | None = None,
) -> Report:
    """Read articles and write their graph into `out`, adding to what is there.

    `base` is the IRI that the graph's own resources begin with; `same_as` a file that joins or keeps apart speakers,
    kept in the folder for later runs; `articles` false keeps article texts out of the pages and the folder. What is
    None stays as the last run had it. `jobs` above 1 extracts in that many processes, `isolated` in another process
    even where one does all, so that no article can end this one; for both, a script of your own must guard its entry
    with `if __name__ == "__main__"`. `resume` takes over what an earlier run that did not end had extracted.

    Raises `BayanError` when there is no usable article and no earlier graph, `OSError` when `out` cannot be written.
    """
    watch = watch or Watch()
    report = Report()
    folder = OutFolder(out)
    settings = checked_settings(folder, base, same_as, articles)
    with folder.replacing(settings) as upcoming:
        intake = Intake(Shelf.load(out / SEEN), report, watch)
        spool = Spool(out, resume)
        earlier = ArticleLines.scan(out / STATEMENTS, "article")
        watch.stage("extract")
        sources = list(sources)
        meter = Meter(sources)
        watch.share(meter.share)
        try:
            wanted = _wanted(read(sources, options, meter), intake, spool)
            for found, extracted in extract_all(wanted, jobs, isolated=isolated):
                if isinstance(extracted, Fault):
                    intake.failed(found.article.id, extracted)
                else:
                    spool.keep(found.article, extracted)
                    intake.extracted(found.article.id)
        finally:
            spool.close()
        if not report.new + report.changed + report.known:
            spool.discard()
            raise BayanError("no usable article in what was named; the lines above say why")
        merge_lines(upcoming / STATEMENTS, earlier, spool.statements, intake.gone)
        if settings.articles:
            texts = ArticleLines.scan(out / ARTICLES, "id")
            merge_lines(upcoming / ARTICLES, texts, spool.articles, intake.gone)
        intake.shelf.save(upcoming / SEEN)
        _finish(upcoming, out, same_as, settings, report, watch)
        report.articles = len(intake.shelf)
    spool.discard()
    report.files = tuple(folder.files())
    return report


def _wanted(items: Iterable[Found | Fault], intake: Intake, spool: Spool) -> Iterator[Found]:
    """Yield the articles that must be extracted; those that an earlier run has extracted are taken from its spool."""
    for item in items:
        if isinstance(item, Fault):
            intake.unusable(item)
            continue
        decided = intake.wanted(Fingerprint.of(item))
        if decided is None:
            continue
        article = dataclasses.replace(decided, text=item.article.text)
        if spool.recall(article):
            intake.extracted(article.id)
        else:
            yield dataclasses.replace(item, article=article)


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
    settings = checked_settings(folder, base, same_as, articles)
    with folder.replacing(settings) as upcoming:
        spool = upcoming / "spool"
        spool.mkdir()
        records = ArticleLines(spool / STATEMENTS)
        watch.stage("read")
        seen: set[str] = set()
        with records.path.open("wb") as stream:
            for item in read_statements(files):
                if isinstance(item, Fault):
                    report.add(item, watch)
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
        texts = ArticleLines.scan(out / ARTICLES, "id")
        if settings.articles and not texts.ranges.keys().isdisjoint(records.ranges):
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


def checked_settings(folder: OutFolder, base: str | None, same_as: Path | None, articles: bool | None) -> Settings:
    """Return the settings of a run, those not given as the last run had them, before any work is done on them.

    Raises `BayanError` where one cannot be.
    """
    from graph.rdf.names import checked_base

    if base:
        checked_base(base)
    if same_as:
        if not same_as.is_file():
            raise BayanError(f"{same_as}: no such file; check the path after --same-as", exit_code=2)
        checked_same_as(same_as)
    last = folder.settings()
    return Settings(base=base or last.base, articles=last.articles if articles is None else articles)


def _finish(upcoming: Path, out: Path, same_as: Path | None, settings: Settings, report: Report, watch: Watch) -> None:
    """Write everything that follows from `statements.jsonl` and `articles.jsonl`."""
    keep_same_as(upcoming, out, same_as)
    watch.stage("graph")
    write_graph(upcoming, settings, report, watch)


def keep_same_as(upcoming: Path, out: Path, same_as: Path | None) -> None:
    """Take the user's same-as file, or else the one that the folder holds, over into its next content."""
    if same_as is None:
        same_as = out / SAME_AS
    if same_as.is_file():
        shutil.copyfile(same_as, upcoming / SAME_AS)


def write_graph(folder: Path, settings: Settings, report: Report, watch: Watch) -> None:
    """Merge the statements of a folder and write every graph file and page into it."""
    from graph.export.serialise import write_turtle
    from graph.rdf import DEFAULT_BASE
    from graph.store import loading

    base = settings.base or DEFAULT_BASE
    merged = merged_graph(folder)
    report.articles = len(merged.articles)
    report.statements = len(merged.statements)
    report.speakers = len({statement.speaker for statement in merged.statements})
    report.topics = len({topic for statement in merged.statements for topic in statement.topics})
    report.countries = len({country for statement in merged.statements for country in statement.countries})
    watch.stage("write")
    write_turtle(merged, folder / "graph.ttl", base)
    with loading(folder / STORE, folder / "graph.ttl"):
        write_views(merged, folder, base, watch)


def write_views(merged: MergedGraph, folder: Path, base: str, watch: Watch) -> None:
    """Write the files that show a graph in other forms than the Turtle file and the store, and the pages."""
    from graph.export.describe import write_description
    from graph.export.ontology_page import write_ontology_page
    from graph.export.pages import write_pages
    from graph.export.serialise import write_graphml, write_trig

    write_trig(merged, folder / "graph.trig", base)
    write_graphml(merged, folder / "graph.graphml", base)
    described = [folder / name for name in (STATEMENTS, "graph.graphml", "graph.trig", "graph.ttl")]
    write_description(merged, folder / "void.ttl", described, base)
    write_ontology_page(folder / "ontology.html")
    watch.stage("pages")
    write_pages(merged, folder, articles=stored_articles(folder), base=base)
