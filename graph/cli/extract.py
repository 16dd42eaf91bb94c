"""`bayan extract`."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.sources import Meter
from graph import console
from graph.cli.arguments import Encoding, Follow, Jobs, Outlet, Published, Sources, source_options
from graph.cli.output import writing
from graph.errors import BayanError


def extract(
    source: Sources,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")]
    = "-",
    published: Published = None,
    outlet: Outlet = None,
    jobs: Jobs = None,
    encoding: Encoding = None,
    follow: Follow = False,
) -> None:  # fmt: skip
    """Read articles and write their statement records as JSON Lines, without a graph."""
    from graph.records import extract_sources
    from graph.workers import cores

    given = source_options(published, outlet, encoding, follow)
    articles = lost = 0
    with writing(output) as stream, console.watching() as watch:
        watch.stage("extract")
        meter = Meter(source)
        watch.share(meter.share)
        for item in extract_sources(source, options=given, jobs=jobs or cores(), isolated=True, meter=meter):
            if not isinstance(item, tuple):
                watch.fault(item)
                lost += item.lost
                continue
            articles += 1
            watch.step()
            for line in item[1]:
                stream.write(line + "\n")
        if not articles:
            raise BayanError("no usable article in what was named; the lines above say why")
    console.show_lost(lost)
