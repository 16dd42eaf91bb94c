"""Articles as JSON: one object a line, or a file holding one object or one list of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from extract.article import Article, text_id
from extract.sources.contract import Fault, Found, Options
from extract.sources.dates import iso_date
from extract.sources.decode import NotText, decode

_ONE_OBJECT = "write one JSON object per line"
_FIELDS = 'an article is {"id", "text", "title", "url", "source", "date"}, of which only "text" is needed'


def read_json_lines(lines: Iterable[bytes], file: str, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every line; blank lines are passed over, a broken line is a fault and not the end."""
    for number, line in enumerate(lines, start=1):
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield Fault(file, None, "the file is UTF-16", "convert it to UTF-8: JSON Lines is UTF-8 by definition")
            return
        if not line.strip():
            continue
        try:
            text, _ = decode(line, options.encoding or "utf-8-sig")
            record = json.loads(text)
        except NotText as error:
            message = str(error).replace("utf-8-sig", "UTF-8").replace(" in line 1)", ")")
            yield Fault(file, number, f"the line {message}", "JSON Lines is UTF-8: convert the file")
        except json.JSONDecodeError as error:
            yield Fault(file, number, f"not JSON ({error.msg} at character {error.pos + 1})", _ONE_OBJECT)
        except (ValueError, RecursionError):
            yield Fault(file, number, "not JSON that can be read (nested too deep, or a number too long)", _ONE_OBJECT)
        else:
            yield from _article(record, file, number)


def read_json(data: bytes, file: str, options: Options) -> Iterator[Found | Fault]:
    """Yield the articles of a JSON file: one object, or a list of them, whose places count as lines."""
    try:
        text, _ = decode(data, options.encoding or "utf-8-sig")
        value = json.loads(text)
    except NotText as error:
        yield Fault(file, None, f"the file {error}".replace("utf-8-sig", "UTF-8"), "JSON is UTF-8: convert the file")
    except json.JSONDecodeError as error:
        yield Fault(file, error.lineno, f"not JSON ({error.msg})", "one JSON object per line belongs in a .jsonl file")
    except (ValueError, RecursionError):
        yield Fault(file, None, "not JSON that can be read (nested too deep, or a number too long)", "mend the file")
    else:
        if isinstance(value, list):
            for number, record in enumerate(value, start=1):
                yield from _article(record, file, number)
        else:
            yield from _article(value, file, None)


def _article(record: Any, file: str, number: int | None) -> Iterator[Found | Fault]:
    if not isinstance(record, dict):
        yield Fault(file, number, f"not an article but {_kind(record)}", _FIELDS)
        return
    text = record.get("text")
    if not isinstance(text, str):
        yield Fault(file, number, f'no "text" but {_kind(text)}' if "text" in record else 'no "text"', _FIELDS)
        return
    values: dict[str, str | None] = {}
    for name in ("id", "title", "url", "source", "date"):
        value = record.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            yield Fault(file, number, f'"{name}" is {_kind(value)}', "make it a text; it is left out here", lost=False)
            value = None
        values[name] = value.strip() or None if value else None
    published = None
    if values["date"]:
        published = iso_date(values["date"])
        if not published:
            yield Fault(file, number, f'"date" {values["date"][:40]!r} is no date', "write it as 2024-11-06; the "
                        "article is read without one", lost=False)  # fmt: skip
    article = Article(
        id=values["id"] or text_id(text),
        text=text,
        title=values["title"],
        url=values["url"],
        source=values["source"],
        published=published,
    )
    yield Found(article, file, number, named=values["id"] is not None)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
