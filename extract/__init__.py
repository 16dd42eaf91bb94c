"""The extraction stage: one article in, its attributed statements out.

>>> from extract import Article, extract
>>> statements = extract(Article(id="a1", text="قال الوزير إن بلاده ترحب بالاتفاق."))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.article import Article
from extract.statement import Statement

if TYPE_CHECKING:
    from extract.pipeline import extract

__all__ = ["Article", "Statement", "extract"]


def __getattr__(name: str) -> Any:
    """Load the pipeline when it is first asked for, so that commands which extract nothing start at once (PEP 562)."""
    if name == "extract":
        from extract.pipeline import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
