"""Running the real command `bayan` in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAYAN = [sys.executable, "-c", "from graph.cli import main; main()"]


def bayan(*arguments: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BAYAN, *map(str, arguments)], input=stdin, capture_output=True, encoding="utf-8", timeout=120, cwd=ROOT
    )


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *parts: object) -> None:
    assert done.returncode == code
    assert not done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("bayan: ")
    assert all(str(part) in line for part in parts), line
