"""Every benchmark in one table: `python -m tests.benchmarks [--articles N] [--statements N ...] [--million]`.

It reads the corpus beside the project where that is, else the project's samples. Figures are ratios within the run and
processor time: absolute ones depend on the machine. `merge_scale` and `rdf_scale` beside it look at two steps closer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.benchmarks.extraction import length, speed, start_up
from tests.benchmarks.graph_stage import stage
from tests.benchmarks.table import lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 0 whatever is reached: a benchmark informs and does not judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=600, help="articles to read (default 600)")
    parser.add_argument(
        "--statements", type=int, nargs="*", default=[10_000, 100_000], help="sizes of graph (default 10000 100000)"
    )
    parser.add_argument("--million", action="store_true", help="a graph of 1,000,000 statements too")
    chosen = parser.parse_args(arguments)
    sizes = [*chosen.statements, *([1_000_000] if chosen.million else [])]
    rows = []
    for part in (speed(chosen.articles), length(), start_up(), stage(sizes)):
        for row in part:
            rows.append(row)
            print(f"... {row.what}: {row.measured}", file=sys.stderr, flush=True)
    print("\n".join(lines(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
