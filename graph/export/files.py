"""Writing an output file whole or not at all, compressed when its suffix says so."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from graph.errors import GraphFileError


@contextlib.contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing bytes; it takes its name only when all is written, so a crash leaves the old one.

    A suffix of `.gz` or `.zst` compresses, with nothing of the clock in the bytes. Raises `GraphFileError` when the
    folder cannot be written or the compressor is not installed.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb", buffering=1 << 20) as raw, _compressed(raw, path) as output:
            yield output
        temporary.replace(path)
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be written ({error.strerror or error}); choose another folder") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


@contextlib.contextmanager
def _compressed(raw: IO[bytes], path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as output:
            yield cast("IO[bytes]", output)
    elif path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise GraphFileError(f"{path}: .zst needs a package more; pip install 'bayan[zstd]'") from error
        with zstandard.ZstdCompressor(level=9).stream_writer(raw, closefd=False) as output:
            yield cast("IO[bytes]", output)
    else:
        yield raw
