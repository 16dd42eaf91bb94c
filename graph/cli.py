"""The command `bayan`. Everything heavy is imported inside the command that needs it, so that help comes at once."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from extract.sources import Options, iso_date
from graph import console
from graph.errors import BayanError, UsageError
from ontology import OntologyError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Who said what, on which topic, about which country: Arabic news to a knowledge graph.\n\n"
    "Exit codes: 0 done (what could not be used is on standard error, counted); 1 nothing could be done; "
    "2 the command line is wrong; 130 interrupted.",
)

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Text files (one article each), JSON Lines (one article a line: id, title, text, url, source, date), "
        "CSV, Parquet, web pages, feeds, web archives; folders, archives and patterns of these; http(s) addresses; "
        "or - for standard input. See README, 'Your own articles'.",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder that holds the graph.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When articles that do not say were published, as 2024-11-06.")
]
Outlet = Annotated[str | None, typer.Option("--source", metavar="NAME", help="The outlet of articles that do not say.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The encoding of text files, when it is not found out by itself.")
]
Follow = Annotated[bool, typer.Option("--follow", help="Read the pages a feed links to instead of its summaries.")]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="What the IRIs of the graph's own resources begin with.")]
SameAs = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A CSV that joins speakers or keeps them apart; kept for later runs."),
]
Articles = Annotated[
    bool | None,
    typer.Option("--articles/--no-articles", help="Keep the articles' texts in the folder and its pages.",
                 show_default="keep"),
]  # fmt: skip
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Processes to extract in.", show_default="all cores")
]


_FILTERS = ("country", "speaker", "topic", "since", "until")


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """Handle what stands before a command."""
    if version:
        from importlib.metadata import version as installed

        from extract.language.morphology import databases

        typer.echo(f"bayan {installed('bayan')} (morphology databases: {', '.join(databases())})")
        raise typer.Exit


@app.command()
def build(
    source: Sources,
    out: Out = Path("out"),
    published: Published = None,
    outlet: Outlet = None,
    base: Base = None,
    same_as: SameAs = None,
    articles: Articles = None,
    jobs: Jobs = None,
    encoding: Encoding = None,
    follow: Follow = False,
    resume: Annotated[bool, typer.Option("--resume", help="Take up a run that was interrupted.")] = False,
) -> None:
    """Read articles and write their graph: pages, Turtle, a SPARQL store. Adds to a graph that is there."""
    from graph.build import build as run
    from graph.workers import cores

    given = _options(published, outlet, encoding, follow)
    try:
        with console.watching() as watch:
            report = run(
                source, out, options=given, base=base, same_as=same_as, articles=articles, jobs=jobs or cores(),
                resume=resume, watch=watch,
            )  # fmt: skip
    except KeyboardInterrupt:
        console.show_error("interrupted; the graph is as it was, and the same command with --resume goes on from here")
        raise typer.Exit(130) from None
    console.show_report(report, str(out))


@app.command()
def extract(
    source: Sources,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")]
    = "-",
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = None,
    encoding: Encoding = None,
    follow: Follow = False,
) -> None:  # fmt: skip
    """Read articles and write their statement records as JSON Lines, without a graph."""
    from graph.records import extract_sources
    from graph.workers import cores

    given = _options(published, outlet, encoding, follow)
    articles = lost = 0
    with _writing(output) as stream, console.watching() as watch:
        watch.stage("extract")
        for item in extract_sources(source, options=given, jobs=jobs or cores()):
            if not isinstance(item, tuple):
                watch.fault(item)
                lost += item.lost
                continue
            articles += 1
            watch.step()
            for line in item[1]:
                stream.write(line + "\n")
        if not articles:
            raise BayanError("no usable article in what was named; the lines above say why")
    console.show_lost(lost)


@app.command()
def graph(
    statements: Annotated[
        list[str], typer.Argument(metavar="STATEMENTS", help="Statement records as JSON Lines; - is standard input.")
    ],
    out: Out = Path("out"),
    base: Base = None,
    same_as: SameAs = None,
    articles: Articles = None,
) -> None:
    """Write the graph of statement records, in place of what the folder holds."""
    from graph.build import graph as run

    with console.watching() as watch:
        report = run(statements, out, base=base, same_as=same_as, articles=articles, watch=watch)
    console.show_report(report, str(out))


@app.command()
def remove(
    article: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles.", show_default=False)],
    out: Out = Path("out"),
) -> None:
    """Take articles out of a graph with all they carried."""
    from graph.build import remove as run

    with console.watching() as watch:
        report = run(article, out, watch=watch)
    console.show_report(report, str(out))


@app.command()
def query(
    question: Annotated[
        str, typer.Argument(metavar="QUERY", help="SPARQL, a file of it ending in .rq, or the name of a saved query.")
    ],
    country: Annotated[str | None, typer.Option(help="About this country: an ISO code or a name.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Said by this speaker: a name or part of one.")] = None,
    topic: Annotated[str | None, typer.Option(help="On this topic: its key or a name.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Any other parameter of the query; may be repeated."),
    ] = None,
    out: Out = Path("out"),
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv, json or ttl.")] = "table",
) -> None:
    """Ask a graph: one of the saved queries, or any SPARQL. Its usual prefixes need not be declared."""
    from graph.answers import formatted
    from graph.folder import STORE, OutFolder
    from graph.lookup import bindings
    from graph.query import run
    from graph.rdf.names import DEFAULT_BASE, prefixes
    from graph.store import Store

    given = {"country": country, "speaker": speaker, "topic": topic, "since": since, "until": until}
    values = {name: value for name, value in given.items() if value is not None} | _assignments(parameter or [])
    text = _sparql(question)
    folder = OutFolder(out)
    folder.require()
    names = prefixes(folder.settings().base or DEFAULT_BASE)
    store = Store.open(out / STORE)
    answer = run(store, text, bindings(store, values), names)
    with _writing("-") as stream:
        stream.write(formatted(answer, format_, names))


@app.command()
def queries() -> None:
    """List the saved queries: what each answers, and its parameters."""
    from graph.query import saved_queries

    with _writing("-") as stream:
        for saved in saved_queries().values():
            options = " ".join(f"--{name}" if name in _FILTERS else f"--set {name}=" for name in saved.parameters)
            stream.write(f"{saved.name}\n    {saved.comment}\n    {saved.comment_ar}\n    {options}\n")


@app.command()
def why(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="A name, key or IRI of a speaker.")],
    out: Out = Path("out"),
) -> None:
    """Say why a speaker holds the names it holds: which mentions, in which articles, by which evidence."""
    from graph.folder import OutFolder
    from graph.merge import explain
    from graph.records import merged_graph

    OutFolder(out).require()
    answer = explain(merged_graph(out), entity)
    if answer.startswith("لا كيان"):  # "no entity" of that name: one line, with the nearest ones
        raise BayanError(answer)
    with _writing("-") as stream:
        stream.write(answer + "\n")


@app.command()
def validate(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="A graph file, Turtle or any other RDF.", show_default="graph.ttl of --out"
        ),
    ] = None,
    out: Out = Path("out"),
    engine: Annotated[str, typer.Option(metavar="NAME", help="auto, pyshacl or oxigraph.")] = "auto",
) -> None:
    """Check a graph against the SHACL shapes of the ontology; ends with 1 when it breaks one."""
    from graph.folder import OutFolder
    from graph.validate import validate as run

    if file is None:
        OutFolder(out).require()
        file = out / "graph.ttl"
    report = run(file, engine)
    with _writing("-") as stream:
        stream.write("\n".join(report.lines()) + "\n")
    if not report.conforms:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; every foreseeable failure is one line on standard error and an exit code."""
    try:
        app()
    except (BayanError, OntologyError) as error:
        console.show_error(str(error))
        sys.exit(getattr(error, "exit_code", 1))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        console.show_error(f"{where}{error.strerror or error}; check the path, its permissions and the free space")
        sys.exit(1)


def _sparql(question: str) -> str:
    """Return the query meant by a name, a file name or the query itself. Raises `UsageError`."""
    from graph.query import saved_query

    if question.endswith(".rq"):
        try:
            return Path(question).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise UsageError(f"{question}: cannot be read ({reason}); check the path") from None
    # A name is one word; the shortest query, `ASK{}`, has a brace.
    return question if "{" in question or len(question.split()) > 1 else saved_query(question).text


def _assignments(given: list[str]) -> dict[str, str]:
    """Read `NAME=VALUE` options. Raises `UsageError`."""
    pairs = [item.partition("=") for item in given]
    for (name, sign, _), item in zip(pairs, given, strict=True):
        if not name or not sign:
            raise UsageError(f"--set {item!r:.40}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _options(published: str | None, outlet: str | None, encoding: str | None, follow: bool) -> Options:
    """Check what the user says of the sources. Raises `UsageError`."""
    if published is not None:
        day = iso_date(published)
        if day is None:
            raise UsageError(f"--published {published!r:.40}: no date; write it as 2024-11-06")
        published = day
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise UsageError(f"--encoding {encoding!r:.40}: no such encoding; utf-8, windows-1256 and so on") from None
    return Options(published=published, source=outlet, encoding=encoding, follow=follow)


@contextlib.contextmanager
def _writing(output: str) -> Iterator[IO[str]]:
    """Open what a command writes: standard output for `-`, else a file that takes its name when all is written."""
    if output == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    path = Path(output)
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
