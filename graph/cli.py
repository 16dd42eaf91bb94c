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
        "folders of these, or - for standard input. Compressed files too (.gz .bz2 .xz .zst).",
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


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """Handle what stands before a command."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"bayan {installed('bayan')}")
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
) -> None:
    """Read articles and write their graph: pages, Turtle, a SPARQL store. Adds to a graph that is there."""
    from graph.build import build as run
    from graph.workers import cores

    given = _options(published, outlet, encoding)
    with console.watching() as watch:
        report = run(
            source, out, options=given, base=base, same_as=same_as, articles=articles, jobs=jobs or cores(), watch=watch
        )
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
) -> None:  # fmt: skip
    """Read articles and write their statement records as JSON Lines, without a graph."""
    from graph.build import extract_sources
    from graph.workers import cores

    given = _options(published, outlet, encoding)
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


def _options(published: str | None, outlet: str | None, encoding: str | None) -> Options:
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
    return Options(published=published, source=outlet, encoding=encoding)


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
