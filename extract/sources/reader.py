"""From what the user names to articles: files, folders, standard input, each checked once."""

from __future__ import annotations

import dataclasses
import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.article import text_id
from extract.sources.compressed import SUFFIXES, MissingExtra, damage, kind, open_bytes, stem
from extract.sources.contract import Fault, Found, Options
from extract.sources.jsonlines import read_json, read_json_lines
from extract.sources.language import is_arabic, is_mojibake
from extract.sources.text import read_text

STANDARD_INPUT = "-"
KINDS = (".txt", ".text", ".jsonl", ".ndjson", ".json")

# A folder that holds this file was written by Bayan: its statements and pages are not articles.
OUT_MARKER = ".bayan.json"


def read(sources: Iterable[str | Path], options: Options | None = None) -> Iterator[Found | Fault]:
    """Yield every article of the sources in order, folders in the order of their sorted paths, and every fault.

    A source is a path, or `-` for standard input (JSON Lines, or one plain text). Articles are checked: Arabic, not
    empty, their id unique. Ids made from file names that clash get a digest of the text added; a second article under
    an id that its source gave is a fault.
    """
    options = options or Options()
    seen: dict[str, tuple[str, str]] = {}
    for source in sources:
        for item in _read_source(str(source), options):
            if isinstance(item, Fault):
                yield item
                continue
            found = _complete(item, options)
            fault = _check(found)
            if fault:
                yield fault
                continue
            digest = text_id(found.article.text)
            earlier = seen.get(found.article.id)
            if earlier and not found.named and earlier[1] != digest:
                article = dataclasses.replace(found.article, id=f"{found.article.id}-{digest[2:10]}")
                found = dataclasses.replace(found, article=article)
                earlier = seen.get(article.id)
            if earlier and earlier[1] != digest:
                message = f"id {found.article.id!r} was already given at {earlier[0]}"
                yield Fault(found.file, found.line, message, "give every article an id of its own")
                continue
            if not earlier:
                seen[found.article.id] = (found.place, digest)
            yield found


def _read_source(source: str, options: Options) -> Iterator[Found | Fault]:
    if source == STANDARD_INPUT:
        yield from _read_standard_input(options)
        return
    path = Path(source)
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            yield Fault(source, None, "no such file or folder", "check the path")
            return
    except OSError as error:
        yield Fault(source, None, f"cannot be looked at ({_reason(error)})", "check the path")
        return
    if not is_folder:
        yield from _read_file(path, source, stem(path), options)
        return
    count = 0
    for file, problem in _walk(path):
        count += 1
        if problem:
            yield Fault(str(file), None, problem, "check its permissions")
            continue
        relative = file.relative_to(path)
        yield from _read_file(file, str(file), (relative.parent / stem(relative)).as_posix(), options)
    if not count:
        remedy = f"Bayan reads {', '.join(KINDS)}, also compressed ({', '.join(SUFFIXES)})"
        yield Fault(source, None, "a folder without articles", remedy)


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
        elif kind(entry) in KINDS and entry.is_file():
            yield entry, None


def _read_file(path: Path, name: str, identity: str, options: Options) -> Iterator[Found | Fault]:
    try:
        with open_bytes(path) as stream:
            if kind(path) in (".jsonl", ".ndjson"):
                empty = True
                for item in read_json_lines(stream, name, options):
                    empty = False
                    yield item
                if empty:
                    yield Fault(name, None, "the file is empty", "remove it, or put one article on each line")
                return
            data = stream.read()
    except MissingExtra as error:
        yield Fault(name, None, f"reading it needs {error}", "pip install 'bayan[zstd]'")
        return
    except (OSError, *damage()) as error:
        yield Fault(name, None, f"cannot be read ({_reason(error)})", "check the file")
        return
    yield from _read_bytes(data, name, identity, options, as_json=kind(path) == ".json")


def _read_bytes(
    data: bytes, name: str, identity: str | None, options: Options, as_json: bool
) -> Iterator[Found | Fault]:
    if not data.strip():
        yield Fault(name, None, "the file is empty", "remove it, or put an article in it")
    elif as_json:
        yield from read_json(data, name, options)
    else:
        yield from read_text(data, name, identity, options)


def _read_standard_input(options: Options) -> Iterator[Found | Fault]:
    stream = sys.stdin.buffer
    first = next((line for line in stream if line.strip()), b"")
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from read_json_lines(itertools.chain([first], stream), STANDARD_INPUT, options)
    else:
        yield from _read_bytes(first + stream.read(), STANDARD_INPUT, None, options, as_json=first.lstrip()[:1] == b"[")


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
