"""What every reader takes and yields: a stream and where it is from; articles with their places, and faults."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterator
from typing import IO

from extract.article import Article


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An article and where it was read.

    `file` is the source as the user named it (`-` for standard input), `line` its line there, counted from 1, or None
    where the file is one article. `named` is true where the source itself gave the id, false where the id was made
    from the file's name or a digest of the text.
    """

    article: Article
    file: str
    line: int | None = None
    named: bool = True

    @property
    def place(self) -> str:
        """Return `file:line`, as compilers write it."""
        return place(self.file, self.line)


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something in a source that cannot be used, and what to do about it.

    `lost` is false where the article is used all the same, without the part at fault.
    """

    file: str
    line: int | None
    message: str
    remedy: str
    lost: bool = True

    def __str__(self) -> str:
        """Return the one line shown to the user; characters that could forge a second line are escaped."""
        text = f"{place(self.file, self.line)}: {self.message}; {self.remedy}"
        return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the sources.

    `published` (ISO date) and `source` (outlet) stand in where an article lacks its own. `encoding` names the encoding
    of every text read; None means UTF-8, UTF-16 by its mark, and else Windows-1256 or ISO 8859-6 by what makes sense.
    `follow` reads the pages that a feed links to in place of the feed's own summaries.
    """

    published: str | None = None
    source: str | None = None
    encoding: str | None = None
    follow: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """Where a stream is from: its name as shown to the user, the id for a single article in it, and its URL if any.

    `depth` is how many archives it lies in.
    """

    file: str
    identity: str | None = None
    url: str | None = None
    depth: int = 0


Reader = Callable[[IO[bytes], Origin, Options], Iterator[Found | Fault]]
"""Reads one stream. It may raise `Unreadable`, `OSError` and what the decompressors raise, and nothing else."""


class Unreadable(Exception):
    """A stream that holds nothing usable: what is wrong with it as a whole, and the remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class MissingExtra(Unreadable):
    """A library that an optional source needs is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(f"reading it needs {library}", "pip install 'bayan[sources]'")


LARGEST = 64 * 1024 * 1024
"""Bytes that a file holding one article, or one line of many, may have; more is no article but a mistake or a bomb."""


def whole(stream: IO[bytes], limit: int = LARGEST) -> bytes:
    """Read a stream to its end. Raises `Unreadable` when it is empty or longer than `limit` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"holds more than {limit // 1024 // 1024} MB", "split it, or use one article a line in .jsonl")
    if not data.strip():
        raise Unreadable("the file is empty", "remove it, or put an article in it")
    return data


def movable(stream: IO[bytes]) -> IO[bytes]:
    """Return a stream in which one can move about: this one, or its content. Raises `Unreadable` as `whole` does."""
    try:
        if stream.seekable():
            return stream
    except AttributeError:  # a file in a tar archive that is read as a stream asks that stream, which does not know
        pass
    return io.BytesIO(whole(stream, 16 * LARGEST))


def place(file: str, line: int | None) -> str:
    """Return `file:line`, or `file` where there is no line."""
    return file if line is None else f"{file}:{line}"
