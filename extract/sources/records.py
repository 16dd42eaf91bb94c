"""From one row of data - a JSON object, a row of a table - to an article."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from extract.article import Article, text_id
from extract.sources.contract import Fault, Found
from extract.sources.dates import iso_date

FIELDS = 'an article is {"id", "text", "title", "url", "source", "date"}, of which only "text" is needed'

# What other tools call the same fields, tried in this order.
_NAMES = {
    "id": ("id",),
    "text": ("text", "body", "content", "article"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "source": ("source", "outlet", "publisher"),
    "date": ("date", "published", "pubdate", "datepublished"),
}


def read_record(record: Any, file: str, number: int | None) -> Iterator[Found | Fault]:
    """Yield the article of a record, and a fault for every field that is not what it should be."""
    if not isinstance(record, Mapping):
        yield Fault(file, number, f"not an article but {kind_of(record)}", FIELDS)
        return
    folded = {str(name).strip().casefold(): value for name, value in record.items()}
    given = {field: next((folded[n] for n in names if n in folded), None) for field, names in _NAMES.items()}
    text = given["text"]
    if not isinstance(text, str):
        yield Fault(file, number, 'no "text"' if text is None else f'no "text" but {kind_of(text)}', FIELDS)
        return
    values: dict[str, str | None] = {}
    for name in ("id", "title", "url", "source", "date"):
        value = _plain(given[name])
        if value is not None and not isinstance(value, str):
            yield Fault(
                file, number, f'"{name}" is {kind_of(value)}', "make it a text; it is left out here", lost=False
            )
            value = None
        values[name] = value.strip() or None if value else None
    published = iso_date(values["date"]) if values["date"] else None
    if values["date"] and not published:
        message = f'"date" {values["date"][:40]!r} is no date'
        yield Fault(file, number, message, "write it as 2024-11-06; the article is read without one", lost=False)
    article = Article(
        id=values["id"] or text_id(text),
        text=text,
        title=values["title"],
        url=values["url"],
        source=values["source"],
        published=published,
    )
    yield Found(article, file, number, named=values["id"] is not None)


def has_text(names: Iterable[str]) -> bool:
    """Tell whether one of the names is what some tool calls the text."""
    return any(name.strip().casefold() in _NAMES["text"] for name in names)


def is_field(name: str) -> bool:
    """Tell whether a name is what some tool calls a field of an article."""
    return any(name.strip().casefold() in names for names in _NAMES.values())


def kind_of(value: Any) -> str:
    """Return what a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _plain(value: Any) -> Any:
    """Return whole numbers and days as text, and what a table writes for nothing as None."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return None if math.isnan(value) else str(int(value)) if value.is_integer() else value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
