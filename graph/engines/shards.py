"""Shards: the parts into which articles are cut, and the folder where what becomes of each is kept.

A file of that folder takes its name only when it is whole, and the name follows from all that its content follows from:
the rows, the file they are in, the user's options, the version of Bayan. A file that is there is therefore one
that need not be made again, by whichever machine and however often a shard is tried.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from extract.sources import Fault, Options
from extract.sources.contract import Unreadable
from extract.sources.reader import files_of
from extract.sources.tables import Part, parquet_parts
from graph.spool import version

WORK = ".shards"
"""The folder in the out folder that holds what shards have become until the run takes effect."""

ROWS = 500
"""Articles of a shard: some seconds of work, so that a lost machine loses little and a cluster is evenly busy."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shard:
    """Some rows of a Parquet file, under a name that no other rows have and that these always have."""

    name: str
    part: Part


def shards_of(sources: Iterable[str | Path], options: Options, rows: int = ROWS) -> list[Shard | Fault]:
    """Return the shards of Parquet files, folders and patterns of them, in the order in which `read` would read them.

    What is no Parquet file is a fault. Only the files' footers are read.
    """
    found: list[Shard | Fault] = []
    for source in sources:
        for item in files_of(str(source)):
            if isinstance(item, Fault):
                found.append(item)
            elif item[0].suffix.lower() != ".parquet":
                remedy = "write its articles as Parquet, or build without --engine"
                found.append(Fault(str(item[0]), None, "is not Parquet, which is what a cluster reads", remedy))
            else:
                try:
                    parts = parquet_parts(str(item[0]), rows)
                except Unreadable as error:
                    found.append(Fault(str(item[0]), None, error.message, error.remedy))
                else:
                    stamp = _stamp(item[0], options)
                    found += (Shard(_name(len(found) + place, stamp, part), part) for place, part in enumerate(parts))
    return found


def _stamp(file: Path, options: Options) -> list[object]:
    state = file.stat()
    return [version(), str(file.resolve()), state.st_size, state.st_mtime_ns, dataclasses.astuple(options)]


def _name(place: int, stamp: list[object], part: Part) -> str:
    digest = hashlib.sha256(json.dumps([stamp, part.group, part.start, part.stop]).encode()).hexdigest()
    return f"{place:05d}-{digest[:16]}"


def write_manifest(folder: Path) -> None:
    """Write `manifest.json`: the name, size and SHA-256 digest of every shard of a folder, sorted by name."""
    shards = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        shards.append({"name": path.name, "bytes": path.stat().st_size, "sha256": digest})
    with written(folder / "manifest.json") as stream:
        stream.write(json.dumps({"bayan": version(), "shards": shards}, indent=1).encode() + b"\n")


@contextlib.contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name when all of it is written; any number of tasks may write the same one at once."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with partial.open("wb", buffering=1 << 20) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
