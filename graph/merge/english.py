"""English for what Arabic calls offices, organisations, groups and unnamed sources, word by word and turned round.

Arabic puts a noun before what it belongs to and before its adjectives, English the adjectives first: مصادر إيرانية
مطلعة is "Informed Iranian Sources". The words are the ontology's and those of `data/glossary.toml`; what neither knows
is taken for a name and romanised, and where that is most of it, nothing is said. A reading aid, no translation of
sentences.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from graph.merge.gazetteer import Phrase, gazetteer, phrase, stem
from graph.merge.names import split
from graph.merge.romanise import is_spelled, romanise
from graph.merge.words import bodies, table
from ontology.concepts import concepts

_DATA = Path(__file__).resolve().parent / "data"
_LONGEST = 6
_FIRST = ("former", "current", "acting", "senior", "prominent", "informed", "unidentified")
"""Adjectives that stand before a nationality."""
_SMALL = frozenset({"of", "for", "in", "from", "to", "on", "with", "between", "and", "the", "d'affaires"})


@dataclasses.dataclass(slots=True)
class _Nouns:
    """A noun with what it belongs to, and the adjectives of either, as they are found."""

    heads: list[str] = dataclasses.field(default_factory=list)
    adjectives: list[str] = dataclasses.field(default_factory=list)

    def english(self) -> str:
        """Return the adjectives in the order English has them, and the noun with what it belongs to."""
        nations = set(_demonyms().values())
        backwards = self.adjectives[::-1]
        ordered = sorted(backwards, key=lambda word: (word not in _FIRST, word not in nations))
        return " ".join([*ordered, " of ".join(map(with_article, self.heads))])


def gloss(name: str) -> tuple[str, bool] | None:
    """Return the English of a name, and whether every word of it is known; None where too few are.

    >>> gloss("مسؤول أمريكي رفيع")
    ('Senior US Official', True)
    """
    tokens = list(split(name))
    parts: list[_Nouns | str] = [_Nouns()]
    known = unknown = 0
    place, last = 0, "noun"
    while place < len(tokens):
        current = parts[-1]
        assert isinstance(current, _Nouns)
        stems = tuple(stem(token) for token in tokens)
        kind, english, size = _at(tokens, stems, place, not current.heads and last != "and")
        before = parts[-3] if kind == "adjective" and last == "and" and not current.heads else ""
        if isinstance(before, _Nouns) and before.adjectives:
            # سياسية ودبلوماسية ("political and diplomatic") go with the noun before them
            current, kind = before, "and adjective"
            del parts[-2:]
        known += size * (kind not in ("name", ""))
        unknown += kind == ""
        if kind == "adjective" and current.heads:
            current.adjectives.append(english)
        elif kind == "and adjective":
            current.adjectives[-1:] = [f"{current.adjectives[-1]} and {english}"]
        elif kind in ("name", "") and last in ("name", "") and current.heads and not current.adjectives:
            current.heads[-1] += f" {english}"
        elif kind in ("preposition", "and"):
            parts += [english, _Nouns()]
        elif current.adjectives and kind != "adjective":
            parts += [",", _Nouns([english])]
        else:
            current.heads.append(english.removesuffix(" for"))
            if english.endswith(" for"):
                parts += ["for", _Nouns()]
        last = kind
        place += size
    if not known or 2 * unknown > known + 1:
        return None
    said = [part if isinstance(part, str) else part.english() for part in parts]
    text = " ".join(word for word in said if word).replace(" ,", ",").strip(" ,")
    while text.rsplit(" ", 1)[-1] in _SMALL and " " in text:
        text = text.rsplit(" ", 1)[0]
    return (_titled(text), not unknown) if text else None


def with_article(name: str) -> str:
    """Return an English proper name with "the" where it takes one after a preposition ("the United States")."""
    return f"the {name}" if name in _articles() else name


def _at(tokens: list[str], stems: Phrase, place: int, alone: bool) -> tuple[str, str, int]:
    """Return what stands at a place: its kind, its English and how many words it takes.

    `alone` tells that no noun stands before it, which an adjective could belong to.
    """
    token = tokens[place]
    if token.startswith("لل") and len(token) > 4:
        tokens[place] = "ال" + token[2:]
        return "preposition", "for", 0
    organisation = _organisation(stems, place)
    nation = (stems[place],) in gazetteer().demonyms
    if organisation is not None and (alone or organisation[2] > 1 or not nation):
        return organisation
    for size in range(min(_LONGEST, len(tokens) - place), 0, -1):
        found = _lexicon().get(tuple(tokens[place : place + size]))
        if found:
            return (*found, size)
    country = _nation(tokens, stems, place, alone)
    if country is not None:
        return country
    plain_adjective = _adjective(token)
    if plain_adjective and not alone:
        return "adjective", plain_adjective, 1
    for size in range(min(_LONGEST, len(tokens) - place), 0, -1):
        noun = _nouns().get(stems[place : place + size])
        if noun:
            return "noun", noun, size
    if plain_adjective:
        return "noun", plain_adjective, 1
    for joined, english in (("ب", "in"), ("ل", "for"), ("و", "and")):
        rest = token[len(joined) :]
        if token.startswith(joined) and len(rest) > 2:
            inner = [*tokens[:place], rest, *tokens[place + 1 :]]
            kind, _, _ = _at(inner, tuple(stem(word) for word in inner), place, joined != "و")
            if kind in ("noun", "adjective", "preposition"):
                tokens[place] = inner[place]
                return "preposition" if joined != "و" else "and", english, 0
    return ("name" if is_spelled(token) else ""), romanise(token), 1


def _adjective(token: str) -> str | None:
    """Return the English of an adjective in any gender and number."""
    for ending in ("", "ون", "ين", "ان"):
        if token.endswith(ending):
            english = _adjectives().get((stem(token[: len(token) - len(ending)]),))
            if english:
                return english
    return None


def _organisation(stems: Phrase, place: int) -> tuple[str, str, int] | None:
    known = gazetteer()
    for size in range(min(_LONGEST, len(stems) - place), 0, -1):
        part = stems[place : place + size]
        if part in known.bodies:
            return "noun", bodies()[known.bodies[part].key].english, size
        if part in known.organisations and part not in known.unsure:
            concept = known.organisations[part]
            return "noun", concept.pref.get("en") or romanise(concept.pref["ar"]), size
    return None


def _nation(tokens: list[str], stems: Phrase, place: int, alone: bool) -> tuple[str, str, int] | None:
    """Return the country, the nationality or the people named at a place."""
    known = gazetteer()
    demonym = known.demonyms.get((stems[place],))
    for size in range(min(_LONGEST, len(stems) - place), 0, -1):
        code = known.names.get(stems[place : place + size])
        sure = stems[place : place + size] not in known.unsure
        if code in known.countries and sure and (alone or size > 1 or code != demonym):
            return "noun", known.countries[code or ""].pref["en"], size
    if demonym in _demonyms() and (place > 0 or (stems[place],) not in known.unsure):
        return "noun" if alone else "adjective", _demonyms()[demonym or ""], 1
    for ending in ("ون", "ين"):
        people = known.demonyms.get((stem(tokens[place].removesuffix(ending)),))
        if tokens[place].endswith(ending) and people in _demonyms():
            nation = _demonyms()[people or ""]
            several = nation if nation.endswith(("sh", "ch", "ese", "ss", "i")) else f"{nation}s"
            return ("noun", several, 1) if alone else ("adjective", nation, 1)
    return None


@functools.cache
def _lexicon() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Return kind and English of the nouns and prepositions as they are written."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, part in (("noun", "nouns"), ("noun", "places"), ("preposition", "prepositions")):
        for english, names in _toml()[part].items():
            found.update({tuple(split(name)): (kind, english) for name in names.split("|")})
    return found


@functools.cache
def _nouns() -> Mapping[Phrase, str]:
    """Return the English of nouns looked up without article and feminine ending: roles, ministries and the rest."""
    found: dict[Phrase, str] = {}
    for name, english in table("portfolios").items():
        for head, noun in (("وزارة", "Ministry"), ("وزير", "Minister"), ("وزيرة", "Minister")):
            found.setdefault(phrase(f"{head} {name}"), f"{english} {noun}")
    for concept in concepts("roles").values():
        if "en" in concept.pref:
            english = concept.pref["en"].split(",")[0]
            for label in concept.labels("ar"):
                if " " not in label or label == concept.pref.get("ar"):
                    found.setdefault(phrase(label), english)
    for words_found, (kind, english) in _lexicon().items():
        if kind == "noun":
            found.setdefault(tuple(stem(word) for word in words_found), english)
    return found


@functools.cache
def _adjectives() -> Mapping[Phrase, str]:
    """Return the English of adjectives, looked up likewise, in either gender."""
    return {
        form: english
        for english, names in _toml()["adjectives"].items()
        for name in names.split("|")
        for form in (phrase(name), phrase(name + "ة"))
    }


def _titled(text: str) -> str:
    text = text.removeprefix("the ")
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in text.split())


@functools.cache
def _articles() -> frozenset[str]:
    return frozenset(_toml()["articles"]["names"])


def _demonyms() -> Mapping[str, str]:
    return _toml()["demonyms"]


@functools.cache
def _toml() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_DATA / "glossary.toml").read_text(encoding="utf-8"))
