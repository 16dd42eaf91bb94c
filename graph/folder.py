"""The out folder: what a run leaves there, replaced whole or not at all.

A run writes everything into `.next/` inside the folder. When that is complete it is renamed to `.commit/`, which is the
one moment the run takes effect, and its content is moved into place. A process killed before that moment leaves the
previous graph untouched; one killed after it leaves `.commit/`, which the next command moves into place first.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.sources.reader import OUT_MARKER
from graph.errors import BayanError

STATEMENTS = "statements.jsonl"
ARTICLES = "articles.jsonl"
SAME_AS = "same-as.csv"
STORE = "store"
SEEN = ".seen.jsonl"
_PRODUCTS = (STATEMENTS, ARTICLES, STORE, "graph.ttl", "graph.html", "index.html")
_NEXT = ".next"
_COMMIT = ".commit"
_OLD = ".old"
_LOCK = ".lock"


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """What a later run into the same folder takes over: the base IRI, and whether article texts are kept."""

    base: str | None = None
    articles: bool = True


class OutFolder:
    """One out folder. Making one completes a commit that an earlier process did not live to finish."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if (path / _COMMIT).is_dir():
            with self._held():
                self._move_into_place()

    @property
    def exists(self) -> bool:
        """Tell whether a graph was written here."""
        return (self.path / OUT_MARKER).is_file()

    def require(self) -> None:
        """Raise `BayanError` when no graph was written here."""
        if not self.exists:
            raise BayanError(f"{self.path}: no graph here; make one with: bayan build SOURCE --out {self.path}")

    def settings(self) -> Settings:
        """Return the settings of the last run, or the defaults where there was none."""
        state = self._state()
        return Settings(base=state.get("base"), articles=bool(state.get("articles", True)))

    @contextlib.contextmanager
    def replacing(self, settings: Settings) -> Iterator[Path]:
        """Give a folder to write the next content into, and put it in place when the block ends without an error.

        Everything that belongs to the new content must be written; what an earlier run wrote and this one does not is
        removed, files that no run wrote are left alone. Raises `BayanError` when another process is writing here.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with self._held():
            self._move_into_place()
            shutil.rmtree(self.path / _OLD, ignore_errors=True)
            shutil.rmtree(self.path / _NEXT, ignore_errors=True)
            self._refuse_foreign(_PRODUCTS)
            upcoming = self.path / _NEXT
            upcoming.mkdir()
            try:
                yield upcoming
                names = sorted(entry.name for entry in upcoming.iterdir())
                self._refuse_foreign(names)
                state = {"base": settings.base, "articles": settings.articles, "files": names}
                (upcoming / OUT_MARKER).write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
                upcoming.rename(self.path / _COMMIT)
            except BaseException:
                shutil.rmtree(upcoming, ignore_errors=True)
                raise
            self._move_into_place()

    def files(self) -> list[str]:
        """Return the names, sorted, of the files and folders that the last run wrote for people to use."""
        return [str(name) for name in self._state().get("files", []) if not str(name).startswith(".")]

    def _refuse_foreign(self, names: Iterable[str]) -> None:
        """Raise `BayanError` when a file that no run wrote stands where this run would write."""
        ours = {SAME_AS, *self._state().get("files", [])}
        for name in names:
            if name not in ours and (self.path / name).exists():
                raise BayanError(f"{self.path / name}: not written by bayan; name an empty folder with --out")

    def _state(self) -> dict[str, Any]:
        marker = self.path / OUT_MARKER
        if not marker.is_file():
            return {}
        try:
            state = json.loads(marker.read_text("utf-8"))
        except ValueError:
            state = None
        if not isinstance(state, dict):
            raise BayanError(f"{marker}: damaged; remove it and build again from {STATEMENTS} with: bayan graph")
        return state

    def _move_into_place(self) -> None:
        """Move `.commit/` into the folder. Every step can be repeated, so that a killed process can be taken up."""
        commit = self.path / _COMMIT
        if not commit.is_dir():
            return
        old = self.path / _OLD
        old.mkdir(exist_ok=True)
        state = json.loads((commit / OUT_MARKER).read_text("utf-8")) if (commit / OUT_MARKER).is_file() else None
        if state is not None:
            for name in set(self._state().get("files", [])) - set(state["files"]):
                # The name comes from a file anyone may have edited: it must not lead out of the folder.
                if name == Path(name).name:
                    self._set_aside(name)
            for name in state["files"]:
                if (commit / name).exists():
                    self._set_aside(name)
                    (commit / name).rename(self.path / name)
            (commit / OUT_MARKER).replace(self.path / OUT_MARKER)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(commit, ignore_errors=True)

    def _set_aside(self, name: str) -> None:
        """Clear the place of a file, which is one rename even where the file is a folder in use."""
        present, aside = self.path / name, self.path / _OLD / name
        if aside.is_dir() and not aside.is_symlink():
            shutil.rmtree(aside, ignore_errors=True)
        if present.exists() or present.is_symlink():
            present.rename(aside)

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other processes from writing here; the lock dies with the process."""
        try:
            import fcntl
        except ImportError:  # Windows has no such lock; two runs into one folder are the user's to avoid there
            yield
            return
        handle = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BayanError(f"{self.path}: another bayan is writing here; wait, or name another --out") from None
            yield
        finally:
            os.close(handle)
