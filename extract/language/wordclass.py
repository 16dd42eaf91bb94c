"""The class of a word: the few dozen kinds that attribution tells apart, from the lexicon and the function words.

The function words are data (`function_words.json`); roles, organisations, demonyms and reporting verbs come from the
ontology through morphology. Of what is left, the common words are `noun`, `adjective`, `past`, `present` and so on
(`extract.language.common_words`), with the article `definite` or `definite_adjective`; a word outside these as well is
most likely a name: `given_name` where the list has it, else `unknown`, with the article `definite_unknown`.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

from extract.language.common_words import common_word, given_names
from extract.language.folding import folded_form
from extract.language.morphology import analyses
from ontology import concepts

_ROLE_KINDS = (
    ("Honorific", "honorific"),
    ("UnnamedSourceNoun", "unnamed"),
    ("Title", "title"),
    ("GroupNoun", "group"),
    ("DocumentNoun", "document"),
    ("OrganisationNoun", "organisation"),
)
_PRIORITY = (
    "complementiser", "complementiser_pronoun", "weekday", "day", "month", "turn", "kin", "negation", "relative",
    "preposition", "auxiliary", "subordinator", "demonstrative", "pronoun", "quantifier", "adverb", "background",
)  # fmt: skip
_NOT_JOINED = _PRIORITY[-1]
"""The class of function words that no conjunction is written together with."""

DEFINITE = frozenset(["definite", "definite_adjective", "definite_unknown"])
"""Words with the article outside the ontology: nouns, adjectives, and what may be a family name."""
NAMES = frozenset(["unknown", "given_name", "latin"])
"""What may be a word of a person's name."""
FINITE = frozenset(["past", "present", "and_past", "and_present", "auxiliary", "reporting_verb"])
"""Finite verbs."""
SURNAMES = frozenset(["noun", "noun_verb", "adjective", "past", "present", "and_past", "and_present", "adverb"])
"""Common words that a surname may be spelled like (`إيمانويل ماكرون`, `جون ووكر`); behind a given name only."""
BARE = frozenset(["unknown", "given_name", "noun", "noun_verb", "adjective"])
"""Words without it that may stand in a noun phrase."""


@functools.cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the function words by class, folded."""
    path = Path(__file__).resolve().parent / "function_words.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(folded_form(word) for word in words) for name, words in data.items()}


@functools.cache
def word_class(form: str) -> str:
    """Return the class of a folded token: a function-word or lexicon class, `number`, `unknown`, or the mark itself.

    No token, as when a lone clitic is stripped, has the class "".
    """
    if not form or not form[0].isalnum():
        return form
    if form[0].isdigit():
        return "number"
    if form[0].isascii():
        return "latin"
    classes = _function_classes()
    if form in classes:
        return classes[form]
    if form[0] in "وف" and len(form) > 2 and classes.get(form[1:], _NOT_JOINED) != _NOT_JOINED:
        return classes[form[1:]]
    return _lexicon_class(form)


@functools.cache
def _function_classes() -> dict[str, str]:
    """Return the class of every function word, the first of `_PRIORITY` where it has several."""
    words = function_words()
    return {form: name for name in reversed(_PRIORITY) for form in words[name]}


def _lexicon_class(form: str) -> str:
    if form in country_words() or (form[0] in "وفبل" and form[1:] in country_words()):
        return "country"
    # "I praise" and "thank me" are, in news, nearly always the names Ahmad and Shukri.
    found = tuple(a for a in analyses(form) if a.person != "1" and a.pronoun != "1s")
    if any(analysis.pos == "ap" and analysis.case == "a" for analysis in found):
        return "participle"
    classes = {role_class(analysis.entry) for analysis in found if analysis.pos == "noun"}
    for _, name in _ROLE_KINDS:
        if name in classes:
            return name
    kinds = {analysis.pos for analysis in found}
    if "adj" in kinds:
        return "demonym"
    if form.startswith(("ال", "وال", "بال", "فال", "لل")) and not kinds & {"pv"}:
        bare = form[2:] if form.startswith(("ال", "لل")) else form[3:]
        kind = common_word(bare)
        if kinds or not kind:
            return "definite" if kinds else "definite_unknown"
        return "definite_adjective" if kind == "adjective" else "definite"
    if kinds & {"pv", "iv"}:
        return "reporting_verb"
    if "vn" in kinds:
        return "verbal_noun"
    return "given_name" if form in given_names() else common_word(form) or "unknown"


@functools.cache
def role_class(key: str) -> str:
    """Return the class of a concept of roles.ttl: title, organisation, group, document, unnamed or honorific."""
    concept = concepts("roles").get(key)
    if concept is None:
        return ""
    kinds = {name.rsplit("#", 1)[-1] for name in concept.types}
    return next((name for kind, name in _ROLE_KINDS if kind in kinds), "title")


@functools.cache
def country_words() -> frozenset[str]:
    """Return the one-word names of countries, capitals and seats of power, folded."""
    found = set()
    for concept in concepts("countries").values():
        risky = set(concept.properties.get("ambiguousLabel", ()))
        for name in (
            *concept.labels("ar"),
            *(v for p in ("capital", "seatOfPower") for v in concept.properties.get(p, ())),
        ):
            if " " not in name and name not in risky:
                found.add(folded_form(name))
    return frozenset(found)
