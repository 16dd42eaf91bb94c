"""Opening files, plain or compressed, as streams of bytes."""

from __future__ import annotations

import io
import lzma
import sys
import zlib
from pathlib import Path
from typing import IO, cast

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


def damage() -> tuple[type[Exception], ...]:
    """Return what a damaged or truncated stream raises while it is read, beside `OSError`."""
    zstandard = sys.modules.get("zstandard")
    return (EOFError, zlib.error, lzma.LZMAError, *([zstandard.ZstdError] if zstandard else []))


class MissingExtra(ImportError):
    """A library that an optional source needs is not installed; the message names it."""


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacking it as its last suffix says.

    Raises `OSError`, and `MissingExtra` for `.zst` without zstandard.
    """
    suffix = path.suffix.lower()
    if suffix == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.open(path))
    if suffix == ".bz2":
        import bz2

        return bz2.open(path)
    if suffix == ".xz":
        return lzma.open(path)
    if suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtra("zstandard") from None
        return cast("IO[bytes]", io.BufferedReader(zstandard.open(path, "rb")))
    return path.open("rb")


def kind(path: Path) -> str:
    """Return the suffix that tells what a file holds, in lower case, without that of its compression."""
    if path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return path.suffix.lower()


def stem(path: Path) -> str:
    """Return a file's name without the suffixes that tell its compression and kind."""
    if path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return path.stem
