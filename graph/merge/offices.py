"""Reading a role as an office: a post of an organisation or a country that one person holds at a time."""

from __future__ import annotations

import dataclasses
import functools

from graph.merge.gazetteer import Phrase, gazetteer, stem
from graph.merge.names import split
from graph.merge.words import words
from ontology.concepts import Concept


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """A post, whoever holds it.

    `role` is the key of a role concept or the role's own first word; `rest` what follows it when no country is taken
    out; `organisation` the key of an organisation concept named there; `held` is false for former and future holders.
    `alone` tells whether the words name one person where country or organisation are known.
    """

    role: str
    rest: Phrase
    organisation: str | None
    country: str | None
    held: bool
    alone: bool

    @property
    def identity(self) -> tuple[str, ...]:
        """The office apart from who holds it and when."""
        return (self.role, self.organisation or " ".join(self.rest), self.country or "")

    def __str__(self) -> str:
        """Return the office in short, for evidence texts."""
        return " ".join(part for part in self.identity if part)


@functools.lru_cache(maxsize=100_000)
def read_office(role: str, country: str | None) -> Office | None:
    """Return the office that a title names, `country` standing in where the title names none; None without a head.

    >>> read_office("وزيرة الخارجية الأمريكية السابقة", None)  # former US Secretary of State  # doctest: +SKIP
    """
    known = words()
    tokens = split(role)
    held = not any(token in known.former or token in known.future for token in tokens)
    tokens = [token for token in tokens if token not in known.former and token not in known.future]
    if tokens and tokens[0] in known.pointing and tokens[0] not in known.office_heads:
        return None
    found = tuple(_masculine(token) for token in tokens)
    if not found or found[0] not in _heads():
        return None
    codes, left = gazetteer().place(found)
    named = gazetteer().role(left)
    concept, rest = named if named else (None, left[1:])
    key = concept.key if concept else left[0] if left else found[0]
    rest = tuple(token for token in rest if token not in _fillers())
    organisation = _organisation(rest, codes)
    code = codes[0] if codes else country
    rest = (*rest, *codes[1:])
    shared = concept is None and found[0] in _shared_heads()
    alone = not shared and bool(code or organisation) and (concept is not None or bool(rest))
    return Office(key, rest, organisation, code, held, alone)


def _masculine(token: str) -> str:
    short = stem(token)
    return short[:-1] if short.endswith("ه") and short[:-1] in _heads() else short


def _organisation(rest: Phrase, codes: tuple[str, ...]) -> str | None:
    known = gazetteer()
    country = codes[0] if codes else None
    for start in range(len(rest)):
        for end in range(len(rest), start, -1):
            concept: Concept | None = known.organisations.get(rest[start:end])
            if concept is not None and (country is None or concept.one("country") in (None, country)):
                return concept.key
    return None


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(stem(word) for word in words().office_heads | words().shared_heads)


@functools.cache
def _shared_heads() -> frozenset[str]:
    return frozenset(stem(word) for word in words().shared_heads)


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(stem(word) for word in words().fillers | words().titles)
