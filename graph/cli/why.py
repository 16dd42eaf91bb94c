"""`bayan why`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.arguments import Out
from graph.cli.output import writing
from graph.errors import BayanError


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
    with writing("-") as stream:
        stream.write(answer + "\n")
