"""`bayan query` and `bayan queries`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.arguments import Out
from graph.cli.output import writing
from graph.errors import UsageError

_FILTERS = ("country", "speaker", "topic", "since", "until")


def query(
    question: Annotated[
        str, typer.Argument(metavar="QUERY", help="SPARQL, a file of it ending in .rq, or the name of a saved query.")
    ],
    country: Annotated[str | None, typer.Option(help="About this country: an ISO code or a name.")] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Said by this speaker: a name, or a part that only one holds.")
    ] = None,
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
    with writing("-") as stream:
        stream.write(formatted(answer, format_, names))


def queries() -> None:
    """List the saved queries: what each answers, and its parameters."""
    from graph.query import saved_queries

    with writing("-") as stream:
        for saved in saved_queries().values():
            options = " ".join(f"--{name}" if name in _FILTERS else f"--set {name}=" for name in saved.parameters)
            stream.write(f"{saved.name}\n    {saved.comment}\n    {saved.comment_ar}\n    {options}\n")


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
