"""The article record: what a source yields and what extraction reads."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """One news article as it came.

    `text` is the body, never normalised: every offset in a statement counts Unicode code points in it.
    `published` is an ISO 8601 date (`2024-11-06`) or None. `source` is the outlet's name.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the article as one JSON object, `date` standing for `published` as news data sets name it."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "url": self.url,
            "source": self.source,
            "date": self.published,
        }


def text_id(text: str) -> str:
    """Return a stable id for an article that came without one: a digest of its text."""
    return "t-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
