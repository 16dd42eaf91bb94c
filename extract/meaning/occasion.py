"""The occasion of a statement: a press conference, a telephone call, a tweet (labels of occasions.ttl)."""

from __future__ import annotations

import functools

from extract.document import Document, Draft
from extract.language.folding import folded_form
from extract.language.wordclass import word_class
from extract.meaning.surroundings import Run, Surroundings, continued, surroundings
from extract.meaning.words import keys, phrase_table, word_list
from extract.statement import Occasion
from ontology import concepts

_PRONOUNS = ("ه", "ها", "هم", "هما")
_GENERAL = "statement_to_media"
_PENALTY = 6
"""Tokens by which a more telling occasion may be farther from the cue than a mere statement to the media."""

_TRAIL_REACH = 8


def occasion(document: Document) -> None:
    """Fill the occasion of every draft: the label nearest to its cue outside the content, with its preposition.

    A draft that goes on with an earlier one (see `continued`) was said on the same occasion, unless it names its own.
    """
    for around in surroundings(document):
        around.draft.occasion = nearest_occasion(document, around)
    before = continued(document, paragraphs=True)
    for draft in sorted(document.drafts, key=lambda draft: draft.cue.start):
        earlier: Draft | None = before.get(id(draft))
        if earlier is not None and draft.occasion is None:
            draft.occasion = earlier.occasion


def nearest_occasion(document: Document, around: Surroundings) -> Occasion | None:
    """Return the occasion named nearest to a cue."""
    best: tuple[int, int, int, str] | None = None
    first_cue, last_cue = around.draft.cue_tokens
    for run in around.runs:
        at = run.first
        while at < run.last:
            found = _label_at(document, run, at)
            if found is None:
                at += 1
                continue
            start, end, kind = found
            distance = start - last_cue if start >= last_cue else first_cue - end
            cost = distance + (_PENALTY if kind == _GENERAL else 0)
            if (best is None or cost < best[0]) and not _in_speaker(document, around.draft, at):
                best = (cost, start, end, kind)
            at = end
    if best is None:
        return None
    span = document.span(best[1], best[2])
    return Occasion(best[3], span.text, span.start, span.end)


def _label_at(document: Document, run: Run, at: int) -> tuple[int, int, str] | None:
    """Return the first and last token, with a preposition before it, and the kind of a label that begins at a token."""
    forms = document.tokens.forms
    for bare, bound in _bare(forms[at]):
        for words, kind in _labels()[bare]:
            end = at + len(words)
            if end > run.last or any(_plain(forms[at + k]) != words[k] for k in range(1, len(words))):
                continue
            if run.place == "trail" and _is_background(forms, run, at):
                return None
            if words[0] in _self_sufficient():
                longer = _label_at(document, run, at + 1) if len(words) > 1 and at + 1 < run.last else None
                return (at, longer[1], longer[2]) if longer and longer[1] > end else (at, end, kind)
            lead = _preposition(forms, run, at, kind)
            if bound or lead < at:
                return (lead, end, kind)
    return None


def _preposition(forms: list[str], run: Run, at: int, kind: str) -> int:
    """Return the token of the preposition that leads to a label, or the label's own where none does."""
    prepositions, after = word_list("occasion_prepositions"), word_list("prepositions_of_time_after")
    for back in (at - 1, at - 2):
        if back < run.first:
            break
        form = forms[back][1:] if forms[back][0] == "و" and forms[back][1:] in prepositions else forms[back]
        if form in prepositions:
            return at if form in after and kind not in keys("gatherings") else back
        if forms[back] not in word_list("occasion_reach"):
            break
    return at


def _is_background(forms: list[str], run: Run, at: int) -> bool:
    """Tell whether a token after the content stands too far from it, or in the writer's own narration."""
    return at - run.first > _TRAIL_REACH or any(
        word_class(form) in ("background", "auxiliary") and form != "وفي" for form in forms[run.first : at]
    )


def _in_speaker(document: Document, draft: Draft, token: int) -> bool:
    """Tell whether a token belongs to the speaker's name (`بيان`, "a statement", may be the one that speaks)."""
    speaker = draft.speaker
    return speaker is not None and speaker.start <= document.tokens.starts[token] < speaker.end


@functools.cache
def _bare(form: str) -> tuple[tuple[str, bool], ...]:
    """Return a label's first word without clitics and article, and whether a preposition is written together with it.

    Only the readings with which a label begins are returned, so that most words are not looked at further.
    """
    found = [(_plain(form), False)]
    if form[0] in "وف" and len(form) > 3:
        found.append((_plain(form[1:]), False))
    if form[0] == "ب" and len(form) > 4:
        found.append((_plain(form[1:]), True))
    return tuple((bare, bound) for bare, bound in found if bare in _labels())


@functools.cache
def _plain(form: str) -> str:
    """Return a word without its article, so that a label meets its definite form."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


@functools.cache
def _self_sufficient() -> frozenset[str]:
    """Return the first words of labels that need no preposition: they are one, or an adverb."""
    adverbs = (words[0] for rows in _labels().values() for words, _ in rows if words[0].startswith("لل"))
    return word_list("occasion_prepositions") | word_list("occasion_adverbs") | frozenset(adverbs)


@functools.cache
def _labels() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the labels, without articles, by first word; one-word labels also with a pronoun (`مقابلته`)."""
    phrases: dict[tuple[str, ...], str] = {}
    for kind, concept in concepts("occasions").items():
        for label in concept.labels("ar"):
            words = tuple(_plain(folded_form(word)) for word in label.split())
            phrases[words] = kind
            if len(words) == 1:
                stem = words[0][:-1] + "ت" if words[0].endswith("ه") else words[0]
                stem = stem[:-1] + "ي" if stem.endswith("ء") else stem
                for pronoun in _PRONOUNS:
                    phrases.setdefault((stem + pronoun,), kind)
    return phrase_table(phrases)
