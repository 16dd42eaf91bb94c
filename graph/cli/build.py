"""`bayan build`."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.build import Report


class Engine(enum.StrEnum):
    """What carries a build out."""

    LOCAL = "local"
    SPARK = "spark"


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
    engine: Annotated[Engine, typer.Option(help="What carries it out: this machine's processes, or Spark, which reads "
                                           "Parquet. See README, 'Many machines'.")] = Engine.LOCAL,
    master: Annotated[str | None, typer.Option(metavar="URL", help="The Spark cluster, as spark://host:7077.",
                                               show_default="Spark's configuration, else this machine")] = None,
) -> None:  # fmt: skip
    """Read articles and write their graph: pages, Turtle, a SPARQL store. Adds to a graph that is there."""
    from graph.workers import cores

    given = source_options(published, outlet, encoding, follow)
    try:
        with console.watching() as watch:
            report = _engine(engine, master)(
                source, out, options=given, base=base, same_as=same_as, articles=articles, jobs=jobs or cores(),
                resume=resume, watch=watch,
            )  # fmt: skip
    except KeyboardInterrupt:
        console.show_error("interrupted; the graph is as it was, and the same command with --resume goes on from here")
        raise typer.Exit(130) from None
    console.show_report(report, str(out))


def _engine(engine: Engine, master: str | None) -> Callable[..., Report]:
    if engine is Engine.SPARK:
        from graph.engines.spark import build as on_spark

        return functools.partial(on_spark, master=master)
    if master is not None:
        raise UsageError("--master is for --engine spark")
    from graph.build import build as on_this_machine

    return functools.partial(on_this_machine, isolated=True)
