"""Data as script files, the one form in which a page opened from a folder can load data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(value: Any) -> str:
    """Return a value as compact JSON that any UTF-8 file can hold.

    Half a surrogate pair, which broken sources bring, is written as an escape; the separators that old JavaScript
    takes for line ends too.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def to_inline_json(value: Any) -> str:
    """Return a value as JSON that may stand inside a `<script>` element, where `</script>` and `<!--` must not."""
    return to_json(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def write_part(folder: Path, name: str, number: int, value: Any) -> Path:
    """Write one part of the data; the page receives it by the call `Bayan.receive(name, number, value)`."""
    path = folder / f"{name}-{number:04d}.js"
    write_text(path, f"Bayan.receive({json.dumps(name)},{number},{to_json(value)});\n")
    return path


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends, whatever the machine's own are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
