"""The noun phrase right after a cue, where its subject would stand.

Finding where it begins is cheap, where it ends is not; most cues are told from other uses of their words without the
end, so it is worked out only for those that need it.
"""

from __future__ import annotations

from extract.attribution.context import SPEAKING, Context, Mention, remembered
from extract.attribution.cues import CueCandidate
from extract.attribution.phrase_ends import LONGEST, phrase_end
from extract.attribution.phrases import phrase_starts

_REACH = 14
"""Tokens after a cue within which its subject begins."""


@remembered
def subject_start(context: Context, cue: CueCandidate) -> int | None:
    """Return the first token of the noun phrase after a cue, None where there is none."""
    end = min(context.sentence_end(cue.first), cue.last + _REACH)
    for t in range(cue.last, end):
        if context.classes[t].startswith("complementiser") or context.is_mark(t) or context.forms[t] == ":":
            end = t
            break
    starts = phrase_starts(context, cue.last, end)
    if not starts:
        return None
    _cues_by_subject(context).setdefault(starts[0], []).append(cue)
    return starts[0]


@remembered
def subject(context: Context, cue: CueCandidate) -> Mention | None:
    """Return the noun phrase after a cue, None where there is none."""
    start = subject_start(context, cue)
    if start is None:
        return None
    return Mention(start, phrase_end(context, start, context.sentence_end(cue.first), cue))


def has_plausible_subject(context: Context, cue: CueCandidate, start: int) -> bool:
    """Tell whether the phrase begun at `start` after a cue, its subject, `is_plausible`."""
    if context.classes[start] in SPEAKING:
        return True
    farthest = min(context.sentence_end(cue.first), start + LONGEST)
    if context.name_words.isdisjoint(context.forms[start:farthest]):
        return False
    phrase = subject(context, cue)
    return phrase is not None and context.is_plausible(phrase)


def end_chance(context: Context, mention: Mention) -> float:
    """Return how sure it is that a mention ends where it does, 0 to 1; 1 for words that were read as no phrase."""
    for cue in _cues_by_subject(context).get(mention.first, ()):
        subject(context, cue)
    return context.end_chances.get(mention, 1.0)


@remembered
def _cues_by_subject(context: Context) -> dict[int, list[CueCandidate]]:
    """Return the cues met so far by the first token of their subject."""
    return {}
