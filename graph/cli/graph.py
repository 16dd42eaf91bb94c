"""`bayan graph`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console
from graph.cli.arguments import Articles, Base, Out, SameAs


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
