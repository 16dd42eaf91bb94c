"""Spark, a real one on this machine, makes the graph that the local engine makes: the same bytes in every file."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.sources import Found, Options, read
from graph.build import Watch
from graph.build import build as build_here
from graph.engines import spark
from graph.engines.session import missing, spark_context
from graph.engines.shards import WORK
from graph.errors import BayanError

remedy = missing()
if remedy:
    pytest.skip(f"no Spark here: {remedy}", allow_module_level=True)
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "extract" / "samples"
OPTIONS = Options(published="2024-03-07", source="جريدة العينة")


# Runs in every Python process of Spark's: an article of this text ends the process that extracts it.
POISON = """
import os
import extract
real = extract.extract
def extract_or_die(article):
    if "سم قاتل" in article.text:
        os._exit(9)
    return real(article)
extract.extract = extract_or_die
"""


KILLED = """
import sys
from pathlib import Path
from graph.engines import spark
spark.build([sys.argv[1]], Path(sys.argv[2]), jobs=1, rows=2)
"""


@pytest.fixture(scope="module", autouse=True)
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start Spark once for all tests here."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    with spark_context(None, 2) as started:
        # Java may run since an earlier test, with the environment of that time: workers are told theirs.
        started.environment["PYTHONPATH"] = os.pathsep.join([str(folder), str(ROOT)])
        yield


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [item.article.to_dict() for item in read([SAMPLES], OPTIONS) if isinstance(item, Found)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut so small that few articles make many shards."""
    monkeypatch.setattr(spark, "_RANGE", 100_000)
    monkeypatch.setattr(spark, "_PIECE", 60)


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=7)
    return path


def content(out: Path) -> dict[str, bytes]:
    """Return every file that people use, but the store, whose inner names are its own affair, and the shards."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] not in ("store", ".bayan.json", spark.PIECES)
    }


def test_the_bytes_are_those_of_the_local_engine(tmp_path: Path, rows: list[dict[str, Any]], small: None) -> None:
    """Twelve articles at once; one comes twice, one has no text, one is English; then one more, one changed."""
    odd = [rows[3], {"id": "empty", "text": None}, {"id": "english", "text": "Talks resume in Geneva on Monday."}]
    changed = rows[2] | {
        "text": f"{rows[2]['text']}\nوقال المتحدث إن بلاده ترحب بالقرار."
    }  # "... welcomes the decision"
    first = table(tmp_path / "first.parquet", [*rows[:11], *odd])
    second = table(tmp_path / "second.parquet", [rows[11], changed])
    here, there = tmp_path / "here", tmp_path / "there"
    shown: list[str] = []
    for number, source in enumerate((first, second)):
        local = build_here([source], here)
        cluster = spark.build([source], there, rows=4, watch=Watch(fault=lambda fault: shown.append(str(fault))))
        assert [str(fault) for fault in cluster.faults] == [str(fault) for fault in local.faults]
        assert len(shown) == 2
        for name in (
            "read",
            "new",
            "changed",
            "known",
            "lost",
            "articles",
            "statements",
            "speakers",
            "topics",
            "countries",
        ):
            assert getattr(cluster, name) == getattr(local, name), name
        assert (cluster.new, cluster.changed, cluster.known) == [(11, 0, 1), (1, 1, 0)][number]
        assert content(there) == content(here)
    assert not (there / WORK).exists()


def test_shards_hold_the_graph_and_the_records(tmp_path: Path, rows: list[dict[str, Any]], small: None) -> None:
    import pyoxigraph as ox

    from graph.store import Store

    out = tmp_path / "out"
    report = spark.build([table(tmp_path / "a.parquet", rows[:4])], out, rows=2, pages_up_to=0)
    assert not (out / "graph.trig").exists()  # too large a graph, it was told, for what one machine must hold whole
    shards = {path.name: path for path in (out / spark.PIECES).iterdir()}
    manifest = json.loads(shards.pop("manifest.json").read_text("utf-8"))
    assert [shard["name"] for shard in manifest["shards"]] == sorted(shards)
    quads = [quad for name, path in shards.items() if name.endswith(".nq") for quad in ox.parse(path=path)]
    assert len(quads) == len(set(quads)) == len(list(ox.parse(path=out / "graph.ttl")))
    store = Store.open(out / "store")
    assert len(store) == len(quads)
    counted = store.query("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/bayan/ontology#Report> }")
    records = [
        row
        for name in sorted(shards)
        if name.endswith(".parquet")
        for row in parquet.read_table(shards[name]).to_pylist()
    ]
    assert str(len(records)) in str(list(counted))
    lines = [json.loads(line) for line in (out / "statements.jsonl").read_text("utf-8").splitlines()]
    assert sorted(records, key=lambda row: row["id"]) == sorted(lines, key=lambda row: row["id"])
    assert report.statements > 10


def test_an_article_that_kills_its_process_is_a_fault(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    poisoned = rows[1] | {"id": "poison", "text": f"سم قاتل {rows[1]['text']}"}  # "deadly poison"
    source = table(tmp_path / "a.parquet", [rows[0], poisoned, rows[2]])
    report = spark.build([source], tmp_path / "out", pages_up_to=0)
    assert (report.new, report.articles) == (2, 2)
    assert [(fault.file, fault.line) for fault in report.faults] == [(str(source), 2)]
    assert "ended the process" in report.faults[0].message


def test_a_killed_run_is_taken_up_where_it_was(tmp_path: Path, rows: list[dict[str, Any]], small: None) -> None:
    """Kill -9 once some shards are extracted; --resume extracts the others only, and the graph is the whole one."""
    source, out, whole = table(tmp_path / "a.parquet", rows), tmp_path / "out", tmp_path / "whole"
    command = [sys.executable, "-c", KILLED, str(source), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and len(list((out / WORK).glob("extracted-*[0-9a-f]"))) < 2:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    before = {path: path.stat().st_mtime_ns for path in (out / WORK).glob("[ef]*-*") if not path.name.startswith(".")}
    assert len(before) > 2
    kept: dict[Path, int] = {}

    def look(stage: str) -> None:
        if stage == "graph":
            kept.update({path: path.stat().st_mtime_ns for path in before})

    report = spark.build([source], out, rows=2, resume=True, watch=Watch(stage=look))
    assert kept == before
    assert report.new == len(rows)
    build_here([source], whole)
    assert content(out) == content(whole)


def test_what_is_no_parquet_is_named(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير إن بلاده مستعدة للحوار.", encoding="utf-8")  # "The minister said ..."
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing")
    table(tmp_path / "c.parquet", [{"body_of_work": "x"}])
    shown: list[str] = []
    with pytest.raises(BayanError, match="no usable article"):
        spark.build(
            [tmp_path, tmp_path / "d.parquet"], tmp_path / "out", watch=Watch(fault=lambda f: shown.append(str(f)))
        )
    assert [message for message in ("is not Parquet", "not a Parquet file", "no column of texts", "no such file")
            if not any(message in line for line in shown)] == []  # fmt: skip
