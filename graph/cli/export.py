"""`bayan export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.arguments import Out


def export(
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Files to write. The suffix names the format: .ttl, .trig, .nq, .nt, .jsonld, .graphml or .gexf; "
            "a further .gz or .zst compresses.",
            show_default=False,
        ),
    ],
    out: Out = Path("out"),
) -> None:
    """Write a graph in another format: N-Quads, N-Triples, JSON-LD, GEXF, compressed or not."""
    from graph.export.serialise import check_format, write
    from graph.folder import OutFolder
    from graph.rdf.names import DEFAULT_BASE
    from graph.records import merged_graph

    for path in file:
        check_format(path)
    folder = OutFolder(out)
    folder.require()
    base = folder.settings().base or DEFAULT_BASE
    merged = merged_graph(out)
    for path in file:
        write(merged, path, base)
