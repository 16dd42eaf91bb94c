"""Literals as Turtle text.

Whatever the news holds becomes a literal here and nowhere else, so that hostile text has one gate to pass. Text stays
as it came, but for what no RDF file can carry: lone surrogates and NUL become U+FFFD.
"""

from __future__ import annotations

import datetime
import re

import pyoxigraph as ox

_UNWRITABLE = re.compile("[\ud800-\udfff\x00]")
# All that N-Triples would have escaped in a literal, line ends among it, and what cannot be written at all.
_NOT_PLAIN = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff\ud800-\udfff]')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")


def writable(text: str) -> str:
    """Return the text with what UTF-8 and RDF cannot hold (lone surrogates, NUL) replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return a literal without language: an identifier, or the exact words of a selector."""
    return str(ox.Literal(writable(text))) if _NOT_PLAIN.search(text) else f'"{text}"'


def arabic(text: str) -> str:
    """Return a literal tagged `ar`."""
    return plain(text) + "@ar"


def english(text: str) -> str:
    """Return a literal tagged `en`."""
    return plain(text) + "@en"


def text_of_any_language(text: str) -> str:
    """Return a literal tagged `ar` when it has an Arabic letter, else one without a tag."""
    return arabic(text) if _ARABIC.search(text) else plain(text)


def day(date: str | None) -> str | None:
    """Return an `xsd:date`, or None unless the text is one whole calendar day (`2024-11-06`)."""
    return f'"{date}"^^xsd:date' if is_day(date) else None


def is_day(date: str | None) -> bool:
    """Say whether a text is an ISO calendar day that exists."""
    if date is None or not _DAY.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return True


def decimal(number: float) -> str:
    """Return an `xsd:decimal` of at most four places, in the form that every parser keeps (`0.9`, `1.0`)."""
    digits = f"{number:.4f}".rstrip("0")
    return digits + "0" if digits.endswith(".") else digits
