"""Unpacking streams of bytes as the last suffix of their name says."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from pathlib import PurePath
from typing import IO, cast

from extract.sources.contract import MissingExtra

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


def damage() -> tuple[type[Exception], ...]:
    """Return what a stream that is damaged, truncated or out of reach raises while it is read."""
    kinds: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, lzma.LZMAError)
    zstandard = sys.modules.get("zstandard")
    return (*kinds, zstandard.ZstdError) if zstandard else kinds


def unpacked(stream: IO[bytes], name: PurePath) -> IO[bytes]:
    """Return the stream, unpacked as it is read. Raises `MissingExtra` for `.zst` without zstandard."""
    suffix = name.suffix.lower()
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if suffix == ".bz2":
        return cast("IO[bytes]", bz2.BZ2File(stream))
    if suffix == ".xz":
        return cast("IO[bytes]", lzma.LZMAFile(stream))
    if suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtra("zstandard") from None
        reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", reader)))
    return stream


def inner_name(name: PurePath) -> PurePath:
    """Return a file's name without the suffix of its compression (`.tgz` for `.tar.gz` and `.tgz` alike)."""
    return name.with_suffix("") if name.suffix.lower() in SUFFIXES else name
