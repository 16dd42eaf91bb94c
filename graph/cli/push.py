"""`bayan push`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console
from graph.cli.arguments import Out


def push(
    endpoint: Annotated[
        str, typer.Argument(metavar="ENDPOINT", help="The address of the store's Graph Store.", show_default=False)
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="A graph file, Turtle or any other RDF.",
            show_default="graph.ttl of --out, with --named graph.trig",
        ),
    ] = None,
    out: Out = Path("out"),
    graph: Annotated[
        str | None, typer.Option(metavar="IRI", help="The graph to load into.", show_default="the default graph")
    ] = None,
    named: Annotated[
        bool, typer.Option("--named", help="Load each named graph of the file into its own, the rest into --graph.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Empty each graph first.")] = False,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="The user, for HTTP Basic or Digest.")] = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="BAYAN_PASSWORD", help="The user's password; better kept in the environment variable."),
    ] = None,
    digest: Annotated[bool, typer.Option("--digest", help="Send the password by HTTP Digest (Virtuoso).")] = False,
    token: Annotated[
        str | None,
        typer.Option(envvar="BAYAN_TOKEN", help="A Bearer token; better kept in the environment variable."),
    ] = None,
    chunk: Annotated[int, typer.Option(metavar="N", help="Triples in one request.")] = 20_000,
    tries: Annotated[int, typer.Option(metavar="N", help="How often to try each request.")] = 5,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="The longest that one request may take.")] = 120.0,
) -> None:
    """Load a graph into a store elsewhere (SPARQL 1.1 Graph Store Protocol). The same command goes on after a stop."""
    from graph.folder import OutFolder
    from graph.push import PushSettings
    from graph.push import push as run

    if file is None:
        OutFolder(out).require()
        file = out / ("graph.trig" if named else "graph.ttl")
    settings = PushSettings(graph, named, replace, user, password, token, chunk, tries, timeout, digest)
    try:
        with console.counting("Sending", "triples") as step:
            report = run(file, endpoint, settings, progress=step)
    except KeyboardInterrupt:
        console.show_error("interrupted; the same command goes on from here")
        raise typer.Exit(130) from None
    console.show_pushed(report)
