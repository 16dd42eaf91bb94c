"""Finding the ontology's labels in an article: a trie over folded words, clitics and the article allowed for.

Matching is by whole tokens, leftmost and longest, so that `جنوب السودان` ("South Sudan") hides `السودان` ("Sudan") and
`جامعة الدول العربية` ("the League of Arab States") hides the states within it. The first word of a label may carry the
clitics و ف ب ل ك, and later words may lack their article.

A matcher made with `loose` takes every word with or without the article and with the endings of nouns and verbs, an
imperfect in any person and with the future's س; and labels may overlap: `إبرام اتفاق تجاري` ("concluding a trade
agreement") has both `إبرام اتفاق` and `اتفاق تجاري`, though neither hides what it holds.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from extract.language.folding import folded_form
from extract.memory import Memory
from ontology import Concept, concepts

_ADJECTIVE_ENDINGS = ("", "ه", "ين", "ون", "ان", "تين", "تان", "ات", "ا", "و")
_PRONOUNS = ("هما", "كما", "ها", "هم", "نا", "كم", "ه")
_NUMBERS = ("تين", "تان", "ات", "ين", "ون", "ان", "وا", "ت")
"""Endings of dual and plural nouns and of verbs."""
_PERSONS = "تنا"
"""First letters of an imperfect beside ي, the one that labels have."""
_SHORTEST = 2
_LEAF = ""
_REMEMBERED = 1 << 16
"""Forms of which a matcher remembers what they may be."""

Value = TypeVar("Value")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class CountryLabel:
    """What a label says: the country, how it names it (`name`, `demonym`, `capital` ...), and whether it is unsure."""

    country: str
    kind: str
    ambiguous: bool


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class OrganisationLabel:
    """A label of an international body or medium: its key and whom it speaks for or where it is at home, or ""."""

    key: str
    speaks_for: str


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class TopicLabel:
    """A word or phrase of a topic; `strong` where it alone speaks for the topic, `shared` where others have it too."""

    topic: str
    strong: bool
    shared: bool


class Hit(NamedTuple, Generic[Value]):
    """A label at tokens `first`-`last` (exclusive) with everything it may mean, sorted."""

    first: int
    last: int
    values: tuple[Value, ...]


class Matcher(Generic[Value]):
    """A compiled set of labels."""

    def __init__(self, labels: Iterable[tuple[str, Value]], loose: bool) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        self._loose = loose
        self._first = Memory(self._readings_of_first, _REMEMBERED)
        self._later = Memory(self._readings_of_later, _REMEMBERED)
        self._later_words: set[str] = set()
        for label, value in sorted(labels, key=_order):
            words = [self._plain(word) for word in folded_form(label).replace("-", " ").split()]
            self._later_words.update(words[1:])
            node = self._root
            for word in words:
                node = node.setdefault(word, {})
            values = node.setdefault(_LEAF, {})
            values[value] = None

    def find(self, forms: Sequence[str]) -> list[Hit[Value]]:
        """Return the labels in a list of folded token forms: leftmost, longest, without overlap unless `loose`."""
        found: list[Hit[Value]] = []
        free = end = 0
        for at, nodes in enumerate(map(self._first.__getitem__, forms)):
            if not nodes or at < free:
                continue
            best, values = 0, None
            for node in nodes:
                if values is None and _LEAF in node:
                    best, values = at + 1, node[_LEAF]
                length, longer = self._longest(forms, at + 1, node)
                if longer is not None and length > best:
                    best, values = length, longer
            if values is None:
                continue
            if best > end:
                found.append(Hit(at, best, tuple(values)))
                end = best
            if not self._loose:
                free = best
        return found

    def _longest(self, forms: Sequence[str], at: int, node: dict) -> tuple[int, dict | None]:  # type: ignore[type-arg]
        end, values = at, None
        while at < len(forms) and len(node) > (_LEAF in node):
            words = self._later[forms[at]]
            if node.keys().isdisjoint(words):
                break
            child = next(node[word] for word in words if word in node)
            node, at = child, at + 1
            if _LEAF in node:
                end, values = at, node[_LEAF]
        return end, values

    def _plain(self, word: str) -> str:
        """Return a word as the trie keeps it."""
        return word[2:] if self._loose and word.startswith("ال") and len(word) > 4 else word

    def _readings_of_first(self, form: str) -> tuple[dict, ...]:  # type: ignore[type-arg]
        """Return the nodes that a token may open, those that strip the least first."""
        words = dict.fromkeys(self._plain(word) for word in without_clitics(form))
        if self._loose:
            for word in tuple(words):
                words.update(dict.fromkeys(_inflected_from(word)))
        return tuple(self._root[word] for word in words if word in self._root)

    def _readings_of_later(self, form: str) -> tuple[str, ...]:
        """Return the words of labels, past their first, that a token may stand for, the least changed first."""
        plain = self._plain(form)
        words = (plain, *_inflected_from(plain)) if self._loose else (form, "ال" + form)
        return tuple(word for word in words if word in self._later_words)


def _order(row: tuple[str, Any]) -> tuple[str, str, tuple[Any, ...]]:
    """Order labels so that a hit's values come in a fixed order, those of one kind together."""
    label, value = row
    return label, type(value).__name__, dataclasses.astuple(value)


@functools.lru_cache(maxsize=65536)
def without_clitics(form: str) -> tuple[str, ...]:
    """Return a folded word and what is left of it without its leading clitics, the least stripped first.

    >>> without_clitics("وللعراق")
    ('وللعراق', 'للعراق', 'العراق', 'لعراق', 'عراق')
    """
    found = [form]
    if form[0] in "وف" and len(form) > _SHORTEST:
        found.append(form[1:])
    for word in tuple(found):
        if word.startswith("لل") and len(word) > _SHORTEST:
            found.append("ال" + word[2:])
        if word[0] in "بلك" and len(word) > _SHORTEST:
            found.append(word[1:])
            if word.startswith("لل") and len(word) > _SHORTEST + 2:
                found.append(word[2:])
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=65536)
def _inflected_from(word: str) -> tuple[str, ...]:
    """Return the labels' words that a word may be a form of, the least changed first.

    A noun without its pronoun (`علاقاتها`, `علاقته`), the alef of tanwin (`هجوما`), the ending of its number (`هجومين`,
    `غارتين`), or with the ن that ين loses before a noun (`مقاتلي`); a verb in the third person of the singular, perfect
    or imperfect (`قصفوا`, `سنقصف`).

    >>> _inflected_from("سنقصف")
    ('يقصف',)
    """
    found: dict[str, None] = {}
    bare = word
    for ending in _PRONOUNS:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            bare = word[: -len(ending)]
            found[bare] = None
            if bare.endswith("ت"):
                found[bare[:-1] + "ه"] = None
            break
    if word.endswith("ا") and len(word) > _SHORTEST + 2:
        found[word[:-1]] = None
    if word.endswith("ي") and len(word) > _SHORTEST + 2:
        found[word + "ن"] = None
    for ending in _NUMBERS:
        if bare.endswith(ending) and len(bare) - len(ending) > _SHORTEST:
            found[bare[: -len(ending)]] = None
            if ending != "ت" and ending != "وا":
                found[bare[: -len(ending)] + "ه"] = None
            break
    for form in (word, *found):
        for verb in (form, form[1:]) if form[0] == "س" else (form,):
            if len(verb) <= _SHORTEST + 1:
                continue
            if verb[0] in _PERSONS:
                found["ي" + verb[1:]] = None
            elif verb[0] == "ي" and verb is not form:
                found[verb] = None
    return tuple(found)


@functools.cache
def country_matcher() -> Matcher[CountryLabel | OrganisationLabel]:
    """Return the matcher of countries, with organisations beside them because their names hide countries."""
    labels: list[tuple[str, CountryLabel | OrganisationLabel]] = []
    for key, concept in concepts("countries").items():
        labels += _country_labels(key, concept)
    for key, concept in concepts("organisations").items():
        unsure = set(concept.properties.get("ambiguousLabel", ()))
        home = (concept.one("country") or "").rsplit("/", 1)[-1]
        organisation = OrganisationLabel(key, concept.one("speaksFor") or home)
        labels += [(label, organisation) for label in concept.labels("ar") if label not in unsure]
    return Matcher(labels, loose=False)


@functools.cache
def topic_matcher() -> Matcher[TopicLabel]:
    """Return the matcher of the topics' words."""
    labels = []
    for key, concept in concepts("topics").items():
        shared = set(concept.properties.get("ambiguousLabel", ()))
        for label in concept.hidden.get("ar", ()):
            labels.append((label, TopicLabel(key, False, label in shared)))
        for label in concept.alt.get("ar", ()):
            labels.append((label, TopicLabel(key, True, label in shared)))
        if concept.alt:  # the name of a topic without words of its own, "other", says nothing
            labels.append((concept.pref["ar"], TopicLabel(key, True, False)))
    return Matcher(labels, loose=True)


def _country_labels(key: str, concept: Concept) -> list[tuple[str, CountryLabel | OrganisationLabel]]:
    unsure = {folded_form(label) for label in concept.properties.get("ambiguousLabel", ())}
    found: list[tuple[str, CountryLabel | OrganisationLabel]] = []

    def add(label: str, kind: str, ambiguous: bool) -> None:
        found.append((label, CountryLabel(key, kind, ambiguous)))

    for label in concept.labels("ar"):
        add(label, "name", folded_form(label) in unsure)
    for kind in ("capital", "seatOfPower", "city", "leader", "armedGroup", "people"):
        for label in concept.properties.get(kind, ()):
            add(label, kind, folded_form(label) in unsure)
            if kind == "people" and label.startswith("ال") and " " not in label:
                add(label[2:], kind, folded_form(label) in unsure)
    for label in concept.properties.get("jointLabel", ()):
        add(label, "joint", False)
    for label in concept.properties.get("demonym", ()):
        for word in _adjective(label):
            add(word, "demonym", folded_form(label) in unsure)
            add("ال" + word, "demonym", folded_form(label) in unsure)
    return found


def _adjective(demonym: str) -> list[str]:
    """Return the inflected forms of a nationality adjective; of a compound one, its first word's."""
    head, _, rest = folded_form(demonym).partition(" ")
    return [" ".join(filter(None, (head + ending, rest))) for ending in _ADJECTIVE_ENDINGS]
