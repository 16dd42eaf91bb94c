"""How fast statement records become a graph: merged, written as Turtle and loaded into a store, each size by itself."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.statement import Statement
from tests.benchmarks.merge_scale import varied
from tests.benchmarks.table import Row
from tests.benchmarks.texts import articles

REACH = 5_000
"""Statements a second that the stage should do."""
MEMORY = 6.0
"""Gigabytes that it may take."""


def base_records() -> list[Statement]:
    """Return the statements of some articles, as extraction reads them."""
    from extract.pipeline import extract

    return [statement for article in articles(300) for statement in extract(article)]


def measure(base: Sequence[Statement], count: int) -> tuple[dict[str, tuple[float, float]], float, int]:
    """Return the seconds of each step, peak memory in GB and the number of statements in the graph.

    Seconds are by the clock and of the processor: loading the store uses all cores.
    """
    from graph.export.serialise import write_turtle
    from graph.merge import merge
    from graph.store import Store

    records = varied(count, base)
    seconds = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        result = step()
        seconds[name] = time.perf_counter() - clock, time.process_time() - processor
        return result

    with tempfile.TemporaryDirectory() as folder:
        turtle = Path(folder) / "graph.ttl"
        graph = timed("merge", lambda: merge(records))
        timed("Turtle", lambda: write_turtle(graph, turtle))
        timed("store", lambda: Store.create(Path(folder) / "store", turtle))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return seconds, peak, len(graph.statements)


def stage(counts: Sequence[int]) -> Iterator[Row]:
    """Measure the stage over so many statement records, made from real ones with varied names, words and days."""
    base = base_records()
    for count in counts:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, peak, statements = pool.apply(measure, (base, count))
        rate = count / sum(clock for clock, _ in seconds.values())
        steps = ", ".join(f"{name} {clock:.1f} s, {processor:.1f} CPU" for name, (clock, processor) in seconds.items())
        measured = f"{rate:,.0f} statements/s ({steps}), {peak:.2f} GB, {statements:,} merged"
        met = rate >= REACH and peak <= MEMORY
        yield Row(f"graph of {count:,} records", measured, f"{REACH:,}/s, {MEMORY:.0f} GB", met)
