"""JSON Lines files grouped by article: found by offset, copied as bytes, never held in memory."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import IO

from graph.errors import BayanError

_OPEN = 256
"""Files kept open at a time."""


class ArticleLines:
    """Where in a file the lines of each article are.

    `ranges` are the start and length, in bytes, of each piece; `end` is where the next one would be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ranges: dict[str, list[tuple[int, int]]] = {}
        self.end = 0

    @classmethod
    def scan(cls, path: Path, key: str) -> ArticleLines:
        """Read through a file, which may be missing; `key` is the field that names the article.

        Raises `BayanError` naming a line that is no record.
        """
        lines = cls(path)
        if not path.exists():
            return lines
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                try:
                    article = json.loads(line)[key]
                except (ValueError, KeyError, TypeError):
                    raise BayanError(f"{path}:{number}: no record with {key!r}; build the folder anew") from None
                lines.note(article, lines.end, len(line))
                lines.end += len(line)
        return lines

    def append(self, stream: IO[bytes], article: str, lines: Iterable[str]) -> tuple[int, int]:
        """Write an article's lines at the end of the file, which `stream` has open; return start and length."""
        data = "".join(line + "\n" for line in lines).encode("utf-8")
        stream.write(data)
        place = (self.end, len(data))
        self.note(article, *place)
        self.end += len(data)
        return place

    def note(self, article: str, start: int, length: int) -> None:
        """Note that bytes of the file are an article's."""
        self.ranges.setdefault(article, []).append((start, length))


def merge_lines(
    target: Path, old: ArticleLines, new: ArticleLines | Sequence[ArticleLines], gone: Collection[str]
) -> None:
    """Write the lines of all articles but those gone, sorted by the article's id, an article's new ones for its old."""
    sources: dict[str, ArticleLines] = dict.fromkeys(old.ranges, old)
    for lines in (new,) if isinstance(new, ArticleLines) else new:
        sources |= dict.fromkeys(lines.ranges, lines)
    opened: dict[Path, IO[bytes]] = {}
    try:
        with target.open("wb") as out:
            for article in sorted(sources.keys() - set(gone)):
                source = sources[article]
                if source.path not in opened and len(opened) == _OPEN:
                    opened.pop(next(iter(opened))).close()
                stream = opened.setdefault(source.path, opened.get(source.path) or source.path.open("rb"))
                for start, length in source.ranges[article]:
                    stream.seek(start)
                    out.write(stream.read(length))
    finally:
        for stream in opened.values():
            stream.close()


def cut_by_article(path: Path, size: int) -> list[tuple[int, int]]:
    """Return consecutive ranges of bytes, of about `size` each, into which a file sorted by article can be cut.

    Every range holds whole articles; the file is looked at only around the cuts.
    """
    end = path.stat().st_size
    cuts = [0]
    with path.open("rb") as stream:
        while cuts[-1] + size < end:
            stream.seek(cuts[-1] + size)
            stream.readline()  # the rest of a line
            article = None
            for line in iter(stream.readline, b""):
                this = json.loads(line)["article"]
                if article not in (None, this):
                    cuts.append(stream.tell() - len(line))
                    break
                article = this
            else:
                break
    return list(itertools.pairwise([*cuts, end])) if end else []
