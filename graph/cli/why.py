"""`bayan why`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.arguments import Out
from graph.cli.output import writing


def why(
    speaker: Annotated[
        str, typer.Argument(metavar="SPEAKER", help="A name, a part that only one holds, a key or an IRI.")
    ],
    out: Out = Path("out"),
) -> None:
    """Say why a speaker holds the names it holds: which mentions, in which articles, by which evidence."""
    from graph.folder import OutFolder
    from graph.merge import explain
    from graph.records import merged_graph

    OutFolder(out).require()
    answer = explain(merged_graph(out), speaker)
    with writing("-") as stream:
        stream.write(answer + "\n")
