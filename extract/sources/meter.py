"""How much of the sources has been read, for whoever shows progress."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import IO

_MOST_FILES = 100_000
"""Files whose sizes are looked up; a share of more is not worth the time that takes."""


class Meter:
    """Counts the bytes of files, packed as they are, that `read` has come to."""

    def __init__(self, sources: Iterable[str | Path]) -> None:
        self._sources = [str(source) for source in sources]
        self._total: int | None = None
        self._counted = False
        self._before = 0
        self._stream: IO[bytes] | None = None

    def opened(self, stream: IO[bytes]) -> None:
        """Note that a file is being read."""
        self._stream = stream

    def done(self, size: int) -> None:
        """Note that a file of this size has been read."""
        self._before += size
        self._stream = None

    def share(self) -> float | None:
        """Return the share of the sources that has been read, 0 to 1, or None where nobody can know."""
        if not self._counted:
            self._counted, self._total = True, self._size()
        if not self._total:
            return None
        try:
            inside = self._stream.tell() if self._stream else 0
        except (OSError, ValueError):  # closed, or a pipe
            inside = 0
        return min(1.0, (self._before + inside) / self._total)

    def _size(self) -> int | None:
        from extract.sources.contract import Fault
        from extract.sources.reader import STANDARD_INPUT, files_of

        if any(source == STANDARD_INPUT or source.startswith(("http://", "https://")) for source in self._sources):
            return None
        files = itertools.chain.from_iterable(map(files_of, self._sources))
        paths = [item[0] for item in itertools.islice(files, _MOST_FILES + 1) if not isinstance(item, Fault)]
        if len(paths) > _MOST_FILES:
            return None
        try:
            return sum(path.stat().st_size for path in paths if path.is_file())
        except OSError:
            return None
