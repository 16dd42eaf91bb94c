"""One row of training data."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Features, label (1 right, 0 wrong), the article it came from, and the group it competes in."""

    features: list[str]
    label: int
    article: str
    group: int
