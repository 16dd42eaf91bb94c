"""Inflecting the lexicon's entries: every stem of a reporting verb, role or nationality adjective, folded.

An entry of cues.ttl states only what is irregular; the rest is made here by joining endings, which is exact because
the lexicon gives the stems that change before an ending. Stems are complete words without clitics; `bound` tells
whether an object or possessive pronoun may follow (`both`), must follow (`only`) or cannot (`never`).
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Iterator

from extract.language.folding import folded_form
from ontology import Concept, concepts


@dataclasses.dataclass(frozen=True, slots=True)
class Stem:
    """One inflected stem. `pos`: pv (perfect), iv (imperfect), ap (participle), vn (verbal noun), noun, adj."""

    form: str
    lemma: str
    pos: str
    gender: str = "-"
    number: str = "-"
    person: str = "3"
    case: str = "-"
    bound: str = "both"


_FIELDS = operator.attrgetter(*(field.name for field in dataclasses.fields(Stem)))


def lexicon_stems() -> list[Stem]:
    """Return every stem of the ontology's cues, roles and demonyms, without repeats, sorted."""
    stems: set[Stem] = set()
    for key, entry in concepts("cues").items():
        kind = {name.rsplit("#", 1)[-1] for name in entry.types}
        if kind & {"ReportingVerb", "PhraseVerb"}:
            stems.update(_verb(key, entry))
        elif "ReportingNoun" in kind:
            stems.update(_reporting_noun(key, entry))
    for key, entry in concepts("roles").items():
        stems.update(_role(key, entry))
    for key, entry in concepts("countries").items():
        for demonym in entry.properties.get("demonym", ()):
            if " " not in demonym:
                stems.update(_adjective(key, demonym))
    return sorted(stems, key=_FIELDS)


def _verb(key: str, entry: Concept) -> Iterator[Stem]:
    yield from _perfect(key, entry)
    yield from _imperfect(key, entry)
    yield from _participle(key, entry)
    for noun in entry.properties.get("verbalNoun", ()):
        yield from _noun(key, noun, "vn")
    for noun in entry.properties.get("verbalNounPlural", ()):
        yield from _noun(key, noun, "vn", number="p")


def _perfect(key: str, entry: Concept) -> Iterator[Stem]:
    base = folded_form(entry.pref["ar"])
    feminine = _given(entry, "perfectFeminine") or [base + "ت"]
    plural = _given(entry, "perfectPlural") or [base + "وا"]
    dual = _given(entry, "perfectDual") or [base + "ا"]
    bound = _given(entry, "perfectBound")
    yield Stem(base, key, "pv", "m", "s", bound="never" if bound else "both")
    for form in bound:
        yield Stem(form, key, "pv", "m", "s", bound="only")
    for form in feminine:
        yield Stem(form, key, "pv", "f", "s")
        yield Stem(form + "ا", key, "pv", "f", "d")
    for form in plural:
        yield Stem(form, key, "pv", "m", "p", bound="never")
        yield Stem(form.removesuffix("ا"), key, "pv", "m", "p", bound="only")
    for form in dual:
        yield Stem(form, key, "pv", "m", "d")


def _imperfect(key: str, entry: Concept) -> Iterator[Stem]:
    for base in _given(entry, "imperfect"):
        bound = _given(entry, "imperfectBound")
        for third, gender in (("ي", "m"), ("ت", "f")):
            yield Stem(third + base[1:], key, "iv", gender, "s", bound="never" if bound else "both")
            for form in bound:
                yield Stem(third + form[1:], key, "iv", gender, "s", bound="only")
        yield Stem("ن" + base[1:], key, "iv", "-", "p", person="1")
        yield Stem("ا" + base[1:], key, "iv", "-", "s", person="1")
        yield from _imperfect_endings(key, entry, base)
    for form in _given(entry, "jussive"):
        for third, gender in (("ي", "m"), ("ت", "f")):
            yield Stem(third + form[1:], key, "iv", gender, "s")


def _imperfect_endings(key: str, entry: Concept, base: str) -> Iterator[Stem]:
    for form in _given(entry, "imperfectPlural") or [base + "ون"]:
        yield Stem(form, key, "iv", "m", "p")
        yield Stem(form.removesuffix("ن") + "ا", key, "iv", "m", "p", bound="never")
    for form in _given(entry, "imperfectDual") or [base + "ان"]:
        for third, gender in (("ي", "m"), ("ت", "f")):
            yield Stem(third + form[1:], key, "iv", gender, "d")


def _participle(key: str, entry: Concept) -> Iterator[Stem]:
    for base in _given(entry, "participle"):
        accusative = _given(entry, "participleAccusative") or [base + "ا"]
        feminine = _given(entry, "participleFeminine") or [base + "ه"]
        plural = _given(entry, "participlePlural") or [base + "ين"]
        yield Stem(base, key, "ap", "m", "s")
        for form in accusative:
            yield Stem(form, key, "ap", "m", "s", case="a", bound="never")
        for form in feminine:
            yield Stem(form, key, "ap", "f", "s", bound="never")
            yield Stem(form.removesuffix("ه") + "تين", key, "ap", "f", "d", case="a", bound="never")
            yield Stem(form.removesuffix("ه") + "ات", key, "ap", "f", "p", bound="never")
        for form in plural:
            yield Stem(form, key, "ap", "m", "p", case="a", bound="never")


def _reporting_noun(key: str, entry: Concept) -> Iterator[Stem]:
    yield from _noun(key, entry.pref["ar"], "vn")
    for plural in entry.properties.get("plural", ()):
        yield from _noun(key, plural, "vn", number="p")


def _role(key: str, entry: Concept) -> Iterator[Stem]:
    number = entry.one("number") or "s"
    gender = entry.one("gender") or "m"
    for label in entry.labels("ar"):
        if " " in label:
            continue
        form = folded_form(label)
        feminine = form.endswith("ه") and gender == "m" and number == "s"
        yield from _noun(key, label, "noun", gender="f" if feminine else gender, number=number)


def _noun(key: str, label: str, pos: str, gender: str = "m", number: str = "s") -> Iterator[Stem]:
    """Yield a noun's stems; one in ta marbuta opens its ta before a pronoun, any other may carry tanwin."""
    if " " in label:
        return
    form = folded_form(label)
    if form.endswith("ه") and label.endswith("ة"):
        yield Stem(form, key, pos, "f" if pos == "vn" else gender, number, bound="never")
        yield Stem(form[:-1] + "ت", key, pos, "f" if pos == "vn" else gender, number, bound="only")
        return
    yield Stem(form, key, pos, gender, number)
    if number == "s" and not form.endswith(("ا", "ء", "ي")):
        yield Stem(form + "ا", key, pos, gender, number, case="a", bound="never")


def _adjective(key: str, demonym: str) -> Iterator[Stem]:
    base = folded_form(demonym)
    endings = (
        ("", "m", "s"), ("ه", "f", "s"), ("ا", "m", "s"), ("ين", "m", "p"), ("ون", "m", "p"),
        ("ات", "f", "p"), ("ان", "m", "d"), ("تان", "f", "d"), ("تين", "f", "d"),
    )  # fmt: skip
    for ending, gender, number in endings:
        yield Stem(base + ending, key, "adj", gender, number, bound="never")


def _given(entry: Concept, name: str) -> list[str]:
    return [folded_form(value) for value in entry.properties.get(name, ())]
