"""Articles as JSON: one object a line, or a file holding one object or one list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from extract.sources.contract import LARGEST, Fault, Found, Options, Origin, whole
from extract.sources.decode import NotText, decode
from extract.sources.records import read_record

_ONE_OBJECT = "write one JSON object per line"
_UNREADABLE = "not JSON that can be read (nested too deep, or a number too long)"


def read_json_lines(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every line; blank lines are passed over, a broken line is a fault and not the end."""
    file, empty = origin.file, True
    for number, line in enumerate(iter(lambda: stream.readline(LARGEST), b""), start=1):
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield Fault(file, None, "the file is UTF-16", "convert it to UTF-8: JSON Lines is UTF-8 by definition")
            return
        if len(line) == LARGEST:
            yield Fault(file, number, "the line holds more than 64 MB", _ONE_OBJECT)
            return
        if not line.strip():
            continue
        empty = False
        try:
            text, _ = decode(line, options.encoding or "utf-8-sig")
            record = json.loads(text)
        except NotText as error:
            message = str(error).replace("utf-8-sig", "UTF-8").replace(" in line 1)", ")")
            yield Fault(file, number, f"the line {message}", "JSON Lines is UTF-8: convert the file")
        except json.JSONDecodeError as error:
            yield Fault(file, number, f"not JSON ({error.msg} at character {error.pos + 1})", _ONE_OBJECT)
        except (ValueError, RecursionError):
            yield Fault(file, number, _UNREADABLE, _ONE_OBJECT)
        else:
            yield from read_record(record, file, number)
    if empty:
        yield Fault(file, None, "the file is empty", "remove it, or put one article on each line")


def read_json(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the articles of a JSON file: one object, or a list of them, whose places count as lines."""
    try:
        text, _ = decode(whole(stream, 4 * LARGEST), options.encoding or "utf-8-sig")
        value = json.loads(text)
    except NotText as error:
        message = f"the file {error}".replace("utf-8-sig", "UTF-8")
        yield Fault(origin.file, None, message, "JSON is UTF-8: convert the file")
    except json.JSONDecodeError as error:
        remedy = "one JSON object per line belongs in a .jsonl file"
        yield Fault(origin.file, error.lineno, f"not JSON ({error.msg})", remedy)
    except (ValueError, RecursionError):
        yield Fault(origin.file, None, _UNREADABLE, "mend the file")
    else:
        if isinstance(value, list):
            for number, record in enumerate(value, start=1):
                yield from read_record(record, origin.file, number)
        else:
            yield from read_record(value, origin.file, None)
