"""Which readings are statements, and how sure that is.

A second look once content and speaker are known: the model `acceptance` weighs how sure each step was. It is trained
on readings of articles that the steps' own models had not seen, so that its probability can be taken at its word; it
is the record's `confidence`.
"""

from __future__ import annotations

import math

from extract.attribution.context import Context
from extract.attribution.nesting import Nesting
from extract.attribution.reader import Reading
from extract.attribution.speakers import Attribution
from extract.learning.linear import bucket, model

ACCEPTED = 0.38
"""Probability from which a reading is a statement; chosen on the development set. Under cross-validation the F1 of
found statements differs by 0.4 points at most between 0.34 and 0.46."""

ACCEPTED_NESTED = 0.26
"""The same inside a quotation where the cue has a speaker of its own beside it, a known name or role: what a speaker
quotes of somebody else is rarer in the training articles than the speaker's own acts, which are no statements."""

_STEPS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


def acceptance(
    context: Context, readings: list[Reading], number: int, speaker: Attribution | None, nesting: Nesting
) -> float:
    """Return the probability that a reading is a statement whose content is right in the main.

    `nesting` is that of all the readings.
    """
    return model("acceptance").probability(acceptance_features(context, readings, number, speaker, nesting))


def least(context: Context, readings: list[Reading], number: int, speaker: Attribution | None) -> float:
    """Return the probability from which a reading is a statement."""
    cue = readings[number].cue
    if speaker is None or speaker.implicit or cue.pos not in ("pv", "iv"):
        return ACCEPTED
    quoted = context.document.quote_of[cue.first] >= 0
    own = abs(speaker.mention.first - cue.last) <= 1 and context.is_plausible(speaker.mention)
    return ACCEPTED_NESTED if quoted and own else ACCEPTED


def acceptance_features(
    context: Context, readings: list[Reading], number: int, speaker: Attribution | None, nesting: Nesting
) -> list[str]:
    """Return the features of a whole reading: how sure each step was, and how the parts stand to each other."""
    reading = readings[number]
    cue = reading.cue
    kind = reading.kind
    length = reading.last - reading.first
    inside = any(other != number for other in nesting.holders(cue.first))
    same_words = any(
        other != number
        and reading.last <= readings[other].last
        and not (readings[other].first <= cue.first < readings[other].last)
        for other in nesting.holders(reading.first)
    )
    place = "none" if speaker is None else ("implicit" if speaker.implicit else "overt")
    head = "" if speaker is None else context.classes[speaker.mention.first]
    quoted = context.document.quote_of[cue.first] >= 0
    likely = speaker is not None and context.is_plausible(speaker.mention)
    return [
        *_steps("cue", reading.cue_chance),
        *_steps("start", reading.start_chance),
        *_steps("end", reading.end_chance),
        *_steps("speaker", speaker.probability if speaker else 0.01),
        *_steps(f"cue+{cue.pos}", reading.cue_chance),
        f"kind={kind}",
        f"kind+certainty={kind}+{cue.entry.certainty}+{cue.pos}",
        f"length={bucket(length)}",
        f"length+kind={bucket(length)}+{kind}",
        f"speaker={place}+{cue.pos}",
        f"head={head}+{place}",
        f"nested={inside}+{cue.pos}",
        f"nested+quoted={inside}+{quoted}",
        f"quoted_by={quoted}+{place}+{likely}+{inside}",
        f"speaker_likely={place}+{likely}+{cue.pos}",
        f"same_words={same_words}+{cue.pos}",
        f"act={cue.entry.act}",
    ]


def _steps(name: str, chance: float) -> list[str]:
    """Code a probability as the thresholds its log odds pass, so that a linear model can bend it."""
    odds = math.log(max(chance, 1e-6) / max(1.0 - chance, 1e-6))
    return [f"{name}>{step}" for step in _STEPS if odds > step]
