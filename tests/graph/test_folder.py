"""The out folder is replaced whole or not at all, whatever moment a process dies at."""

import contextlib
import os
import shutil
from pathlib import Path

import pytest

from graph.errors import BayanError
from graph.folder import OutFolder, Settings


def fill(out: Path, content: dict[str, str], settings: Settings | None = None) -> None:
    with OutFolder(out).replacing(settings or Settings()) as upcoming:
        for name, text in content.items():
            (upcoming / name).parent.mkdir(exist_ok=True)
            (upcoming / name).write_text(text, encoding="utf-8")


def content(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): path.read_text("utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


FIRST = {"graph.ttl": "one", "store/data": "one", "old.html": "one"}
SECOND = {"graph.ttl": "two", "store/data": "two", "new.html": "two"}


def test_a_run_replaces_what_the_last_one_wrote_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, FIRST)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    fill(out, SECOND)
    assert content(out) == {**SECOND, "notes.txt": "mine"}
    assert OutFolder(out).files() == ["graph.ttl", "new.html", "store"]


def test_an_error_leaves_the_previous_content(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, FIRST)
    with pytest.raises(RuntimeError), OutFolder(out).replacing(Settings()) as upcoming:
        (upcoming / "graph.ttl").write_text("half", encoding="utf-8")
        raise RuntimeError
    assert content(out) == FIRST
    assert not (out / ".next").exists()


def test_a_process_killed_at_any_step_leaves_one_whole_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill before the n-th rename, for every n, then open the folder as the next command does."""

    class Killed(BaseException):
        pass

    real_rename, real_rmtree = Path.rename, shutil.rmtree
    left = 0

    def rename(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise Killed
        left -= 1
        return real_rename(self, target)

    def rmtree(path: Path, **options: bool) -> None:
        if left:  # the dead clean nothing up
            real_rmtree(path, **options)

    outcomes = []
    for deadline in range(7):
        out = tmp_path / str(deadline)
        fill(out, FIRST)
        left = deadline
        with monkeypatch.context() as patch, contextlib.suppress(Killed):
            patch.setattr(Path, "rename", rename)
            patch.setattr(shutil, "rmtree", rmtree)
            fill(out, SECOND)
        OutFolder(out)
        outcomes.append(content(out))
        fill(out, SECOND)
        assert content(out) == SECOND
    # The first rename is the one that makes the new content so; whatever is killed after it is finished later.
    assert outcomes == [FIRST] + [SECOND] * 6


def test_a_file_of_the_users_own_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my site", encoding="utf-8")
    with pytest.raises(BayanError, match=r"index\.html: not written by bayan"):
        fill(tmp_path, {"graph.ttl": "one"})
    (tmp_path / "index.html").unlink()
    (tmp_path / "page.html").write_text("my page", encoding="utf-8")
    with pytest.raises(BayanError, match=r"page\.html: not written by bayan"):
        fill(tmp_path, {"page.html": "one"})
    assert content(tmp_path) == {"page.html": "my page"}


def test_a_doctored_list_of_files_cannot_reach_outside(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    fill(out, FIRST)
    (out / ".bayan.json").write_text('{"files": ["../precious", "graph.ttl", "old.html", "store"]}', encoding="utf-8")
    fill(out, SECOND)
    assert (tmp_path / "precious").read_text("utf-8") == "mine"
    assert content(out) == SECOND


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="no such lock on this system")
    with OutFolder(tmp_path).replacing(Settings()), pytest.raises(BayanError, match="another bayan is writing"):
        fill(tmp_path, FIRST)


def test_settings_are_remembered(tmp_path: Path) -> None:
    assert OutFolder(tmp_path).settings() == Settings(base=None, articles=True)
    fill(tmp_path, FIRST, Settings(base="https://example.org/", articles=False))
    assert OutFolder(tmp_path).settings() == Settings(base="https://example.org/", articles=False)


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BayanError, match="bayan build"):
        OutFolder(tmp_path / "nowhere").require()


def test_a_damaged_state_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".bayan.json").write_text("{", encoding="utf-8")
    with pytest.raises(BayanError, match="damaged"):
        OutFolder(tmp_path).settings()


def test_a_read_only_folder_can_be_opened(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    fill(tmp_path, FIRST)
    tmp_path.chmod(0o555)
    try:
        OutFolder(tmp_path).require()
    finally:
        tmp_path.chmod(0o755)
