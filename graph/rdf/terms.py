"""Literals and the terms of the reused vocabularies.

Whatever the news holds becomes a literal here and nowhere else, so that hostile text has one gate to pass. Text stays
as it came, but for what no RDF file can carry: lone surrogates and NUL become U+FFFD.
"""

from __future__ import annotations

import datetime
import functools
import re

import pyoxigraph as ox

from graph.rdf.names import VOCABULARIES

_UNWRITABLE = re.compile("[\ud800-\udfff\x00]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")


@functools.cache
def term(name: str) -> ox.NamedNode:
    """Return a vocabulary term from its prefixed name.

    >>> term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, local = name.split(":", 1)
    return ox.NamedNode(VOCABULARIES[prefix] + local)


def writable(text: str) -> str:
    """Return the text with what UTF-8 and RDF cannot hold (lone surrogates, NUL) replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def arabic(text: str) -> ox.Literal:
    """Return a literal tagged `ar`."""
    return ox.Literal(writable(text), language="ar")


def english(text: str) -> ox.Literal:
    """Return a literal tagged `en`."""
    return ox.Literal(writable(text), language="en")


def text_of_any_language(text: str) -> ox.Literal:
    """Return a literal tagged `ar` when it has an Arabic letter, else one without a tag."""
    return arabic(text) if _ARABIC.search(text) else plain(text)


def plain(text: str) -> ox.Literal:
    """Return a literal without language: an identifier, or the exact words of a selector."""
    return ox.Literal(writable(text))


def day(date: str | None) -> ox.Literal | None:
    """Return an `xsd:date`, or None unless the text is one whole calendar day (`2024-11-06`)."""
    if not is_day(date):
        return None
    return ox.Literal(str(date), datatype=term("xsd:date"))


def is_day(date: str | None) -> bool:
    """Say whether a text is an ISO calendar day that exists."""
    if date is None or not _DAY.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return True


def decimal(number: float) -> ox.Literal:
    """Return an `xsd:decimal` of at most four places, in the form that every parser keeps (`0.9`, `1.0`)."""
    digits = f"{number:.4f}".rstrip("0")
    return ox.Literal(digits + "0" if digits.endswith(".") else digits, datatype=term("xsd:decimal"))


def integer(number: int) -> ox.Literal:
    """Return an `xsd:integer`."""
    return ox.Literal(number)


def true() -> ox.Literal:
    """Return `true`."""
    return ox.Literal(True)
