"""`bayan serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console


def serve(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that holds the graph.")] = Path("out"),
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; 0.0.0.0 lets other machines ask.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port to listen on; 0 takes a free one.")] = 7878,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="The longest that one query may take.")] = 10.0,
    rows: Annotated[int, typer.Option(metavar="N", help="The most rows or triples that one query returns.")] = 10_000,
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site whose scripts may ask (CORS), as https://example.org; repeatable."),
    ] = None,
) -> None:
    """Serve a graph: its pages, a page to write queries on, a read-only SPARQL 1.1 endpoint. Ctrl-C ends it."""
    from graph.folder import OutFolder
    from graph.serve import serve as run

    OutFolder(out).require()
    run(out, host, port, timeout, rows, origin or (), ready=lambda address: console.show_served(address, str(out)))
