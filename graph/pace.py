"""How fast a run goes and how long it still takes, from what it did in the last half minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 30.0
_APART = 0.5


class Pace:
    """Counts steps. `share` tells how much of all there is has been done, 0 to 1, or None when nobody knows."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.done = 0
        self.share: Callable[[], float | None] = lambda: None
        self._clock = clock
        self._past: deque[tuple[float, int, float]] = deque()

    def step(self) -> bool:
        """Count a step; tell whether it is time to show the pace anew."""
        self.done += 1
        now = self._clock()
        if self._past and now - self._past[-1][0] < _APART:
            return False
        self._past.append((now, self.done, self.share() or 0.0))
        while now - self._past[0][0] > _WINDOW and len(self._past) > 2:
            self._past.popleft()
        return True

    def text(self, what: str) -> str:
        """Return the count of what is done, with its rate and the time left once they can be told."""
        parts = [f"{self.done:,} {what}"]
        if len(self._past) > 2:
            (start, before, share_before), (now, done, share) = self._past[0], self._past[-1]
            if now > start:
                parts.append(f"{(done - before) / (now - start):,.0f} a second")
            if share > share_before:
                parts.append(f"{_duration((1 - share) * (now - start) / (share - share_before))} left")
        return ", ".join(parts)


def _duration(seconds: float) -> str:
    """Return a span of time as a person would say it, rounded."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
