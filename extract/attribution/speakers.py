"""Who speaks: for each reading, the noun phrases around its cue and the speakers before it are ranked.

A candidate is a phrase after the cue (Arabic's usual place), a phrase before it in the sentence, or an earlier
speaker for a cue without a subject (`وأضاف أن`, "and he added that"). The learned model `speaker` scores each and
the best is taken.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from typing import NamedTuple

from extract.attribution.context import Context, Mention, remembered
from extract.attribution.nesting import Nesting
from extract.attribution.phrase_ends import phrase_end
from extract.attribution.phrases import phrase_starts
from extract.attribution.reader import Reading
from extract.attribution.speaker_features import (
    Behind,
    behind,
    cue_kind,
    cue_parts,
    mention_parts,
    passing_parts,
    place_parts,
)
from extract.language.wordclass import NAMES
from extract.learning.linear import likeliest, model

_BACK = 5
"""How many earlier speakers a cue without a subject may go back to."""


class Candidate(NamedTuple):
    """A possible speaker.

    `place` is after, before, previous or earlier; `rank` counts candidates of that place from the cue. `reading` is the
    number of the reading that an earlier one was chosen for.
    """

    mention: Mention
    place: str
    rank: int
    reading: int = -1


@dataclasses.dataclass(slots=True)
class Attribution:
    """The speaker chosen for a reading: its mention, whether it was taken from an earlier cue, and how sure."""

    mention: Mention
    implicit: bool
    probability: float


class Choices:
    """The speakers chosen so far, one for each reading."""

    def __init__(self) -> None:
        self.made: list[Attribution | None] = []
        self.said: Counter[Mention] = Counter()
        """How many readings each mention was chosen for."""
        self._latest: dict[Mention, int] = {}

    def add(self, chosen: Attribution | None) -> None:
        """Take in the speaker of the next reading."""
        if chosen is not None:
            self._latest.pop(chosen.mention, None)
            self._latest[chosen.mention] = len(self.made)
            self.said[chosen.mention] += 1
        self.made.append(chosen)

    def latest(self, most: int) -> list[tuple[Mention, int]]:
        """Return the mentions chosen last and the last reading that each was chosen for, the latest first."""
        return list(itertools.islice(reversed(self._latest.items()), most))


def attribute(context: Context, readings: list[Reading]) -> list[Attribution | None]:
    """Return the speaker of each reading, None where there is no candidate at all."""
    chosen = Choices()
    nesting, speaker = Nesting(readings), model("speaker")
    for number, reading in enumerate(readings):
        options = candidates(context, reading, chosen)
        if not options:
            chosen.add(None)
            continue
        after = behind(context, options)
        weights = [
            _lasting_weight(context, reading, option.place, option.rank, option.mention, after)
            + speaker.weigh(passing_parts(context, readings, nesting, number, option, chosen))
            for option in options
        ]
        place, probability = likeliest([(speaker.bias + weight) / 1000 for weight in weights])
        best = options[place]
        cue = reading.cue
        participle = cue.pos == "ap" and cue.case == "a" and best.place == "before"
        implicit = participle or best.place in ("earlier", "previous")
        chosen.add(Attribution(best.mention, implicit, probability))
    return chosen.made


@remembered
def _lasting_weight(context: Context, reading: Reading, place: str, rank: int, mention: Mention, after: Behind) -> int:
    """Return what speaks for a candidate whatever the other readings are, in thousandths."""
    cue = reading.cue
    return (
        _cue_weight(context, reading, place, after)
        + _mention_weight(context, mention, place, cue_kind(cue), cue.pos, cue.number, cue.gender)
        + model("speaker").weigh(place_parts(context, reading, place, rank, mention, after))
    )


@remembered
def _cue_weight(context: Context, reading: Reading, place: str, after: Behind) -> int:
    return model("speaker").weigh(cue_parts(context, reading, place, after))


@remembered
def _mention_weight(
    context: Context, mention: Mention, place: str, kind: str, pos: str, number: str, gender: str
) -> int:
    return model("speaker").weigh(mention_parts(context, mention, place, kind, pos, number, gender))


def candidates(context: Context, reading: Reading, chosen: Choices) -> list[Candidate]:
    """Return the possible speakers of a reading, those after the cue first, the ones chosen before it last."""
    latest = enumerate(chosen.latest(_BACK))
    return [*_around(context, reading), *(Candidate(mention, "earlier", rank, n) for rank, (mention, n) in latest)]


@remembered
def _around(context: Context, reading: Reading) -> list[Candidate]:
    """Return the possible speakers that a reading's sentence and the one before name."""
    first, last = after_region(context, reading)
    after = phrase_starts(context, first, last)[:6], last, "after"
    first, last = before_region(context, reading)
    before = phrase_starts(context, first, last)[:-9:-1], last, "before"
    first, last = previous_region(context, reading)
    salient = (t for t in phrase_starts(context, first, last) if context.classes[t] in _SALIENT)
    previous = list(itertools.islice(salient, 4)), last, "previous"
    return [
        Candidate(Mention(start, phrase_end(context, start, limit, reading.cue)), place, rank)
        for starts, limit, place in (after, before, previous)
        for rank, start in enumerate(starts)
    ]


def after_region(context: Context, reading: Reading) -> tuple[int, int]:
    """Return the tokens after a cue where its subject may stand: up to its content, or its sentence's end."""
    cue = reading.cue
    end = context.sentence_end(cue.first)
    begins = reading.more[0] if reading.more else reading.first
    if begins >= cue.last:
        last = begins
        while last > cue.last and (
            not context.document.tokens.is_word[last - 1] or context.classes[last - 1] == "complementiser"
        ):
            last -= 1
        # A bare object follows the subject directly: the phrase ends where the content begins.
        return cue.last, last
    return cue.last, end


def before_region(context: Context, reading: Reading) -> tuple[int, int]:
    """Return the tokens before a cue in its sentence where its subject may stand."""
    start = context.sentence_start(reading.cue.first)
    inside = context.document.quote_of[reading.cue.first]
    if inside >= 0:
        start = max(start, context.quote_tokens(inside)[0])
    return start, reading.cue.first


def previous_region(context: Context, reading: Reading) -> tuple[int, int]:
    """Return the tokens of the sentence before a cue's own, where a person may be named without speaking."""
    start = context.sentence_start(reading.cue.first)
    if not start:
        return start, start
    paragraphs = context.document.paragraphs
    if paragraphs[reading.cue.first] - paragraphs[start - 1] > 1:
        return start, start
    return context.sentence_start(start - 1), start


_SALIENT = frozenset(["title", "honorific", "country", "organisation", "group", "unnamed", *NAMES])
