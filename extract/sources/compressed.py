"""Unpacking streams of bytes as the last suffix of their name says."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from pathlib import PurePath
from typing import IO, Any, cast

from extract.sources.contract import MissingExtra

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")


def damage() -> tuple[type[Exception], ...]:
    """Return what a stream that is damaged, truncated or out of reach raises while it is read."""
    kinds: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, lzma.LZMAError)
    zstandard = sys.modules.get("zstandard")
    return (*kinds, zstandard.ZstdError) if zstandard else kinds


_LARGEST_RATIO = 200
"""How many times its size a stream may unpack to: text and tables reach 20, bombs a thousand and more."""

_HARMLESS = 64 * 1024 * 1024
"""Bytes up to which the ratio is not looked at."""


class _Guarded(io.RawIOBase):
    """An unpacked stream that ends with an error when it turns out to be a bomb."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes]) -> None:
        self._stream = stream
        self._packed = packed
        self._start = _position(packed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        if self._count > _HARMLESS and self._start is not None:
            taken = (_position(self._packed) or 0) - self._start
            if self._count > _LARGEST_RATIO * taken:
                raise OSError(f"it unpacks to more than {_LARGEST_RATIO} times its size, as bombs do")
        return len(data)


def unpacked(stream: IO[bytes], name: PurePath) -> IO[bytes]:
    """Return the stream, unpacked as it is read; it raises `OSError` when it is a bomb.

    Raises `MissingExtra` for `.zst` without zstandard.
    """
    suffix = name.suffix.lower()
    reader: IO[bytes]
    if suffix in (".gz", ".tgz"):
        reader = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    elif suffix == ".bz2":
        reader = cast("IO[bytes]", bz2.BZ2File(stream))
    elif suffix == ".xz":
        reader = cast("IO[bytes]", lzma.LZMAFile(stream))  # noqa: SIM115
    elif suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise MissingExtra("zstandard") from None
        reader = cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
    else:
        return stream
    return cast("IO[bytes]", io.BufferedReader(_Guarded(reader, stream), 1 << 16))


def _position(stream: IO[bytes]) -> int | None:
    """Return how many bytes of a stream were taken, or None where it does not say."""
    try:
        return stream.tell()
    except (OSError, AttributeError):
        return None


def inner_name(name: PurePath) -> PurePath:
    """Return a file's name without the suffix of its compression (`.tgz` for `.tar.gz` and `.tgz` alike)."""
    return name.with_suffix("") if name.suffix.lower() in SUFFIXES else name
