"""Queries in processes of their own, because only a process can be stopped in the middle of one.

Each worker holds the store open read-only, opens it anew after a rebuild, and may use only so much memory.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import multiprocessing
import queue
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.answers import Answer
from graph.errors import BayanError, QueryError
from graph.serve.results import written
from graph.store import Store, current_generation

_MEMORY = 4 << 30


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """A query, the media types that the asker accepts, and the dataset it names (empty: all graphs together)."""

    query: str
    accept: str
    rows: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """An HTTP status, a media type and a body; `truncated` when the rows were cut at the limit."""

    status: int
    media_type: str
    body: bytes
    truncated: bool = False


class Workers:
    """A few processes that answer queries one at a time each; `prefixes` need no declaration in a query."""

    def __init__(self, store: Path, timeout: float, prefixes: Mapping[str, str], count: int = 2) -> None:
        self._store = store
        self._timeout = timeout
        self._prefixes = dict(prefixes)
        self._idle: queue.Queue[_Worker] = queue.Queue()
        for _ in range(count):
            self._idle.put(_Worker(store, self._prefixes))

    def answer(self, job: Job) -> Outcome:
        """Answer a job in an idle worker; one that takes too long is ended and replaced."""
        try:
            worker = self._idle.get(timeout=self._timeout)
        except queue.Empty:
            return failure(503, "all query workers are busy; try again")
        try:
            outcome = worker.answer(job, self._timeout)
        except (EOFError, OSError):
            outcome = failure(500, "the query used too much memory or broke off; ask for less")
        if outcome is None:
            outcome = failure(503, f"the query took longer than {self._timeout:g} s and was stopped; ask for less")
        if not worker.alive or outcome.status >= 500:
            worker.end()
            worker = _Worker(self._store, self._prefixes)
        self._idle.put(worker)
        return outcome

    def close(self) -> None:
        """End every idle worker."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().end()


def failure(status: int, message: str) -> Outcome:
    """Return an error as plain text."""
    return Outcome(status, "text/plain; charset=utf-8", (message + "\n").encode())


class _Worker:
    def __init__(self, store: Path, prefixes: dict[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, child = context.Pipe()
        self._process = context.Process(target=_work, args=(child, store, prefixes), daemon=True)
        self._process.start()
        child.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def answer(self, job: Job, timeout: float) -> Outcome | None:
        self._connection.send(job)
        if not self._connection.poll(timeout):
            return None
        received = self._connection.recv()
        return received if isinstance(received, Outcome) else None

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _work(connection: Connection, path: Path, prefixes: dict[str, str]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers itself
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    store: Store | None = None
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        try:
            if store is None or store.generation != current_generation(path):
                store = Store.open(path)
            outcome = _answered(store, job, prefixes)
        except QueryError as error:
            outcome = failure(400, error.message)
        except (BayanError, MemoryError) as error:
            outcome = failure(500, str(error) or "not enough memory")
        connection.send(outcome)


def _answered(store: Store, job: Job, prefixes: dict[str, str]) -> Outcome:
    results = store.query(job.query, prefixes, job.default_graphs, job.named_graphs)
    truncated = False
    if isinstance(results, ox.QueryBoolean):
        answer = Answer(truth=bool(results))
    else:
        try:
            found: list[Any] = list(itertools.islice(iter(results), job.rows + 1))
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error
        truncated, found = len(found) > job.rows, found[: job.rows]
        if isinstance(results, ox.QueryTriples):
            answer = Answer(triples=tuple(found))
        else:
            variables = tuple(variable.value for variable in results.variables)
            answer = Answer(variables, tuple(tuple(row) for row in found))
    chosen = written(answer, job.accept)
    if chosen is None:
        return failure(406, "none of the media types that you accept can carry this answer")
    media_type, body = chosen
    return Outcome(200, media_type, body, truncated)
