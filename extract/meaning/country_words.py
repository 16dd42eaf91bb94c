"""Words about countries that are no country's own: pointing words, names that mean no country, outlets' homes."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

from extract.language.folding import folded_form
from extract.language.wordclass import word_class
from extract.meaning.labels import Matcher, OrganisationLabel
from ontology import concepts


@functools.cache
def reference_words() -> dict[str, frozenset[str]]:
    """Return the words that point to countries named elsewhere, by what they point to, folded."""
    return {kind: frozenset(folded_form(word) for word in words) for kind, words in _phrases().items()}


@functools.cache
def _phrases() -> dict[str, list[str]]:
    path = Path(__file__).resolve().parent / "country_words.json"
    data: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return data


@functools.cache
def not_countries() -> Matcher[OrganisationLabel]:
    """Return the matcher of names in which a country's name means no country (`بحر الصين`, "the China Sea")."""
    return Matcher([(name, OrganisationLabel(name, "")) for name in _phrases()["not_countries"]], loose=False)


@functools.lru_cache(maxsize=4096)
def outlet_home(source: str) -> str | None:
    """Return the country where an outlet is at home, None where the ontology does not know it."""
    names = [part.strip() for part in re.split(r"[()|/،,]| - ", source)]
    return next((_homes()[name] for name in map(_outlet_name, names) if name in _homes()), None)


@functools.cache
def _homes() -> dict[str, str]:
    found = {}
    for concept in concepts("organisations").values():
        home = (concept.one("country") or "").rsplit("/", 1)[-1]
        if home:
            found.update({_outlet_name(label): home for label in (*concept.labels("ar"), *concept.labels("en"))})
    return found


def _outlet_name(label: str) -> str:
    """Return an outlet's name folded, in lower case, without the noun that says what it is (`صحيفة`, "newspaper")."""
    first, _, rest = folded_form(label).casefold().partition(" ")
    return rest if rest and word_class(first) in ("organisation", "group", "document") else f"{first} {rest}".strip()
