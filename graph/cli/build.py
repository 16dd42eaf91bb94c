"""`bayan build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import console
from graph.cli.arguments import (
    Articles,
    Base,
    Encoding,
    Follow,
    Jobs,
    Out,
    Outlet,
    Published,
    SameAs,
    Sources,
    source_options,
)


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
    follow: Follow = False,
    resume: Annotated[bool, typer.Option("--resume", help="Take up a run that was interrupted.")] = False,
) -> None:
    """Read articles and write their graph: pages, Turtle, a SPARQL store. Adds to a graph that is there."""
    from graph.build import build as run
    from graph.workers import cores

    given = source_options(published, outlet, encoding, follow)
    try:
        with console.watching() as watch:
            report = run(
                source, out, options=given, base=base, same_as=same_as, articles=articles, jobs=jobs or cores(),
                resume=resume, watch=watch,
            )  # fmt: skip
    except KeyboardInterrupt:
        console.show_error("interrupted; the graph is as it was, and the same command with --resume goes on from here")
        raise typer.Exit(130) from None
    console.show_report(report, str(out))
