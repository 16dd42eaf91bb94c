"""What a statement is about and how it was said: components over the drafts that attribution left."""

from extract.document import Component

MEANING: tuple[Component, ...] = ()

__all__ = ["MEANING"]
