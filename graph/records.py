"""Statement records as files hold them: made from sources, read back, merged."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.article import Article
from extract.sources import Fault, Found, Meter, Options, read
from extract.sources.compressed import damage, unpacked
from extract.sources.contract import Unreadable
from extract.statement import Statement
from graph.errors import BayanError
from graph.folder import ARTICLES, SAME_AS, STATEMENTS
from graph.workers import extract_all

if TYPE_CHECKING:
    from graph.merge import SameAs
    from graph.model import MergedGraph


def extract_sources(
    sources: Iterable[str | Path],
    *,
    options: Options | None = None,
    jobs: int = 1,
    isolated: bool = False,
    meter: Meter | None = None,
) -> Iterator[tuple[Found, list[str]] | Fault]:
    """Yield each article with its statement records as lines of JSON, and every fault, as they come.

    See `graph.build.build` for `jobs` and `isolated`.
    """
    faults: list[Fault] = []

    def articles() -> Iterator[Found]:
        seen: set[str] = set()
        for item in read(sources, options, meter):
            if isinstance(item, Fault):
                faults.append(item)
            elif item.article.id not in seen:
                seen.add(item.article.id)
                yield item

    for found, extracted in extract_all(articles(), jobs, isolated=isolated):
        while faults:
            yield faults.pop(0)
        if isinstance(extracted, Fault):
            yield extracted
        else:
            yield found, extracted
    yield from faults


def read_statements(files: Iterable[str | Path]) -> Iterator[Statement | Fault]:
    """Yield the statement records of JSON Lines files (`-` is standard input), a `Fault` for each line that is none."""
    for file in files:
        name = str(file)
        try:
            with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
                for number, line in enumerate(unpacked(stream, Path(name)), start=1):
                    if not line.strip():
                        continue
                    try:
                        record = json.loads(line)
                        if not isinstance(record, dict):
                            raise ValueError("not a JSON object")
                        if _has_half_a_character(line):
                            raise ValueError("it holds half a character, a lone surrogate")
                        yield Statement.from_dict(record)
                    except (ValueError, RecursionError) as error:
                        yield Fault(
                            name, number, f"not a statement record ({error})", "see README, The statement record"
                        )
        except Unreadable as error:
            yield Fault(name, None, error.message, error.remedy)
        except damage() as error:
            yield Fault(name, None, f"cannot be read ({getattr(error, 'strerror', None) or error})", "check the path")


def _has_half_a_character(line: bytes) -> bool:
    r"""Say whether a line of JSON spells a lone surrogate (`\ud800`), which no file in UTF-8 can hold."""
    if b"\\ud" not in line and b"\\uD" not in line:
        return False
    try:
        json.dumps(json.loads(line), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def merged_graph(folder: Path) -> MergedGraph:
    """Merge the statements that an out folder keeps, as its same-as file says. Raises `BayanError`."""
    from graph.merge import merge

    return merge(stored_statements(folder), checked_same_as(folder / SAME_AS))


def stored_statements(folder: Path) -> Iterator[Statement]:
    """Yield the statement records that an out folder keeps. Raises `BayanError` naming a damaged line."""
    for item in read_statements([folder / STATEMENTS]):
        if isinstance(item, Fault):
            raise BayanError(str(item))
        yield item


def stored_articles(folder: Path) -> Iterator[Article]:
    """Yield the articles, with their texts, that an out folder keeps; none where it was told to keep none."""
    if (folder / ARTICLES).is_file():
        for item in read([folder / ARTICLES]):
            if isinstance(item, Found):
                yield item.article


def checked_same_as(path: Path) -> SameAs | None:
    """Read a same-as file if it is there. Raises `BayanError` naming the line at fault."""
    from graph.merge import SameAsError, read_same_as

    try:
        return read_same_as(path) if path.is_file() else None
    except SameAsError as error:
        raise BayanError(str(error)) from None
