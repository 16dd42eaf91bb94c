"""What a command shows: faults and progress on standard error, the closing table on standard output."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.sources import Fault

if TYPE_CHECKING:
    from graph.build import Report, Watch
    from graph.push import PushReport

STAGES = {
    "recognise": "Recognising articles",
    "extract": "Reading articles",
    "read": "Reading statements",
    "graph": "Merging",
    "write": "Writing the graph",
    "pages": "Writing the pages",
}


def show_error(message: str) -> None:
    """Write one line to standard error."""
    print(f"bayan: {message}", file=sys.stderr)


def show_fault(fault: Fault) -> None:
    """Write a fault as one line to standard error."""
    show_error(str(fault))


@contextlib.contextmanager
def watching() -> Iterator[Watch]:
    """Give a watch that shows faults as lines and, on a terminal, progress with its rate and the time left."""
    from graph.build import Watch
    from graph.pace import Pace

    if not sys.stderr.isatty():
        yield Watch(fault=show_fault)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, count="")
        pace = Pace()

        def step() -> None:
            if pace.step():
                progress.update(task, count=pace.text("articles"))

        def stage(name: str) -> None:
            progress.update(task, description=STAGES[name], count="")

        def share(told: Callable[[], float | None]) -> None:
            pace.share = told

        def fault(item: Fault) -> None:
            # Not as markup: a file may be called [red].
            progress.console.print(f"bayan: {item}", markup=False, highlight=False, soft_wrap=True)

        yield Watch(fault=fault, step=step, stage=stage, share=share)


def show_report(report: Report, out: str) -> None:
    """Write the closing table to standard output, and on standard error how much could not be used."""
    changes = [
        f"{count:,} {name}"
        for count, name in (
            (report.new, "new"),
            (report.changed, "changed"),
            (report.known, "already there"),
            (report.removed, "removed"),
        )
        if count
    ]
    rows = [(report.articles, "articles" + (f" ({', '.join(changes)})" if changes else ""))]
    rows += [(getattr(report, name), name) for name in ("statements", "speakers", "topics", "countries")]
    rows.append((len(report.files), f"files in {out}: {', '.join(report.files)}"))
    width = max(len(f"{count:,}") for count, _ in rows)
    for count, name in rows:
        print(f"{count:>{width},}  {name}")
    show_lost(report.lost)


def show_lost(lost: int) -> None:
    """Say on standard error how many articles or lines could not be used, if any."""
    if lost:
        show_error(f"{lost:,} could not be used; the rest was")


@contextlib.contextmanager
def counting(what: str, of: str) -> Iterator[Callable[[int], None]]:
    """Give a function that adds to a count, which a terminal shows."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,} {task.fields[of]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, of=of)
        yield lambda more: progress.advance(task, more)


def show_pushed(report: PushReport) -> None:
    """Write to standard output what a push sent."""
    earlier = f"; {report.skipped:,} requests had been sent before" if report.skipped else ""
    print(f"{report.triples:,} triples sent in {report.chunks:,} requests{earlier}")


def show_served(address: str, out: str) -> None:
    """Write to standard error where a graph is served."""
    print(f"{out} is served until Ctrl-C:", file=sys.stderr)
    for path, what in (("", "the pages"), ("query", "a page to write queries on"), ("sparql", "the SPARQL endpoint")):
        print(f"  {address}{path:6}  {what}", file=sys.stderr, flush=True)
