"""A disk that is full, a folder that cannot be written: one line that says so, and the graph that was there stays."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "extract" / "samples"
resource = pytest.importorskip("resource", reason="this system has no limits on a process's files")


def bayan(*arguments: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from graph.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", preexec_fn=before, check=False)


def content(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a file system in memory, which takes root."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    if os.name != "posix" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def assert_one_line(result: subprocess.CompletedProcess[str], *signs: str) -> None:
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if "read as" not in line]
    assert len(lines) == 1, result.stderr
    assert any(sign in lines[0] for sign in signs)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("megabytes", [1, 3])
def test_a_full_disk_leaves_the_graph_that_was_there(tmp_path: Path, megabytes: int) -> None:
    """The first fills up while the store is made, the second while it is loaded."""
    disk = tmp_path / "disk"
    with mounted(disk, f"size={megabytes}m"):
        one = tmp_path / "one.txt"
        # "The Egyptian foreign minister said that his country supports the dialogue with Russia."
        one.write_text("قال وزير الخارجية المصري سامح شكري إن بلاده تدعم الحوار مع روسيا.", encoding="utf-8")
        first = bayan("graph", "-", "--out", str(disk / "out"))
        assert first.returncode == 1  # nothing on standard input
        result = bayan("build", str(SAMPLES), "--out", str(disk / "out"), "--jobs", "1")
        assert_one_line(result, "No space left on device", "space")
        assert content(disk / "out") == {}
        again = bayan("build", str(SAMPLES), "--out", str(tmp_path / "out"), "--jobs", "1")
        assert again.returncode == 0


def test_a_file_that_may_not_grow_leaves_the_graph_that_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    one = tmp_path / "one.txt"
    one.write_text("قال وزير الخارجية المصري سامح شكري إن بلاده تدعم الحوار مع روسيا.", encoding="utf-8")
    assert bayan("build", str(one), "--out", str(out)).returncode == 0
    before = content(out)
    for limit in (1_000, 20_000, 200_000, 1_500_000):  # the first ones hold not even what extraction prepares
        limits = (limit, limit)
        result = bayan(
            "build", str(SAMPLES), "--out", str(out), "--jobs", "1",
            before=lambda limits=limits: resource.setrlimit(resource.RLIMIT_FSIZE, limits),  # type: ignore[misc]
        )  # fmt: skip
        assert_one_line(result, "File too large")
        assert content(out) == before
    assert bayan("build", str(SAMPLES), "--out", str(out), "--jobs", "1", "--resume").returncode == 0


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "size=1m,ro"):
        result = bayan("build", str(SAMPLES), "--out", str(disk / "out"))
        assert_one_line(result, "Read-only file system")
        assert str(disk / "out") in result.stderr
        assert_one_line(bayan("extract", str(SAMPLES), "-o", str(disk / "a.jsonl")), "Read-only file system")


def test_standard_output_that_is_full_is_said_so() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    assert_one_line(bayan("extract", str(SAMPLES), "-o", "/dev/full"), "No space left on device")
