"""Labels: the Arabic name as the news writes it, and an English one, known or romanised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.merge.gazetteer import gazetteer
from graph.merge.mentions import Mention, worth_showing
from graph.merge.names import split
from graph.merge.offices import Office
from graph.merge.reading import name_words
from graph.merge.romanise import romanise
from graph.model import Label
from ontology.concepts import Concept, concepts

_OUTLET = re.compile(r"\s*(?P<ar>[^()]*[\u0621-\u064a][^()]*?)\s*\(\s*(?P<en>[^()]*[A-Za-z][^()]*?)\s*\)\s*(?:,.*)?$")
_MARKS = re.compile(r"[#_\"«»“”„‟'‘’`]+")


def tidy(name: str) -> str:
    """Return a name as written, without hash marks, quotation marks and spare spaces."""
    return re.sub(r"\s+", " ", _MARKS.sub(" ", name)).strip(" \t،,؛;:.-–—") or name


def concept_of(reference: str) -> Concept | None:
    """Return the concept that `country:RU` or `organisation:nato` refers to."""
    scheme, _, key = reference.partition(":")
    return concepts({"country": "countries", "organisation": "organisations"}[scheme]).get(key)


def concept_label(concept: Concept) -> Label:
    """Return a concept's preferred labels."""
    arabic = concept.pref.get("ar") or concept.key
    english = concept.pref.get("en")
    return Label(arabic, english or romanise(arabic), english is None)


def person_label(mentions: Sequence[Mention], tokens: Sequence[str]) -> Label:
    """Return the commonest spelling of a person's chief name, titles left out, and its romanisation."""
    counted: Counter[str] = Counter()
    for mention in mentions:
        if tuple(mention.reading.tokens) == tuple(tokens):
            counted[name_words(tidy(mention.name))] += 1
    arabic = commonest(counted) if counted else " ".join(tokens)
    return Label(arabic, romanise(arabic), True)


def office_label(name: str, office: Office | None) -> Label:
    """Return an office's title, in English where role and country or organisation are known."""
    english = office_english(office) if office is not None else None
    return Label(tidy(name), english or romanise(tidy(name)), english is None)


def office_english(office: Office) -> str | None:
    """Return the English name of an office ("Foreign Minister of Russia"), None where a part of it is not known."""
    role = concepts("roles").get(office.role)
    if role is None or "en" not in role.pref:
        return None
    organisation = concepts("organisations").get(office.organisation) if office.organisation else None
    if organisation is not None and "en" in organisation.pref:
        return _of(role.pref["en"], organisation.pref["en"])
    if office.rest:
        return None
    country = gazetteer().countries.get(office.country or "")
    return _of(role.pref["en"], country.pref["en"]) if country is not None and "en" in country.pref else None


def _of(role: str, whole: str) -> str:
    joint = "" if role.endswith((" of", " for")) else " of"
    return f"{role}{joint} {whole}"


def named_label(mentions: Iterable[Mention]) -> Label:
    """Return the commonest name of an organisation, group or source that the ontology does not know."""
    arabic = commonest(Counter(tidy(mention.name) for mention in mentions))
    return Label(arabic, romanise(arabic), bool(re.search(r"[\u0621-\u064a]", arabic)))


def outlet_label(source: str) -> Label:
    """Return an outlet's labels; `العربية (Al Arabiya)` gives both."""
    pair = _OUTLET.match(source)
    if pair:
        return Label(pair["ar"].strip(), pair["en"].strip(), False)
    arabic = tidy(source)
    return Label(arabic, romanise(arabic), bool(re.search(r"[\u0621-\u064a]", arabic)))


def surfaces(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return every form that names the entity, each once, sorted."""
    found: set[str] = set()
    for mention in mentions:
        own = split(mention.name)
        found.update(tidy(text) for text in mention.surfaces if text == mention.name or worth_showing(text, own))
    return tuple(sorted(found))


def commonest(counted: Counter[str]) -> str:
    """Return the most frequent text, the shorter and then the first by code points where several are."""
    return min(counted, key=lambda text: (-counted[text], len(text), text))
