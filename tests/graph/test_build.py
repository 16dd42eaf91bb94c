"""The pipeline on the sample articles: real extraction, real merge, real files."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.sources import Found, Options, read
from extract.statement import Statement
from graph import build as pipeline
from graph.build import Watch, build, graph, remove
from graph.errors import BayanError
from graph.folder import OutFolder

SAMPLES = Path(__file__).parents[2] / "extract" / "samples"
OPTIONS = Options(published="2024-03-07", source="جريدة العينة")
WRITTEN = {"statements.jsonl", "articles.jsonl", "graph.ttl", "graph.trig", "graph.graphml", "void.ttl",
           "ontology.html", "index.html", "graph.html", "store"}  # fmt: skip


def content(out: Path) -> dict[str, bytes]:
    """Return every file of an out folder but the store, whose inner names are its own affair."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] != "store"
    }


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> list[dict[str, object]]:
    return [item.article.to_dict() for item in read([SAMPLES], OPTIONS) if isinstance(item, Found)]


@pytest.fixture
def source(tmp_path: Path, articles: list[dict[str, object]]) -> Callable[..., Path]:
    """Return a function that writes some of the sample articles, in the order given, as JSON Lines."""

    def written(*numbers: int, **changes: object) -> Path:
        path = tmp_path / f"source-{len(list(tmp_path.glob('source-*')))}.jsonl"
        chosen = [articles[number] | changes for number in numbers]
        path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in chosen), encoding="utf-8")
        return path

    return written


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the graph of all sample articles, once."""
    out = tmp_path_factory.mktemp("whole") / "out"
    report = build([SAMPLES], out, options=OPTIONS)
    assert report.articles == report.new == 12
    assert not report.faults
    return out


def test_a_build_writes_everything(whole: Path) -> None:
    assert {path.name for path in whole.iterdir() if not path.name.startswith(".")} >= WRITTEN
    assert not [path for path in whole.iterdir() if path.name in (".next", ".commit", ".old", ".spool")]


def test_every_record_can_be_followed_into_its_article(whole: Path) -> None:
    texts = {record["id"]: str(record["text"]) for record in lines(whole / "articles.jsonl")}
    records = [Statement.from_dict(record) for record in lines(whole / "statements.jsonl")]
    assert len(records) > 40
    for record in records:
        for span in (*record.content, record.cue):
            assert texts[record.article][span.start : span.end] == span.text
    assert [record.article for record in records] == sorted(record.article for record in records)


@pytest.mark.parametrize("seed", [1, 2])
def test_parts_in_any_order_give_the_same_bytes(
    tmp_path: Path, source: Callable[..., Path], whole: Path, seed: int
) -> None:
    numbers = list(range(12))
    random.Random(seed).shuffle(numbers)
    out = tmp_path / "out"
    for start in (0, 5):
        build([source(*numbers[start : start + 7])], out)
    assert content(out) == content(whole)


def test_articles_already_there_are_skipped_and_counted(tmp_path: Path, source: Callable[..., Path]) -> None:
    out = tmp_path / "out"
    build([source(0, 1)], out)
    before = content(out)
    report = build([source(0), source(1)], out)
    assert (report.new, report.known, report.articles) == (0, 2, 2)
    assert content(out) == before


def test_a_changed_article_replaces_what_it_was(
    tmp_path: Path, source: Callable[..., Path], articles: list[dict[str, object]]
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build([source(0, 1)], out)
    # "The minister also said that his country rejects the decision."
    text = f"{articles[0]['text']}\nوقال وزير الخارجية المصري سامح شكري إن بلاده ترفض القرار."
    report = build([source(0, text=text)], out)
    assert (report.new, report.changed, report.articles) == (0, 1, 2)
    build([source(0, text=text), source(1)], fresh)
    assert content(out) == content(fresh)


def test_a_removed_article_leaves_nothing(
    tmp_path: Path, source: Callable[..., Path], articles: list[dict[str, object]]
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build([source(0, 1)], out)
    report = remove([str(articles[0]["id"])], out)
    assert (report.removed, report.articles) == (1, 1)
    build([source(1)], fresh)
    assert content(out) == content(fresh)
    with pytest.raises(BayanError, match="no article 'nothing'"):
        remove(["nothing"], out)


def test_records_alone_give_the_same_graph(tmp_path: Path, whole: Path) -> None:
    graph([whole / "statements.jsonl"], tmp_path / "out")
    for name in ("graph.ttl", "graph.trig", "graph.graphml", "void.ttl", "ontology.html", "statements.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (whole / name).read_bytes()


def test_a_line_that_is_no_record_is_a_fault(tmp_path: Path, whole: Path) -> None:
    good = (whole / "statements.jsonl").read_text("utf-8").splitlines()[0]
    path = tmp_path / "statements.jsonl"
    path.write_text(f"{good}\n{{}}\nnot json\n[]\n", encoding="utf-8")
    report = graph([path], tmp_path / "out")
    assert (report.statements, [fault.line for fault in report.faults]) == (1, [2, 3, 4])
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(BayanError, match="no usable statement"):
        graph([path], tmp_path / "other")


def test_settings_stay_until_given_anew(tmp_path: Path, source: Callable[..., Path]) -> None:
    out = tmp_path / "out"
    build([source(0)], out, base="https://example.org/graph/")
    build([source(1)], out)
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert "https://example.org/graph/" in turtle
    assert "https://w3id.org/bayan/id/" not in turtle


def test_without_articles_no_text_but_what_was_quoted_is_kept(
    tmp_path: Path, source: Callable[..., Path], articles: list[dict[str, object]]
) -> None:
    out = tmp_path / "out"
    # "Nobody said this sentence, which stands here alone in the article."
    secret = "كانت السماء صافية فوق العاصمة والشوارع هادئة."
    report = build([source(0, text=f"{secret}\n{articles[0]['text']}")], out, articles=False)
    assert report.statements
    assert not [name for name, data in content(out).items() if secret.encode() in data]
    report = build([source(0, text=f"{secret}\n{articles[0]['text']}")], out)
    assert report.known == 1
    assert not (out / "articles.jsonl").exists()


def test_a_failure_leaves_the_previous_graph(
    tmp_path: Path, source: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build([source(0)], out)
    before = content(out)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline, "write_graph", full)
    with pytest.raises(OSError, match="No space"):
        build([source(1)], out)
    after = {name: data for name, data in content(out).items() if not name.startswith(".spool")}
    assert after == before


def test_a_poisonous_article_is_isolated(
    tmp_path: Path, source: Callable[..., Path], articles: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import extract

    real = extract.extract

    def poisoned(article: extract.Article) -> list[Statement]:
        if article.id == articles[1]["id"]:
            raise RecursionError("too deep")
        return real(article)

    monkeypatch.setattr(extract, "extract", poisoned)
    shown = []
    path = source(0, 1, 2)
    report = build([path], tmp_path / "out", watch=Watch(fault=shown.append))
    assert (report.new, report.lost) == (2, 1)
    assert [(fault.file, fault.line) for fault in shown] == [(str(path), 2)]
    monkeypatch.undo()
    assert build([path], tmp_path / "out").new == 1


def test_nothing_usable_is_an_error_and_leaves_what_was_there(tmp_path: Path, source: Callable[..., Path]) -> None:
    out = tmp_path / "out"
    build([source(0)], out)
    before = content(out)
    with pytest.raises(BayanError, match="no usable article"):
        build([tmp_path / "missing.txt"], out)
    assert {name: data for name, data in content(out).items() if not name.startswith(".spool")} == before


@pytest.mark.parametrize(
    ("file", "size"), [(".spool/done.jsonl", 1000), (".next/graph.ttl", 1)], ids=["extracting", "writing"]
)
def test_a_killed_build_can_be_taken_up(tmp_path: Path, whole: Path, file: str, size: int) -> None:
    """Kill -9 once a file has come to a size; the folder holds no graph then, and --resume makes the whole one."""
    command = [
        sys.executable, "-c", "from graph.cli import main; main()", "build", str(SAMPLES), "--published",
        "2024-03-07", "--source", "جريدة العينة", "--jobs", "1", "--out", str(tmp_path),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watched = tmp_path / file
    while process.poll() is None and not (watched.exists() and watched.stat().st_size >= size):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not OutFolder(tmp_path).exists
    assert (tmp_path / ".spool" / "done.jsonl").stat().st_size >= 1000
    report = build([SAMPLES], tmp_path, options=OPTIONS, resume=True)
    assert report.new == 12
    assert content(tmp_path) == content(whole)
