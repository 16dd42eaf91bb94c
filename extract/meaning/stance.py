"""The speech act, refined by the attitude that its words name, and the act's stance toward what it is about."""

from __future__ import annotations

import dataclasses
import functools

from extract.document import Document, Draft
from extract.language.folding import folded_form
from extract.language.wordclass import word_class
from extract.meaning.words import keys, word_list
from ontology import concepts

_REFINED = frozenset(["express", "announce", "affirm"])
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "نا", "ي", "هن")
_REACH = 3
"""Tokens from the start of a content within which the attitude may follow words such as `بالغ` ("utmost")."""


def stance(document: Document) -> None:
    """Refine the act of every draft and set its polarity.

    A verb that only expresses, announces or affirms takes the act of the attitude noun that begins its content (`أعرب
    عن قلقه` is express_concern). The polarity is the act's (acts.ttl). A negated act of support is opposition; any
    other negated act (`لم يستبعد`, "did not rule out") is neutral.
    """
    for draft in document.drafts:
        act = _attitude(document, draft)
        if act is not None:
            draft.cue = dataclasses.replace(draft.cue, act=act)
        draft.polarity = _polarity(draft.cue.act, _is_negated(document, draft))


def _attitude(document: Document, draft: Draft) -> str | None:
    """Return the act that the noun at the start of a draft's content names, or None."""
    if draft.cue.act not in _REFINED or not draft.content_tokens:
        return None
    if draft.form == "direct" and draft.cue.act != "express":
        return None  # quoted words are a sentence of their own; only "expressed" makes a noun phrase of them
    first, last = draft.content_tokens[0]
    forms = document.tokens.forms
    # After أن ("that") a noun begins a clause about something else.
    if first < draft.cue_tokens[1] or word_class(forms[first - 1]) == "complementiser":
        return None
    words_only = [token for token in range(first, min(first + 2 * _REACH, last)) if document.tokens.is_word[token]]
    for token in words_only[:_REACH]:
        for words, act in _attitudes().get(forms[token], ()):
            if all(token + k < last and forms[token + k] in word for k, word in enumerate(words, 1)):
                return act
        if forms[token] not in word_list("intensifiers"):
            return None
    return None


def _is_negated(document: Document, draft: Draft) -> bool:
    first = draft.cue_tokens[0]
    if not first or document.sentences[first - 1] != document.sentences[first]:
        return False
    return document.tokens.forms[first - 1] in word_list("negations")


def _polarity(act: str, negated: bool) -> str:
    polarity = _polarities().get(act, "neutral")
    if not negated:
        return polarity
    return "oppose" if act in keys("negated_support") else "neutral"


@functools.cache
def _polarities() -> dict[str, str]:
    return {key: concept.one("stance") or "neutral" for key, concept in concepts("acts").items()}


@functools.cache
def _attitudes() -> dict[str, tuple[tuple[tuple[frozenset[str], ...], str], ...]]:
    """Return, by the inflected first word of an attitude noun, the forms its further words may have, and its act."""
    table: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = {}
    for concept in concepts("cues").values():
        if not any(name.endswith("#AttitudeNoun") for name in concept.types):
            continue
        act = concept.properties["broader"][0].rsplit("/", 1)[-1]
        for label in concept.labels("ar"):
            words = [folded_form(word) for word in label.split()]
            rest = tuple(frozenset(_inflected(word)) for word in words[1:])
            for form in _inflected(words[0]):
                table.setdefault(form, []).append((rest, act))
    return {form: tuple(sorted(rows, key=lambda row: -len(row[0]))) for form, rows in table.items()}


def _inflected(word: str) -> set[str]:
    """Return a noun with the article, a pronoun, the accusative and the prepositions `ب` and `ل`."""
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    stems = {stem, stem[:-1] + "ي", stem[:-1] + "و"} if stem.endswith("ء") else {stem}
    found = {word, "ال" + word, word + "ا"} | {stem + pronoun for stem in stems for pronoun in _PRONOUNS if pronoun}
    return found | {"ب" + form for form in found} | {"ل" + form for form in found if not form.startswith("ال")}
