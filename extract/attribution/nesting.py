"""Which readings lie in the content of which: the readings of an article by their places."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from extract.attribution.reader import Reading


class Nesting:
    """The contents and cues of readings that come in the order of their cues, asked about by token."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._contents = sorted((reading.first, reading.last, number) for number, reading in enumerate(readings))
        self._longest = max((reading.last - reading.first for reading in readings), default=0)
        self._cues = [reading.cue.first for reading in readings]

    def holders(self, token: int) -> list[int]:
        """Return the numbers of the readings whose content holds a token, in order."""
        begin = bisect.bisect_left(self._contents, (token - self._longest,))
        end = bisect.bisect_left(self._contents, (token + 1,))
        return sorted([number for _, last, number in self._contents[begin:end] if last > token])

    def has_cue(self, first: int, last: int) -> bool:
        """Tell whether a reading's cue begins between two tokens, last exclusive."""
        return bisect.bisect_left(self._cues, first) < bisect.bisect_left(self._cues, last)
