"""The common words of news Arabic, so that a verb or noun is not taken for a name: `common_words/*.txt`, inflected.

A line of a file is one entry, `#` begins a comment. verbs.txt has the third person masculine singular of the perfect
and then of the imperfect; nouns.txt a singular and its plurals; adjectives.txt a masculine singular and what is
irregular of the rest; adverbs.txt and given_names.txt words that do not inflect.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from extract.language.folding import folded_form

FOLDER = Path(__file__).resolve().parent / "common_words"

_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")
"""Of the third person and the first of the plural: the others are rare in news and would make words of many names."""
_ENDINGS = ("", "ا", "ان", "ين", "ون", "ات", "و")
"""Endings of a noun or adjective without ta marbuta: tanwin, dual, sound plurals; the last before a pronoun."""
_PERSONS = "يتن"
"""All but the first person singular, for the same reason."""


@functools.cache
def common_word(form: str) -> str:
    """Return the kind of a folded word: `past`, `present`, `noun`, `noun_verb`, `adjective`, `adverb`, or "".

    `noun_verb` is spelled the same as a noun and as a verb. A verb after `و` or `ف` is `and_past` or `and_present`.
    A word with the article has no kind here, for the article tells it from a name already.
    """
    kinds = _kinds(form)
    if not kinds and form[:1] in ("و", "ف") and len(form) > 2:
        kinds = _kinds(form[1:])
        if kinds and kinds <= {"past", "present"}:
            return "and_" + min(kinds)
    if not kinds:
        return ""
    verbal, nominal = kinds & {"past", "present"}, kinds & {"noun", "adjective"}
    if verbal and nominal:
        return "noun_verb"
    if verbal:
        return min(verbal)
    if "adverb" in kinds:
        return "adverb"
    return "noun" if "noun" in kinds else min(kinds)


@functools.cache
def given_names() -> frozenset[str]:
    """Return the given names of given_names.txt and the particles of names, folded; they are no common words."""
    return frozenset(word for words in _lines("given_names") for word in words)


def _kinds(form: str) -> frozenset[str]:
    """Return the kinds of a word without conjunction: as it stands, else without its pronoun or its clitic."""
    words = _words()
    if form in words:
        return words[form]
    for pronoun in _PRONOUNS:
        if form.endswith(pronoun) and len(form) > len(pronoun) + 1:
            stem = form[: -len(pronoun)]
            found = words.get(stem + "+", frozenset()) | (words.get(stem, frozenset()) - {"adverb"})
            if found:
                return found
    if len(form) > 3 and form[0] in "سل" and "present" in (kinds := _kinds(form[1:])):
        return kinds & {"present"} if form[0] == "س" else kinds
    if len(form) > 3 and form[0] in "بلك":
        return _kinds(form[1:]) & {"noun", "adjective"}
    return frozenset()


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    """Return the kinds of every inflected form; one that is only seen before a pronoun ends in `+`."""
    forms: dict[str, set[str]] = defaultdict(set)
    for words in _lines("verbs"):
        forms["past"].update(_past(words[0]))
        for word in words[1:]:
            forms["present"].update(_present(word))
    for kind, name in (("noun", "nouns"), ("adjective", "adjectives")):
        for words in _lines(name):
            forms[kind].update(_nominal(words, kind))
    forms["adverb"].update(words[0] for words in _lines("adverbs"))
    found: dict[str, frozenset[str]] = {}
    for kind, of_kind in forms.items():
        found.update({form: _together(found.get(form, frozenset()), kind) for form in of_kind})
    return found


@functools.cache
def _together(kinds: frozenset[str], kind: str) -> frozenset[str]:
    return kinds | {kind}


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        words = [folded_form(word) for word in line.split("#")[0].split()]
        if words:
            yield words


def _past(base: str) -> Iterator[str]:
    """Yield the third persons of the perfect, and the first person plural, of a verb."""
    yield base
    if base.endswith(("ا", "ي")) and len(base) > 2 and base[-2] != "ا":
        stem = base[:-1]
        yield from (stem + "ت", stem + "تا", stem + "وا", stem + "و+", stem + "ا+")
        yield from ((stem + "يت", stem + "يا") if base.endswith("ي") else (stem + "وت", stem + "وا", base + "ت"))
        return
    yield from (base + "ت", base + "تا", base + "وا", base + "و+", base + "ا", base + "ن")
    hollow = base[:-2] + base[-1] if len(base) > 2 and base[-2] == "ا" else base
    yield from (hollow + "نا", hollow + "ت")


def _present(base: str) -> Iterator[str]:
    """Yield the imperfect of a verb in all persons, with the moods that spelling shows."""
    rest = base[1:]
    weak = rest.endswith(("ي", "و", "ا")) and len(rest) > 2
    short = rest[:-1] if weak else rest
    hollow = rest[:-2] + rest[-1] if len(rest) > 2 and rest[-2] in "ايو" else rest
    for person in _PERSONS:
        yield from (person + rest, person + short, person + hollow)
        if weak:
            yield person + short + "ا+"
    for person in "يت":
        yield from (person + short + ending for ending in ("ون", "وا", "و+"))
        yield from (person + rest + ending for ending in ("ان", "ا", "ن"))


def _nominal(words: list[str], kind: str) -> Iterator[str]:
    for word in words:
        yield word
        if word.endswith("ه"):
            yield from (word[:-1] + ending for ending in ("ت+", "تان", "تين", "تا", "تي+", "ات"))
        else:
            yield from (word + ending for ending in _ENDINGS)
    if kind == "adjective":
        yield from (words[0] + ending for ending in ("ه", "تان", "تين"))
