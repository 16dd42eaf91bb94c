"""One set of articles, one Turtle file: from one core, from two, from a run killed and taken up, from a cluster."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.sources import Found, Options, read
from graph import workers
from graph.build import build
from graph.engines.session import missing
from graph.folder import OutFolder

SAMPLES = Path(__file__).parents[2] / "extract" / "samples"
OPTIONS = Options(published="2024-03-07", source="جريدة العينة")
TIMES_LONG = 25
"""Runs that `--long` kills."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample articles as Parquet, which every engine reads."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [item.article.to_dict() for item in read([SAMPLES], OPTIONS) if isinstance(item, Found)]
    path = tmp_path_factory.mktemp("articles") / "articles.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


@pytest.fixture(scope="module")
def one_core(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("one") / "out"
    build([articles], out, jobs=1)
    return (out / "graph.ttl").read_bytes()


def two_cores(articles: Path, out: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_WORTH_A_POOL", 2)
        patch.setattr(workers, "CHUNK", 2)
        build([articles], out, jobs=2)


def resumed(articles: Path, out: Path) -> None:
    process = start(articles, out)
    done = out / ".spool" / "done.jsonl"
    while process.poll() is None and not (done.exists() and done.stat().st_size > 1000):
        time.sleep(0.001)
    kill(process)
    build([articles], out, resume=True)


def in_parts(articles: Path, out: Path) -> None:
    rows = [json.dumps(item.article.to_dict()) for item in read([articles]) if isinstance(item, Found)]
    random.Random(7).shuffle(rows)
    for number, part in enumerate((rows[:4], rows[4:])):
        path = articles.with_name(f"part-{number}.jsonl")
        path.write_text("\n".join(part), encoding="utf-8")
        build([path], out)


def cluster(articles: Path, out: Path) -> None:
    remedy = missing()
    if remedy:
        pytest.skip(f"no Spark here: {remedy}")
    from graph.engines import spark

    spark.build([articles], out, jobs=2, rows=5)


@pytest.mark.parametrize("way", [two_cores, resumed, in_parts, cluster])
def test_every_way_gives_the_same_bytes(
    way: Callable[[Path, Path], None], articles: Path, one_core: bytes, tmp_path: Path
) -> None:
    way(articles, tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == one_core
    assert len(one_core) > 100_000


def test_a_run_killed_at_random_moments_can_be_taken_up(
    articles: Path, one_core: bytes, tmp_path: Path, long: bool
) -> None:
    """Kill -9 again and again, each run going on from the last; whatever the moment, no graph is left half-written."""
    out = tmp_path / "out"
    started = time.monotonic()
    assert start(articles, out).wait() == 0
    whole = time.monotonic() - started
    random_ = random.Random()
    for number in range(TIMES_LONG if long else 2):
        if number % 3 == 0:
            shutil.rmtree(out)
        process = start(articles, out, "--resume")
        time.sleep(random_.uniform(0, whole * 1.1))
        kill(process)
        if OutFolder(out).exists:
            assert (out / "graph.ttl").read_bytes() == one_core
    build([articles], out, resume=True)
    assert (out / "graph.ttl").read_bytes() == one_core
    assert not [path for path in out.iterdir() if path.name in (".next", ".commit", ".old", ".spool")]


def start(articles: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from graph.cli import main; main()", "build", str(articles), "--out", str(out)]
    return subprocess.Popen([*command, "--jobs", "1", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
