"""`bayan remove`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console
from graph.cli.arguments import Out


def remove(
    article: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles.", show_default=False)],
    out: Out = Path("out"),
) -> None:
    """Take articles out of a graph with all they carried."""
    from graph.build import remove as run

    with console.watching() as watch:
        report = run(article, out, watch=watch)
    console.show_report(report, str(out))
