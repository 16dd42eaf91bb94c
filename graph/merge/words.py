"""The words that merging reads names by: those of `data/` and of roles.ttl."""

from __future__ import annotations

import csv
import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.language.folding import folded_form
from ontology.concepts import BAYAN, concepts

_DATA = Path(__file__).resolve().parent / "data"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """Word lists, folded. Each field is explained where its list stands, in `data/words.toml`.

    roles.ttl adds its honorifics, with the article, to the titles, its unnamed sources and groups to what is vague,
    its documents, with the article, to what points back, and its organisation nouns to the organisation heads.
    """

    prefixes: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    office_heads: frozenset[str]
    shared_heads: frozenset[str]
    fillers: frozenset[str]
    destination: frozenset[str]
    former: frozenset[str]
    future: frozenset[str]
    pointing: frozenset[str]
    vague: frozenset[str]
    crowd: frozenset[str]
    organisation_heads: frozenset[str]
    media_heads: frozenset[str]
    descriptive: frozenset[str]
    after_names: frozenset[str]
    portfolios: frozenset[str]
    government: frozenset[str]
    ordinals: frozenset[str]
    stop: frozenset[str]
    negation: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """A state body or movement that the ontology has no concept for, with its English name and its country."""

    key: str
    english: str
    country: str
    names: tuple[str, ...]


def plain(text: str) -> str:
    """Return the folded form without the free-standing hamza: the spelling under which words are compared."""
    return folded_form(text).replace("ء", "")


@functools.cache
def words() -> Words:
    """Return the word lists."""
    lists = _toml()
    found = {field.name: {plain(word) for word in lists.get(field.name, ())} for field in dataclasses.fields(Words)}
    found["titles"] |= {"ال" + word for word in _role_words("Honorific") if "ال" + word not in spellings()}
    found["pointing"] |= {"ال" + word for word in _role_words("DocumentNoun")}
    found["vague"] |= _role_words("UnnamedSourceNoun")
    found["crowd"] |= _role_words("GroupNoun")
    found["organisation_heads"] |= _role_words("OrganisationNoun")
    return Words(**{name: frozenset(listed) for name, listed in found.items()})


def _role_words(kind: str) -> set[str]:
    """Return the one-word labels of the roles of a class of the ontology."""
    labels = (label for role in concepts("roles").values() if BAYAN + kind in role.types for label in role.labels("ar"))
    return {plain(label) for label in labels if " " not in label}


@functools.cache
def _evidence(kind: str) -> tuple[str, str]:
    """Return the English and the Arabic wording of a kind of evidence, with `{other}` and `{what}` to fill in."""
    english, arabic = _toml()["evidence"][kind]
    return english, arabic


@functools.lru_cache(maxsize=50_000)
def why(kind: str, other: str = "", what: str = "") -> str:
    """Return the evidence in English and Arabic, ` · ` between them."""
    english, arabic = _evidence(kind)
    return f"{english.format(other=other, what=what)} · {arabic.format(other=other, what=what)}"


@functools.cache
def spellings() -> Mapping[str, str]:
    """Return the usual English spelling of common names, by folded name."""
    with (_DATA / "name_spellings.csv").open(encoding="utf-8", newline="") as file:
        return {plain(row["name"]): row["english"] for row in csv.DictReader(file)}


@functools.cache
def family_spellings() -> Mapping[tuple[str, ...], str]:
    """Return the usual English spelling of family names and of whole names, by their folded words.

    They say nothing of how many people bear a name: unlike `spellings` they take no part in deciding who is who.
    """
    with (_DATA / "family_name_spellings.csv").open(encoding="utf-8", newline="") as file:
        return {
            tuple(plain(name).replace("-", " ").split()): row["english"]
            for row in csv.DictReader(file)
            for name in row["names"].split("|")
        }


@functools.cache
def bodies() -> Mapping[str, Body]:
    """Return the state bodies and movements of `data/bodies.csv` by key."""
    with (_DATA / "bodies.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: Body(row["key"], row["english"], row["country"], tuple(row["names"].split("|")))
            for row in csv.DictReader(file)
        }


def table(name: str) -> Mapping[str, str]:
    """Return a table of `data/words.toml` as it is written: `same_role`, `bare_role`, `portfolios` ..."""
    found: Mapping[str, str] = _toml()[name]
    return found


@functools.cache
def sole_roles() -> frozenset[str]:
    """Return the keys of the roles that one person at a time holds for a country."""
    return frozenset(_toml()["sole_roles"])


@functools.cache
def representing() -> frozenset[str]:
    """Return the keys of the roles in which one speaks for a country at an organisation."""
    return frozenset(_toml()["representing"])


@functools.cache
def short_roles() -> frozenset[str]:
    """Return the keys of the roles that an article names in full once and shortly after."""
    return frozenset(_toml()["short_roles"])


@functools.cache
def _toml() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
