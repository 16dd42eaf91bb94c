"""Bytes to text: UTF-8 first, UTF-16 by its mark, the two old Arabic encodings by what makes sense."""

from __future__ import annotations

import codecs

from extract.sources.language import is_arabic

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1256", "iso8859-6")
_NAMES = {"cp1256": "windows-1256", "iso8859-6": "ISO-8859-6"}


class NotText(ValueError):
    """The bytes are no text in any encoding that Arabic news comes in; the message says where they stop being one."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text and the name of the encoding it was in.

    Raises `NotText`, and `LookupError` when `encoding` names none that Python knows. Line ends stay as they are.
    """
    if encoding:
        try:
            return data.decode(encoding), encoding
        except UnicodeError as error:
            raise NotText(f"is not {encoding} ({_where(error, data)})") from None
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeError as error:
                raise NotText(f"begins as {name} and is not ({_where(error, data)})") from None
    for name, high_bytes in (("utf-16-le", data[1:2000:2]), ("utf-16-be", data[0:2000:2])):
        # Without a mark: every other byte of Arabic in UTF-16 is 06, a control character that no text holds.
        if high_bytes.count(6) * 2 > len(high_bytes) and len(data) % 2 == 0:
            return data.decode(name, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        where = _where(error, data)
    # From ف on the two tables differ: the right one gives more of the commonest words.
    readings = []
    for name in _OLD:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if is_arabic(text) and _score(text) > 0:
            readings.append((_score(text), text, _NAMES[name]))
    if not readings:
        raise NotText(f"is not UTF-8 ({where})")
    _, text, name = max(readings, key=lambda reading: reading[0])
    return text, name


def _score(text: str) -> float:
    words = text[:20_000].split()
    common = sum(word in ("في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "قال", "وقال", "التي") for word in words)
    return common / (len(words) or 1)


def _where(error: UnicodeError, data: bytes) -> str:
    if isinstance(error, UnicodeDecodeError):
        line = data.count(b"\n", 0, error.start) + 1
        return f"byte {data[error.start]:#04x} in line {line}"
    return str(error)
