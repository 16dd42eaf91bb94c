"""The command line as a user meets it: what it prints where, and what it ends with."""

import csv
import io
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from commands import BAYAN, assert_one_line, bayan

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "extract" / "samples"
# "The foreign minister said that his country supports the dialogue with Russia."
TEXT = "قال وزير الخارجية المصري سامح شكري إن بلاده تدعم الحوار مع روسيا."


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample articles once, as the README's first command does."""
    out = tmp_path_factory.mktemp("cli") / "out"
    done = bayan("build", SAMPLES, "--published", "2024-03-07", "--source", "جريدة العينة", "--out", out)
    assert done.returncode == 0, done.stderr
    assert not done.stderr  # quiet, for it is no terminal
    rows = dict(line.split(maxsplit=1)[::-1] for line in done.stdout.splitlines())
    assert rows["articles (12 new)"] == "12"
    assert all(int(rows[name]) > 0 for name in ("statements", "speakers", "topics", "countries"))
    return out


def test_extract_writes_records_to_standard_output_or_a_file(tmp_path: Path) -> None:
    article = json.dumps({"id": "a", "text": TEXT, "entities": [], "statements": [{}]})
    done = bayan("extract", "-", stdin=article)
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert (record["article"], record["speaker"]["country"]) == ("a", "EG")
    assert TEXT[record["cue"]["start"] : record["cue"]["end"]] == record["cue"]["text"]
    (tmp_path / "a.jsonl").write_text(article, encoding="utf-8")
    again = bayan("extract", tmp_path / "a.jsonl", "-o", tmp_path / "statements.jsonl")
    assert (again.returncode, again.stdout) == (0, "")
    assert (tmp_path / "statements.jsonl").read_text("utf-8") == done.stdout


def test_commands_chain(tmp_path: Path) -> None:
    records = bayan("extract", "-", stdin=TEXT).stdout
    done = bayan("graph", "-", "--out", tmp_path / "out", stdin=records)
    assert (done.returncode, done.stderr) == (0, "")
    answer = bayan("query", "speakers", "--out", tmp_path / "out", "--format", "csv")
    assert "سامح شكري" in answer.stdout


def test_bad_articles_are_lines_and_good_ones_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    done = bayan("build", tmp_path, tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert done.returncode == 0
    *faults, count = done.stderr.splitlines()
    assert [str(tmp_path / name) in line for name, line in zip(
        ("broken.jsonl:1: ", "empty.txt: ", "missing.txt: "), faults, strict=True)] == [True] * 3  # fmt: skip
    assert count == "bayan: 3 could not be used; the rest was"
    assert "1  articles (1 new)" in done.stdout


@pytest.mark.parametrize("command", ["build", "extract", "graph"])
def test_nothing_usable_is_exit_code_1(tmp_path: Path, command: str) -> None:
    option = "-o" if command == "extract" else "--out"
    done = bayan(command, tmp_path / "missing", option, tmp_path / "out")
    assert done.returncode == 1
    assert not done.stdout
    first, last = done.stderr.splitlines()
    assert str(tmp_path / "missing") in first
    assert "no usable" in last
    assert not (tmp_path / "out").is_file()


def test_usage_errors_are_exit_code_2(tmp_path: Path, out: Path) -> None:
    assert bayan("build").returncode == 2
    assert bayan("build", "--no-such-option", "x").returncode == 2
    assert_one_line(bayan("build", "x", "--published", "soon"), 2, "--published", "soon")
    assert_one_line(bayan("build", "x", "--encoding", "klingon"), 2, "--encoding")
    assert_one_line(bayan("build", "x", "--base", "not an iri", "--out", tmp_path / "o"), 2, "not an iri")
    assert_one_line(bayan("build", "x", "--same-as", "none.csv", "--out", tmp_path / "o"), 2, "none.csv")
    assert_one_line(bayan("query", "no_such_query", "--out", out), 2, "no_such_query", "who_said_what")
    assert_one_line(bayan("query", "who_said_what", "--country", "Atlantis", "--out", out), 2, "Atlantis")
    assert_one_line(bayan("query", "speakers", "--set", "x", "--out", out), 2, "NAME=VALUE")
    assert_one_line(bayan("query", "speakers", "--format", "xml", "--out", out), 2, "xml")
    assert_one_line(bayan("query", tmp_path / "missing.rq", "--out", out), 2, "missing.rq")


def test_a_query_that_cannot_be_answered_is_exit_code_1(out: Path, tmp_path: Path) -> None:
    assert_one_line(bayan("query", "SELECT * {\n ?s ?p", "--out", out), 1, "2:7")
    assert_one_line(bayan("query", "speakers", "--out", tmp_path), 1, tmp_path, "bayan build")
    assert_one_line(bayan("why", "x", "--out", tmp_path), 1, tmp_path)
    assert_one_line(bayan("remove", "x", "--out", tmp_path), 1, tmp_path)


def test_a_saved_query_with_parameters(out: Path) -> None:
    done = bayan(
        "query", "who_said_what", "--country", "روسيا", "--since", "2023-07-01", "--out", out, "--format", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows
    assert all(row["date"] >= "2023-07-01" for row in rows if row["date"])
    named = bayan("query", "who_said_what", "--country", "RU", "--since", "2023-07-01", "--out", out, "--format", "csv")
    assert named.stdout == done.stdout


def test_sparql_of_ones_own_needs_no_prefixes(out: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(DISTINCT ?statement) AS ?n) { ?speaker bayan:said ?statement }"
    answer = json.loads(bayan("query", question, "--out", out, "--format", "json").stdout)
    count = int(answer["results"]["bindings"][0]["n"]["value"])
    assert count > 40
    (tmp_path / "count.rq").write_text(question, encoding="utf-8")
    assert str(count) in bayan("query", tmp_path / "count.rq", "--out", out).stdout
    turtle = bayan("query", "CONSTRUCT { ?s bayan:said ?x } { ?s bayan:said ?x }", "--out", out, "--format", "ttl")
    assert "bayan:said" in turtle.stdout


def test_queries_lists_every_saved_query() -> None:
    listed = bayan("queries").stdout
    names = {path.stem for path in (ROOT / "ontology" / "queries").glob("*.rq")}
    assert {line for line in listed.splitlines() if not line.startswith(" ")} == names


def test_why_explains_a_speaker(out: Path) -> None:
    done = bayan("why", "دميتري بيسكوف", "--out", out)
    assert done.returncode == 0
    assert "black-sea-grain" in done.stdout
    key = done.stdout.splitlines()[1].split(" ")[0]
    for part in ("بيسكوف", "باسم الكرملين", key):
        assert bayan("why", part, "--out", out).stdout == done.stdout
    assert_one_line(bayan("why", "جحا", "--out", out), 2, "جحا")
    assert_one_line(bayan("why", "وزارة", "--out", out), 2, "hold that name", "وزارة الخارجية")
    assert_one_line(bayan("query", "who_said_what", "--speaker", "وزارة", "--out", out), 2, "--speaker", "hold that")
    assert "بيسكوف" in bayan("query", "who_said_what", "--speaker", "بيسكوف", "--out", out).stdout


def test_validate_finds_a_built_graph_right_and_a_broken_one_wrong(out: Path, tmp_path: Path) -> None:
    done = bayan("validate", "--out", out)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("conforms: ")
    turtle = (out / "graph.ttl").read_text("utf-8")
    (tmp_path / "broken.ttl").write_text(
        turtle.replace("bayan:confidence 0", "bayan:confidence 7", 1), encoding="utf-8"
    )
    broken = bayan("validate", tmp_path / "broken.ttl")
    assert broken.returncode == 1
    assert "1 violations among" in broken.stdout
    assert_one_line(bayan("validate", tmp_path / "missing.ttl"), 1, "missing.ttl")
    assert_one_line(bayan("validate", "--engine", "none", "--out", out), 2, "none")


def test_a_reader_that_has_had_enough_is_no_error(out: Path) -> None:
    question = "SELECT * { ?s ?p ?o }"
    process = subprocess.Popen(
        [*BAYAN, "query", question, "--out", str(out), "--format", "csv"], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()


def test_a_disk_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert_one_line(bayan("build", tmp_path / "a.txt", "--out", tmp_path / "file"), 1, tmp_path / "file")
    assert_one_line(bayan("extract", tmp_path / "a.txt", "-o", tmp_path / "no" / "where"), 1, "where")
    if Path("/dev/full").exists():
        assert_one_line(bayan("extract", tmp_path / "a.txt", "-o", "/dev/full"), 1, "No space left")


def test_a_terminal_sees_progress(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    parent, child = pty.openpty()
    command = [*BAYAN, "build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    process = subprocess.Popen(
        command, stderr=child, stdout=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "TERM": "xterm"}
    )
    os.close(child)
    seen = b""
    while True:
        try:
            piece = os.read(parent, 4096)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        seen += piece
    os.close(parent)
    assert process.wait() == 0
    assert "Writing the pages" in seen.decode("utf-8", "replace")


def test_version() -> None:
    from importlib.metadata import version

    assert bayan("--version").stdout.startswith(f"bayan {version('bayan')} (")
