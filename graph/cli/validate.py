"""`bayan validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.arguments import Out
from graph.cli.output import writing


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
    with writing("-") as stream:
        stream.write("\n".join(report.lines()) + "\n")
    if not report.conforms:
        raise typer.Exit(1)
