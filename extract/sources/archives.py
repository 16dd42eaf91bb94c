"""Zip and tar archives of any other source. Members are read in place and never written to disk."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from extract.sources.contract import LARGEST, Fault, Found, Options, Origin, Unreadable, movable

_LARGEST_MEMBER = 64 * LARGEST
_LARGEST_RATIO = 200
"""How much a member may shrink when packed: text and tables reach 20, bombs a thousand and more."""

_DEEPEST = 3
"""How many archives may lie in each other: more is a trap, for one may even hold itself."""

# What zipfile and tarfile let through when lengths, dates or names in an archive are nonsense, found by fuzzing.
_DAMAGE = (
    EOFError,
    IndexError,
    NotImplementedError,
    OverflowError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)

Members = Iterator[tuple[str, IO[bytes]]]


def read_zip(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield what the members of a zip archive hold, in the order of their names."""
    _check_depth(origin)
    try:
        packed = movable(stream)
        with zipfile.ZipFile(packed) as archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            if sum(info.compress_size for info in infos) > packed.seek(0, io.SEEK_END):
                raise Unreadable("its files overlap", "it looks like a zip bomb: unpack by hand")
            for info in infos:
                name = f"{origin.file}/{info.filename}"
                if info.file_size > _LARGEST_MEMBER or info.file_size > _LARGEST_RATIO * max(info.compress_size, 4096):
                    yield Fault(
                        name, None, "unpacks to far more than it is", "it looks like a zip bomb: unpack by hand"
                    )
                elif info.flag_bits & 1:
                    yield Fault(name, None, "is encrypted", "unpack it by hand")
                else:
                    with archive.open(info) as member:
                        yield from _read_member(member, name, info.filename, origin, options)
    except (zipfile.BadZipFile, *_DAMAGE) as error:
        raise Unreadable(f"is not a zip archive that can be read ({error})", "check the file") from None


def read_tar(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield what the files in a tar archive hold, in the order they are packed; links and devices are passed over."""
    _check_depth(origin)
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for info in archive:
                member = archive.extractfile(info) if info.isreg() else None
                if member:
                    yield from _read_member(member, f"{origin.file}/{info.name}", info.name, origin, options)
    except (tarfile.TarError, *_DAMAGE) as error:
        raise Unreadable(f"is not a tar archive that can be read ({error})", "check the file") from None


def _check_depth(origin: Origin) -> None:
    if origin.depth >= _DEEPEST:
        raise Unreadable(f"lies in more than {_DEEPEST - 1} other archives", "unpack by hand")


def _read_member(member: IO[bytes], name: str, inner: str, origin: Origin, options: Options) -> Iterator[Found | Fault]:
    from extract.sources.reader import read_stream

    # An archive may name its members `../../x`: as an id that is harmless, yet no name to show.
    parts = [part for part in PurePosixPath(inner).parts if part not in ("/", "..")]
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return
    yield from read_stream(member, PurePosixPath(*parts), name, options, depth=origin.depth + 1)
