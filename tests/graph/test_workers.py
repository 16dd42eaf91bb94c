"""Extraction on several processes: the order kept, the dead buried, the rest done."""

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import bayan

from extract.article import Article
from extract.sources import Fault, Found
from graph import workers

# "The foreign minister said that his country supports the dialogue with Russia, number N."
TEXT = "قال وزير الخارجية المصري سامح شكري إن بلاده تدعم الحوار مع روسيا، رقم {}."

# Runs in every Python process that starts with its folder on the path: an article with "deadly poison" ends its
# process, one with "slow poison" never ends.
POISON = """
import os, time
import extract
real = extract.extract
def extract_or_die(article):
    if "سم قاتل" in article.text:
        os._exit(9)
    if "سم بطيء" in article.text:
        time.sleep(600)
    return real(article)
extract.extract = extract_or_die
"""


# Extracts without end, and prints the number of its worker's process.
PARENT = """
import multiprocessing
from extract.article import Article
from extract.sources import Found
from graph.workers import extract_all
def articles():
    while True:
        yield Found(Article("a", "قال الوزير إن بلاده تدعم الحوار."), "file", 1)
if __name__ == "__main__":
    for number, _ in enumerate(extract_all(articles(), 1, isolated=True)):
        if number == 0:
            print(multiprocessing.active_children()[0].pid, flush=True)
"""


def found(count: int) -> Iterator[Found]:
    for number in range(count):
        yield Found(Article(f"a{number}", TEXT.format(number)), "file", number + 1)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_POOL", 2)
    monkeypatch.setattr(workers, "CHUNK", 2)


def test_two_processes_give_what_one_gives(pool: None) -> None:
    alone = list(workers.extract_all(found(13), 1))
    assert [item.article.id for item, _ in alone] == [f"a{number}" for number in range(13)]
    assert all(isinstance(lines, list) and lines for _, lines in alone)
    assert list(workers.extract_all(found(13), 2)) == alone


def test_articles_are_read_only_a_little_ahead(pool: None) -> None:
    taken = 0

    def counted() -> Iterator[Found]:
        nonlocal taken
        for item in itertools.chain.from_iterable(found(1) for _ in itertools.repeat(None, 1000)):
            taken += 1
            yield item

    results = workers.extract_all(counted(), 2)
    next(results)
    assert taken < 30
    results.close()  # type: ignore[attr-defined]


@pytest.fixture
def poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path)


@pytest.mark.parametrize(("jobs", "isolated"), [(2, False), (1, True)])
def test_an_article_that_kills_its_process_is_a_fault(pool: None, poison: None, jobs: int, isolated: bool) -> None:
    items = list(found(5))
    items[1] = Found(Article("a1", TEXT.format("سم قاتل")), "file", 2)
    results = list(workers.extract_all(iter(items), jobs, isolated=isolated))
    assert [item.article.id for item, _ in results] == [f"a{number}" for number in range(5)]
    faults = [lines for _, lines in results if isinstance(lines, Fault)]
    assert [(fault.file, fault.line) for fault in faults] == [("file", 2)]
    assert "ended the process" in faults[0].message


def test_an_article_that_kills_its_process_does_not_end_a_small_run(poison: None, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(TEXT.format("سم قاتل"), encoding="utf-8")  # "deadly poison"
    (tmp_path / "2.txt").write_text(TEXT.format(2), encoding="utf-8")
    done = bayan("extract", tmp_path, "--jobs", 1)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1
    assert "ended the process" in done.stderr


def test_a_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, cwd=root,
                          env=os.environ | {"PYTHONPATH": root}) as parent:  # fmt: skip
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        for _ in range(100):
            try:
                os.kill(worker, 0)
            except ProcessLookupError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the worker is still there")


def test_an_article_that_does_not_end_is_a_fault(pool: None, poison: None, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [Found(Article("a1", TEXT.format("سم بطيء")), "file", 2), *itertools.islice(found(2), 1)]
    results = workers.extract_all(iter(items), 1, isolated=True)
    monkeypatch.setattr(workers, "_LEAST_PATIENCE", 4.0)
    (_, fault), (_, lines) = results
    assert isinstance(fault, Fault)
    assert "took more than 5 seconds" in fault.message or "took more than 4 seconds" in fault.message
    assert isinstance(lines, (list, Fault))  # on a busy machine four seconds may be too few for any


def test_an_error_inside_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import extract

    def broken(article: Article) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(extract, "extract", broken)
    ((_, fault),) = workers.extract_all(found(1), 1)
    assert isinstance(fault, Fault)
    assert "ZeroDivisionError: on purpose" in fault.message


def test_what_the_system_refuses_is_no_articles_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    import extract

    def refused(article: Article) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(extract, "extract", refused)
    with pytest.raises(OSError, match="No space left"):
        list(workers.extract_all(found(1), 1))
