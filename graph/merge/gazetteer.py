"""Looking up names of countries, organisations and roles among the ontology's concepts."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping, Sequence

from graph.merge.names import bare_token, split
from graph.merge.words import Body, bodies, plain, table, words
from ontology.concepts import BAYAN, Concept, concepts

Phrase = tuple[str, ...]

_LONGEST = 8


def phrase(text: str) -> Phrase:
    """Return the words of a phrase as they are looked up: folded, without article and joined preposition."""
    return tuple(stem(token) for token in split(text))


@functools.lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """Return a word without article, joined ل or ب before the article, and the feminine ending of an adjective.

    A word that begins with أل or إل of its own keeps it: ألماني ("German"), إلكتروني ("electronic").
    """
    if token.removesuffix("ه") in _own_article():
        return token[:-1] if token.endswith("يه") else token
    if token.startswith("لل") and len(token) > 4:
        token = token[2:]
    elif token[:3] in ("بال", "وال", "كال", "فال") and len(token) > 5:
        token = token[3:]
    token = token if token in _own_article() else bare_token(token)
    return token[:-1] if token.endswith("يه") and len(token) > 4 else token


@functools.cache
def _own_article() -> frozenset[str]:
    """Return the words of countries and nationalities, folded, that begin with what looks like the article."""
    written = (
        word
        for concept in concepts("countries").values()
        for text in (*concept.labels("ar"), *_values(concept, "demonym", "capital"))
        for word in text.split()
        if word.startswith(("أل", "إل")) and len(word) > 3
    )
    return frozenset(map(plain, written))


@dataclasses.dataclass(frozen=True)
class Gazetteer:
    """Concepts by the phrases that name them.

    `names` and `capitals` lead to ISO codes, as do `demonyms` (روسي, "Russian"); `organisations` and `roles` to
    concepts. A phrase that names two concepts of one kind names neither. `unsure` are the phrases that mean a country
    only where nothing else is said (مالي, "Mali", but also "financial").
    """

    countries: Mapping[str, Concept]
    names: Mapping[Phrase, str]
    capitals: Mapping[Phrase, str]
    demonyms: Mapping[Phrase, str]
    unsure: frozenset[Phrase]
    organisations: Mapping[Phrase, Concept]
    bodies: Mapping[Phrase, Body]
    roles: Mapping[Phrase, Concept]

    def place(self, words_found: Sequence[str], trusting: bool = False) -> tuple[tuple[str, ...], Phrase]:
        """Return the countries that a phrase names, in order, and the words left when they are taken out.

        `trusting` takes words that may mean something else for countries too, except where a portfolio is meant:
        الخارجية القطرية is Qatar's, المالية ("finance") by itself is not Mali's.
        """
        found: list[str] = []
        left: list[str] = []
        ministries = _portfolio_stems()
        past_portfolio = False
        at = 0
        while at < len(words_found):
            for size in range(min(4, len(words_found) - at), 0, -1):
                part = tuple(words_found[at : at + size])
                code = self.names.get(part) or self.demonyms.get(part) or self.names.get(_without_preposition(part))
                sure = part not in self.unsure or (
                    trusting and at > 0 and (part[0] not in ministries or past_portfolio)
                )
                if code and sure:
                    found.append(code)
                    at += size
                    break
            else:
                past_portfolio = past_portfolio or words_found[at] in ministries
                left.append(words_found[at])
                at += 1
        return tuple(dict.fromkeys(found)), tuple(left)

    def country(self, words_found: Phrase) -> str | None:
        """Return the country that the whole phrase names, by its name or by the seat of its government."""
        if words_found in self.names:
            return self.names[words_found]
        return self.capitals.get(words_found)

    def organisation_within(self, words_found: Phrase) -> tuple[str | None, Phrase]:
        """Return a reference to the longest organisation or body that words of the phrase name, and the words left."""
        for size in range(min(_LONGEST, len(words_found)), 0, -1):
            for start in range(len(words_found) - size + 1):
                part = words_found[start : start + size]
                left = words_found[:start] + words_found[start + size :]
                for name in (part, _without_preposition(part)):
                    if name in self.bodies:
                        return f"body:{self.bodies[name].key}", left
                    if name in self.organisations and name not in self.unsure:
                        return f"organisation:{self.organisations[name].key}", left
        return None, words_found

    def without(self, reference: str, words_found: Phrase) -> Phrase:
        """Return the phrase without further names of the organisation or body that a reference names."""
        again, left = self.organisation_within(words_found)
        return left if again == reference else words_found

    def home(self, reference: str) -> str | None:
        """Return the country or international body that an organisation speaks for, or is at home in."""
        scheme, _, key = reference.partition(":")
        if scheme == "body":
            return bodies()[key].country
        concept = concepts("organisations")[key]
        return concept.one("speaksFor") or (concept.one("country") or "").rsplit("/", 1)[-1] or None

    def naming(self, words_found: Phrase) -> int:
        """Return how many words at the start of the phrase name a country, an organisation or a nationality."""
        for size in range(min(_LONGEST, len(words_found)), 0, -1):
            for part in (words_found[:size], _without_preposition(words_found[:size])):
                known = part in self.names or part in self.demonyms or part in self.organisations
                if part in self.bodies or (known and part not in self.unsure):
                    return size
        return 0

    def role(self, words_found: Phrase) -> tuple[Concept, Phrase] | None:
        """Return the role that the phrase begins with, the longest that fits, and the words after it."""
        for size in range(min(_LONGEST, len(words_found)), 0, -1):
            concept = self.roles.get(words_found[:size])
            if concept is not None:
                return concept, words_found[size:]
        return None


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer made of countries.ttl, organisations.ttl and roles.ttl."""
    countries = concepts("countries")
    return Gazetteer(
        countries=countries,
        names=_unique((phrase(label), c.key) for c in countries.values() for label in c.labels("ar")),
        capitals=_unique((phrase(v), c.key) for c in countries.values() for v in _values(c, "capital")),
        demonyms={
            **_unique((phrase(v), c.key) for c in countries.values() for v in _values(c, "demonym")),
            **{phrase(name): code for name, code in table("further_demonyms").items()},
        },
        unsure=frozenset(
            phrase(value)
            for concept in (*countries.values(), *concepts("organisations").values())
            for value in _values(concept, "ambiguousLabel")
        )
        - {phrase(name) for name in table("further_demonyms")},
        organisations=_concepts_by_phrase(concepts("organisations")),
        bodies={phrase(name): body for body in bodies().values() for name in body.names},
        roles=_concepts_by_phrase({k: c for k, c in concepts("roles").items() if BAYAN + "Title" in c.types}),
    )


@functools.cache
def _portfolio_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in words().portfolios)


def _without_preposition(part: Phrase) -> Phrase:
    """Return a phrase without a joined ل or ب: لتشاد ("of Chad"); an empty one where none can be."""
    if part[0][:1] not in ("ل", "ب") or len(part[0]) < 4:
        return ()
    return (bare_token(part[0][1:]), *part[1:])


def _values(concept: Concept, *properties: str) -> list[str]:
    return [value for name in properties for value in concept.properties.get(name, ())]


def _concepts_by_phrase(found: Mapping[str, Concept]) -> Mapping[Phrase, Concept]:
    by_key = _unique((phrase(label), c.key) for c in found.values() for label in c.labels("ar"))
    return {words_found: found[key] for words_found, key in by_key.items()}


def _unique(pairs: Iterable[tuple[Phrase, str]]) -> dict[Phrase, str]:
    found: dict[Phrase, set[str]] = {}
    for words_found, key in pairs:
        if words_found:
            found.setdefault(words_found, set()).add(key)
    return {words_found: next(iter(keys)) for words_found, keys in found.items() if len(keys) == 1}


def without_media_head(words_found: Phrase) -> Phrase:
    """Return a medium's name without صحيفة, قناة ... ("newspaper", "channel"), where a name is left."""
    heads = {stem(word) for word in words().media_heads}
    place = 0
    while place < len(words_found) - 1 and words_found[place] in heads:
        place += 1
    return words_found[place:]
