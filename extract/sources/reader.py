"""From what the user names to articles: files, folders, patterns, addresses, standard input, each checked once."""

from __future__ import annotations

import dataclasses
import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import IO, cast

from extract.article import text_id
from extract.sources.archives import read_tar, read_zip
from extract.sources.compressed import SUFFIXES, damage, inner_name, unpacked
from extract.sources.contract import Fault, Found, Options, Origin, Reader, Unreadable
from extract.sources.feeds import read_feed
from extract.sources.jsonlines import read_json, read_json_lines
from extract.sources.language import is_arabic, is_mojibake
from extract.sources.meter import Meter
from extract.sources.tables import read_csv, read_parquet, read_tsv
from extract.sources.text import read_text
from extract.sources.warc import read_warc
from extract.sources.webpage import read_html

STANDARD_INPUT = "-"

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".parquet": read_parquet,
    ".html": read_html,
    ".htm": read_html,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
    ".zip": read_zip,
    ".tar": read_tar,
    ".tgz": read_tar,
}
"""What reads a file, by its suffix."""

# A folder that holds this file was written by Bayan: its statements and pages are not articles.
OUT_MARKER = ".bayan.json"


def read(
    sources: Iterable[str | Path], options: Options | None = None, meter: Meter | None = None
) -> Iterator[Found | Fault]:
    """Yield every article of the sources in order, folders in the order of their sorted paths, and every fault.

    A source is a path, a pattern (`news/*.txt`), an http(s) address, or `-` for standard input (JSON Lines, or one
    plain text). Articles are checked: Arabic, not empty, their id unique. Ids made from file names that clash get a
    digest of the text added; a second article under an id that its source gave is a fault. `meter` is told how far the
    reading has come.
    """
    unique = Unique()
    for item in read_checked(sources, options, meter):
        yield item if isinstance(item, Fault) else unique.admitted(item, text_id(item.article.text))


def read_checked(
    sources: Iterable[str | Path], options: Options | None = None, meter: Meter | None = None
) -> Iterator[Found | Fault]:
    """Yield the same as `read`, each article looked at by itself: whether its id is unique is not."""
    options = options or Options()
    for source in sources:
        yield from checked(_read_source(str(source), options, meter), options)


def checked(items: Iterable[Found | Fault], options: Options) -> Iterator[Found | Fault]:
    """Yield articles with what the user gave for those that lack it, and a fault for each that is none."""
    for item in items:
        if isinstance(item, Found):
            found = _complete(item, options)
            yield _check(found) or found
        else:
            yield item


class Unique:
    """Sees to it that every article has an id of its own."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, str]] = {}

    def admitted(self, found: Found, digest: str) -> Found | Fault:
        """Return the article, under another id if need be, or why it cannot be told from an earlier one.

        `digest` is the `text_id` of its text, which itself is not looked at.
        """
        earlier = self._seen.get(found.article.id)
        if earlier and not found.named and earlier[1] != digest:
            article = dataclasses.replace(found.article, id=f"{found.article.id}-{digest[2:10]}")
            found = dataclasses.replace(found, article=article)
            earlier = self._seen.get(article.id)
        if earlier and earlier[1] != digest:
            message = f"id {found.article.id!r} was already given at {earlier[0]}"
            return Fault(found.file, found.line, message, "give every article an id of its own")
        if not earlier:
            self._seen[found.article.id] = (found.place, digest)
        return found


def read_stream(
    stream: IO[bytes], name: PurePath, file: str, options: Options, url: str | None = None, depth: int = 0
) -> Iterator[Found | Fault]:
    """Yield what a stream holds, read as its name's suffixes say; `file` is how it is shown to the user.

    A stream whose suffix none reads yields nothing: archives and folders hold other things too.
    """
    inner = inner_name(name)
    reader = READERS.get(inner.suffix.lower())
    if reader is None:
        return
    origin = Origin(file, url or inner.with_suffix("").as_posix(), url, depth)
    try:
        yield from reader(unpacked(stream, name), origin, options)
    except Unreadable as error:
        yield Fault(file, None, error.message, error.remedy)
    except damage() as error:
        yield Fault(file, None, f"cannot be read ({_reason(error)})", "check the file")


def _read_source(source: str, options: Options, meter: Meter | None) -> Iterator[Found | Fault]:
    if source == STANDARD_INPUT:
        yield from _read_standard_input(options)
        return
    if source.startswith(("http://", "https://")):
        from extract.sources.fetch import read_url

        yield from read_url(source, options)
        return
    for item in files_of(source):
        yield from [item] if isinstance(item, Fault) else _read_file(*item, options, meter)


def files_of(source: str) -> Iterator[tuple[Path, PurePath] | Fault]:
    """Yield the files that a path or a pattern names, each with the name that its articles' ids are made from."""
    path = Path(source)
    try:
        if path.is_dir():
            yield from _files_in(path)
        elif path.exists():
            yield path, PurePath(path.name)
        elif matches := sorted(glob.glob(source, recursive=True)):
            for match in matches:
                yield from files_of(match)
        else:
            yield Fault(source, None, "no such file or folder", "check the path")
    except OSError as error:
        yield Fault(source, None, f"cannot be looked at ({_reason(error)})", "check the path")


def _files_in(folder: Path) -> Iterator[tuple[Path, PurePath] | Fault]:
    empty = True
    for file, problem in _walk(folder):
        empty = False
        if problem:
            yield Fault(str(file), None, problem, "check its permissions")
        else:
            yield file, file.relative_to(folder)
    if empty:
        remedy = f"Bayan reads {' '.join(READERS)}, also compressed ({' '.join(SUFFIXES)})"
        yield Fault(str(folder), None, "a folder without articles", remedy)


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the files of known kinds in and below a folder, sorted, without hidden ones and Bayan's own out folders."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, f"cannot be listed ({_reason(error)})"
        return
    if any(entry.name == OUT_MARKER for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            # A link to a folder may lead back up, round and round.
            if not entry.is_symlink():
                yield from _walk(entry)
        elif inner_name(entry).suffix.lower() in READERS and entry.is_file():
            yield entry, None


def _read_file(path: Path, name: PurePath, options: Options, meter: Meter | None) -> Iterator[Found | Fault]:
    """Yield what a file holds. A file of no known suffix, which the user named, is taken for a text."""
    if inner_name(name).suffix.lower() not in READERS:
        name = name.with_name(name.name + ".txt")
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if meter:
                meter.opened(stream)
            yield from read_stream(stream, name, str(path), options)
            if meter:
                meter.done(size)
    except OSError as error:
        yield Fault(str(path), None, f"cannot be read ({_reason(error)})", "check the file")


def _read_standard_input(options: Options) -> Iterator[Found | Fault]:
    stream = cast("io.BufferedReader", sys.stdin.buffer)
    start = stream.peek().lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    reader = {b"{": read_json_lines, b"[": read_json}.get(start, read_text)
    try:
        yield from reader(stream, Origin(STANDARD_INPUT), options)
    except Unreadable as error:
        yield Fault(STANDARD_INPUT, None, error.message, error.remedy)


def _complete(found: Found, options: Options) -> Found:
    """Fill in what the user gave for articles that lack it."""
    article = found.article
    article = dataclasses.replace(
        article, published=article.published or options.published, source=article.source or options.source
    )
    return dataclasses.replace(found, article=article)


def _check(found: Found) -> Fault | None:
    article = found.article
    if not article.text.strip():
        return Fault(found.file, found.line, "the article is empty", "give it a text")
    try:
        "\n".join(filter(None, (article.id, article.text, article.title, article.url, article.source))).encode("utf-8")
    except UnicodeEncodeError:
        return Fault(found.file, found.line, "holds half a character (a lone surrogate)", "write it again as UTF-8")
    if any(not character.isprintable() for character in article.id):
        return Fault(found.file, found.line, f"id {article.id!r:.60} holds a control character", "give it a plain id")
    if is_mojibake(article.text):
        return Fault(found.file, found.line, "was decoded with the wrong table", "write it again from its first form")
    if not is_arabic(article.text):
        return Fault(found.file, found.line, "is not Arabic", "Bayan reads Arabic news: leave it out")
    return None


def _reason(error: BaseException) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
