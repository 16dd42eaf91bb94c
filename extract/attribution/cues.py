"""Proposing cues: every word or phrase of an article that may report somebody's words.

Rules propose here and a learned model disposes (`extract.attribution.reader`): a proposal is an inflection of a
reporting verb, a fixed phrase of one, a noun of saying, or a verbless attribution (`وبحسب`, "according to").
"""

from __future__ import annotations

import dataclasses

from extract.attribution.lexicon import CueEntry, attribution_phrases, entries, phrases_by_head
from extract.document import Document
from extract.language.morphology import Analysis, analyses
from extract.language.wordclass import word_class
from extract.memory import Memory

_TAIL_WINDOW = 12


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class CueCandidate:
    """A possible cue: tokens `first`-`last` (exclusive), its lexicon entry and grammar.

    `pos`: pv, iv, ap, vn, or `phrase` for a verbless attribution. `tail_end` is the token after a fixed phrase's tail
    where it has one, else `last`. `others` are the further entries that share the spelling.
    """

    first: int
    last: int
    entry: CueEntry
    pos: str
    gender: str
    number: str
    person: str
    case: str
    conjunction: str
    preposition: str
    definite: bool
    pronoun: str
    tail_end: int
    takes: frozenset[str]
    phrase: bool
    others: tuple[str, ...] = ()


def cue_candidates(document: Document) -> list[CueCandidate]:
    """Return the possible cues in text order, at most one per first token."""
    found: list[CueCandidate] = []
    free = 0
    for i, form in enumerate(document.tokens.forms):
        if i < free or not document.tokens.is_word[i]:
            continue
        heads, readings = _possible[form]
        candidate = (_attribution(document, i, heads) if heads else None) or (
            _inflected(document, i, form, readings) if readings else None
        )
        if candidate is not None:
            found.append(candidate)
            free = candidate.last
    return found


_Head = tuple[str, tuple[str, ...], CueEntry]
"""A conjunction before the first word of a verbless attribution, all its words, and its entry."""


def _find_possible(form: str) -> tuple[tuple[_Head, ...], tuple[Analysis, ...]]:
    """Return the attributions that a form may begin and its readings as a word of reporting: for most words none."""
    bare_forms = [("", form)]
    if form[0] in "وف":
        bare_forms.append(("w" if form[0] == "و" else "f", form[1:]))
    heads = tuple(
        (conjunction, words, entry)
        for conjunction, bare in bare_forms
        for words, entry in attribution_phrases().get(bare, ())
    )
    readings = tuple(
        a
        for a in analyses(form)
        if a.pos in ("pv", "iv", "ap", "vn") and a.entry in entries() and not (a.pos == "ap" and a.definite)
    )
    return heads, readings


_possible = Memory(_find_possible, 1 << 16)


def _attribution(document: Document, i: int, heads: tuple[_Head, ...]) -> CueCandidate | None:
    forms = document.tokens.forms
    for conjunction, words, entry in heads:
        last = i + 1
        matched = True
        for word in words[1:]:
            if last < len(forms) and forms[last] == word:
                last += 1
            elif word == "ل" and word == words[-1] and last < len(forms) and forms[last].startswith("ل"):
                break
            elif (
                word == words[-1]
                and "pronoun" in entry.followed_by
                and last < len(forms)
                and _with_pronoun(forms[last], word)
            ):
                last += 1
            else:
                matched = False
                break
        if matched and not _never(entry, document, i):
            return CueCandidate(
                i,
                last,
                entry,
                "phrase",
                "",
                "",
                "3",
                "",
                conjunction,
                "",
                False,
                "",
                last,
                frozenset(["clause", "quote"]),
                True,
            )
    return None


_PRONOUNS = ("هما", "هم", "ها", "ه", "نا", "هن")


def _with_pronoun(form: str, word: str) -> bool:
    stem = word.removesuffix("ه") + "ت" if word.endswith("ه") else word
    return any(form == base + pronoun for base in (word, stem) for pronoun in _PRONOUNS)


def _inflected(document: Document, i: int, form: str, possible: tuple[Analysis, ...]) -> CueCandidate | None:
    readings = [a for a in possible if not _never(entries()[a.entry], document, i)]
    if not readings:
        return None
    start, end = document.tokens.starts[i], document.tokens.ends[i]
    best = max(readings, key=lambda a: _rank(a, form, _SHADDA in document.text[start:end]))
    entry = entries()[best.entry]
    takes, tail_end, phrase = (
        entry.takes | frozenset(slot for frame in entry.frames for slot in frame[:1]),
        i + 1,
        False,
    )
    phrases = phrases_by_head().get(best.entry, ())
    window = _tail_window(document, i) if phrases else 0
    for option in phrases:
        end = _tail(document, i, window, option)
        if end:
            entry, takes, tail_end, phrase = option, option.takes or frozenset(["object"]), end, True
            break
    if entry.kind == "PhraseVerb":
        return None
    others = tuple(sorted({a.entry for a in readings} - {best.entry}))
    return CueCandidate(
        i, i + 1, entry, best.pos, best.gender, best.number, best.person, best.case, best.conjunction, best.preposition,
        best.definite, best.pronoun, tail_end, takes, phrase, others,
    )  # fmt: skip


_SHADDA = "\u0651"
_CERTAINTY = {"strong": 2, "medium": 1, "weak": 0}
_POS = {"pv": 3, "iv": 2, "ap": 1, "vn": 0}


def _rank(analysis: Analysis, form: str, shadda: bool) -> tuple[int, int, int, int, str]:
    """Order the readings of one spelling; a verb told apart by its shadda counts less where none is written."""
    entry = entries()[analysis.entry]
    return (
        int(analysis.case == "a" and analysis.pos == "ap"),
        _CERTAINTY[entry.certainty] - int(form in entry.ambiguous),
        -int(entry.vocalised != shadda),
        _POS[analysis.pos] - 4 * int(analysis.person == "1"),
        analysis.entry,
    )


def _tail_window(document: Document, i: int) -> int:
    """Return the token before which the tail of a phrase that begins at token `i` begins."""
    forms, sentences = document.tokens.forms, document.sentences
    for j in range(i + 1, min(len(forms), i + _TAIL_WINDOW)):
        if sentences[j] != sentences[i] or word_class(forms[j]).startswith("complementiser"):
            return j
    return min(len(forms), i + _TAIL_WINDOW)


def _tail(document: Document, i: int, window: int, entry: CueEntry) -> int:
    """Return the token after a phrase's tail, or 0; the subject may stand between verb and tail."""
    forms = document.tokens.forms
    first = entry.tail[0]
    for j in range(i + 1, window):
        if _same_word(forms[j], first) and all(
            j + k < len(forms) and _same_word(forms[j + k], word) for k, word in enumerate(entry.tail)
        ):
            if j > i + 1 and first in ("عن", "في", "علي", "الي", "ب"):
                return 0 if j > i + 8 else j + len(entry.tail) - _kept(entry)
            return j + len(entry.tail) - _kept(entry)
    return 0


def _kept(entry: CueEntry) -> int:
    return len(entry.content_from)


def _same_word(form: str, word: str) -> bool:
    """Compare a token with a tail word that may carry or lack the article, tanwin or a pronoun."""
    if form == word:
        return True
    if len(word) < 4:
        return False
    base = form[2:] if form.startswith("ال") else form
    bare = word[2:] if word.startswith("ال") else word
    if not base.startswith(bare[:-2]):  # the most that an ending takes away
        return False
    if base in (bare, bare + "ا") or base + "ا" == bare:
        return True
    return _with_pronoun(base, bare.removesuffix("ا") if bare.endswith("ا") else bare)


def _never(entry: CueEntry, document: Document, i: int) -> bool:
    forms = document.tokens.forms
    for words in entry.not_cue:
        for place, word in enumerate(words):
            start = i - place
            if forms[i] != word and not (forms[i][0] in "وف" and forms[i][1:] == word):
                continue
            if start >= 0 and all(
                start + k < len(forms) and (k == place or forms[start + k] == other) for k, other in enumerate(words)
            ):
                return True
    return False
