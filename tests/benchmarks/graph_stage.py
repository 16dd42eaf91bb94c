"""How fast statement records become a graph: merged, written as Turtle and loaded into a store, each size by itself."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

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


def measure(base: Sequence[Statement], count: int) -> tuple[dict[str, float], float, int]:
    """Return the processor seconds of each step, peak memory in GB and the number of statements in the graph."""
    from graph.export.serialise import write_turtle
    from graph.merge import merge
    from graph.store import Store

    records = varied(count, base)
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        graph = merge(records)
        seconds["merge"] = time.process_time() - start
        start = time.process_time()
        write_turtle(graph, Path(folder) / "graph.ttl")
        seconds["Turtle"] = time.process_time() - start
        start = time.process_time()
        Store.create(Path(folder) / "store", Path(folder) / "graph.ttl")
        seconds["store"] = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return seconds, peak, len(graph.statements)


def stage(counts: Sequence[int]) -> Iterator[Row]:
    """Measure the stage over so many statement records, made from real ones with varied names, words and days."""
    base = base_records()
    for count in counts:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, peak, statements = pool.apply(measure, (base, count))
        rate = count / sum(seconds.values())
        steps = ", ".join(f"{name} {value:.1f} s" for name, value in seconds.items())
        measured = f"{rate:,.0f} statements/s ({steps}), {peak:.2f} GB, {statements:,} merged"
        met = rate >= REACH and peak <= MEMORY
        yield Row(f"graph of {count:,} records", measured, f"{REACH:,}/s, {MEMORY:.0f} GB", met)
