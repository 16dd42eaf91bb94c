"""Extraction over many articles: in order, on one core or several, one bad article never the end of the run."""

from __future__ import annotations

import concurrent.futures
import contextlib
import gc
import itertools
import json
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool

from extract.article import Article
from extract.sources import Fault, Found

CHUNK = 8
"""Articles a worker takes at a time."""

_WAITING_CHUNKS = 4  # per worker: enough to keep it busy, few enough to keep memory bounded
_LEAST_PATIENCE = 300.0  # seconds: a process may still have to start, on a machine that is busy
_WORTH_A_POOL = 64  # fewer articles are done before a second process has loaded

_COLLECTION = (50_000, 10, 10)
"""Thresholds of the garbage collector while articles are read, far above Python's own: an article leaves hardly a cycle
behind, while what the collector would look through again and again, the lexicon and what is remembered of words, is
large and stays."""

Extracted = list[str] | Fault
"""The statement records of one article as lines of JSON, or why there are none."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract_all(found: Iterable[Found], jobs: int, *, isolated: bool = False) -> Iterator[tuple[Found, Extracted]]:
    """Yield every article with its statements, in the order given, on `jobs` processes.

    `found` is read only a little ahead. An article whose extraction raises yields a `Fault`, as does one that ends its
    process, or does not end, where that process is another than this: `isolated` makes it another even where one
    process does all. For few articles one process does.
    """
    articles = iter(found)
    first = list(itertools.islice(articles, _WORTH_A_POOL)) if jobs > 1 else []
    if len(first) < _WORTH_A_POOL:
        jobs = 1
    if jobs > 1 or isolated:
        yield from _Pool(jobs).map(itertools.chain(first, articles))
        return
    with collecting_seldom():
        for item in itertools.chain(first, articles):
            yield item, extract_lines(item.article, item.file, item.line)


@contextlib.contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let the garbage collector look seldom while articles are read."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTION)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def extract_lines(article: Article, file: str, line: int | None) -> Extracted:
    """Extract one article; whatever goes wrong inside becomes a `Fault`, except what the system refuses (`OSError`)."""
    from extract import extract

    try:
        return [json.dumps(statement.to_dict(), ensure_ascii=False) for statement in extract(article)]
    except OSError:  # the disk's or the machine's fault, and no article's
        raise
    except Exception as error:
        message = f"article {article.id!r} could not be extracted ({type(error).__name__}: {error})"
        return Fault(file, line, message[:300], "this is an error in Bayan: report it with the article")


class _Pool:
    """A process pool that outlives its workers' deaths."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor = self._start(jobs)

    @staticmethod
    def _start(jobs: int) -> concurrent.futures.ProcessPoolExecutor:
        # Forking a process that has threads (the progress display's) may deadlock.
        context = multiprocessing.get_context("spawn")
        return concurrent.futures.ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up)

    def map(self, found: Iterator[Found]) -> Iterator[tuple[Found, Extracted]]:
        waiting: deque[tuple[list[Found], concurrent.futures.Future[list[Extracted]]]] = deque()
        try:
            while True:
                while len(waiting) < self._jobs * _WAITING_CHUNKS and (chunk := list(itertools.islice(found, CHUNK))):
                    waiting.append((chunk, self._executor.submit(_extract_chunk, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    results = future.result(timeout=_patience(chunk))
                except (BrokenProcessPool, TimeoutError):
                    # Some article of those under way ended its process, or does not end; which one, only going one by
                    # one tells.
                    _kill(self._executor)
                    results = [self._alone(item) for item in chunk]
                    self._executor = self._start(self._jobs)
                    unfinished = [item for item, _ in waiting]
                    waiting = deque((item, self._executor.submit(_extract_chunk, item)) for item in unfinished)
                yield from zip(chunk, results, strict=True)
        finally:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _alone(self, item: Found) -> Extracted:
        with self._start(1) as executor:
            try:
                return executor.submit(_extract_chunk, [item]).result(timeout=_patience([item]))[0]
            except BrokenProcessPool:
                message = f"article {item.article.id!r} ended the process that extracted it"
                return Fault(item.file, item.line, message, "this is an error in Bayan, or memory ran out")
            except TimeoutError:
                _kill(executor)
                message = f"article {item.article.id!r} took more than {_patience([item]):.0f} seconds"
                return Fault(item.file, item.line, message, "this is an error in Bayan: report it with the article")


def _patience(chunk: list[Found]) -> float:
    """Return how many seconds to wait for some articles: hundreds of times what they take on an idle machine."""
    return _LEAST_PATIENCE + sum(len(item.article.text) for item in chunk) / 100


def _kill(executor: concurrent.futures.ProcessPoolExecutor) -> None:
    for process in list((executor._processes or {}).values()):
        process.kill()
    executor.shutdown(wait=False, cancel_futures=True)


def _extract_chunk(chunk: list[Found]) -> list[Extracted]:
    return [extract_lines(item.article, item.file, item.line) for item in chunk]


def _set_up() -> None:
    """Make a worker ready: garbage is collected seldom, and it depends on its parent."""
    gc.set_threshold(*_COLLECTION)
    _depend_on_parent()


def _depend_on_parent() -> None:
    """Leave interrupts to the parent, and end when it ends: a worker waits for work even from a parent that is dead."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
