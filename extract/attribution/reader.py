"""From cue candidates to drafts: which cues report, where their words begin and end.

Rules propose, learned models dispose. For each candidate `cue` gives the probability that it reports, `side` whether
the words stand before it; then `start` ranks the places at which the content may begin, and `end` gives
the odds that it stops at a place if it has not before.
"""

from __future__ import annotations

import dataclasses

from extract.attribution.content_features import end_parts, start_parts
from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.attribution.features import cue_parts, side_parts
from extract.attribution.places import Start, ends, starts
from extract.learning.linear import bucket, first_stop, likeliest, logistic, model

PROPOSED = 0.2
"""Probability from which a cue is read at all; `extract.attribution.acceptance` decides which readings stay."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A cue with its content in tokens (`last` exclusive), how it was opened and how sure each model is (0-1).

    `more` is the second part of a content that its cue interrupts.
    """

    cue: CueCandidate
    first: int
    last: int
    kind: str
    cue_chance: float
    start_chance: float
    end_chance: float
    more: tuple[int, int] | None = None


def read(context: Context) -> list[Reading]:
    """Return the readings of every cue that reports, in the order of their cues."""
    found = []
    for cue in context.cues:
        openings = starts(context, cue)
        probability = logistic(model("cue").score_parts(cue_parts(context, cue, openings)))
        if probability < PROPOSED:
            continue
        reading = _content(context, cue, openings, probability)
        if reading is not None:
            found.append(reading)
    return found


def _content(context: Context, cue: CueCandidate, openings: list[Start], probability: float) -> Reading | None:
    interrupted = _interrupted(context, cue, openings)
    if interrupted is not None:
        (first, last), more = interrupted
        return Reading(cue, first, last, "before_quote", probability, 1.0, 1.0, more)
    before = before_starts(context, cue)
    if before and (not openings or logistic(model("side").score_parts(side_parts(context, cue, openings))) > 0.5):
        start = max(
            before, key=lambda option: (model("before").score(before_features(context, cue, option)), option.token)
        )
        return Reading(cue, start.token, before_end(context, cue), "before_" + start.kind, probability, 1.0, 1.0)
    if not openings:
        return None
    place, start_chance = choose_start(context, cue, openings)
    opening = openings[place]
    last, end_chance = choose_end(context, cue, opening)
    return Reading(cue, opening.token, last, opening.kind, probability, start_chance, end_chance)


def _interrupted(
    context: Context, cue: CueCandidate, openings: list[Start]
) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """Return the quotation that ends right before a cue, and the one that goes on behind its speaker, if any.

    The order `"...", said the minister` and `"...", said the minister, "..."`: the quotation is closed, the cue is a
    finite verb of direct speech without a conjunction, and nothing but a mark and a comma stands between.
    """
    document = context.document
    if cue.pos not in ("pv", "iv") or cue.conjunction or "quote" not in cue.takes or document.quote_of[cue.first] >= 0:
        return None
    mark = cue.first - 1
    if mark > 0 and context.forms[mark] in "،,":
        mark -= 1
    if mark < 1 or not context.is_mark(mark) or document.paragraphs[mark] != document.paragraphs[cue.first]:
        return None
    number = document.quote_of[mark - 1] if document.tokens.is_word[mark - 1] else document.quote_of[mark - 2]
    if number < 0 or document.quotations[number].end != document.tokens.ends[mark]:
        return None
    first = context.quote_tokens(number)
    if not any(document.tokens.is_word[t] for t in range(*first)) or context.is_clause_end(first[0], cue.first):
        return None
    if not openings or not any(
        "clause" in o.kind or "quote" in o.kind or o.kind in ("pronoun", "colon") for o in openings
    ):
        return first, None
    for opening in openings:
        if opening.kind != "quote":
            if "clause" in opening.kind or opening.kind in ("pronoun", "colon"):
                return None
            continue
        before = opening.token - 1
        while before > cue.last and not document.tokens.is_word[before] and context.forms[before] not in "،,":
            before -= 1
        if context.forms[before] in "،," and before > cue.last:
            return first, context.quote_tokens(context.quote_opening_at[opening.token])
        return None
    return first, None


def choose_start(context: Context, cue: CueCandidate, openings: list[Start]) -> tuple[int, float]:
    """Return the place in `openings` where the content most likely begins, and how likely."""
    return likeliest([model("start").score_parts(parts) for parts in start_parts(context, cue, openings)])


def choose_end(context: Context, cue: CueCandidate, opening: Start) -> tuple[int, float]:
    """Return the token before which the content most likely stops, and how likely."""
    places = ends(context, cue, opening.token)
    best, chance = first_stop(model("end").score_parts(end_parts(context, cue, opening, k)) for k in places)
    return places[best], chance


def before_end(context: Context, cue: CueCandidate) -> int:
    """Return the token before which words that precede their cue stop: marks and commas are left out."""
    k = cue.first
    while k and not context.document.tokens.is_word[k - 1]:
        k -= 1
    return k


def before_starts(context: Context, cue: CueCandidate) -> list[Start]:
    """Return where the content of a cue that follows its words may begin."""
    document = context.document
    last = before_end(context, cue)
    if not last or document.paragraphs[last - 1] != document.paragraphs[cue.first]:
        return []
    found: dict[int, str] = {}
    inner = document.quote_of[last - 1]
    if inner >= 0 and document.quotations[inner].end <= document.tokens.starts[cue.first]:
        found[context.quote_tokens(inner)[0]] = "quote"
    start = context.sentence_start(last - 1)
    for token in range(start, last):
        if token == start or (not document.tokens.is_word[token - 1] and document.tokens.is_word[token]):
            found.setdefault(token, "sentence" if token == start else "mark")
    return [Start(token, kind) for token, kind in sorted(found.items())]


def before_features(context: Context, cue: CueCandidate, start: Start) -> list[str]:
    """Return the features that tell whether words before their cue begin at a start."""
    document = context.document
    last = before_end(context, cue)
    quoted = document.quote_of[last - 1]
    return [
        f"kind={start.kind}",
        f"kind+quoted={start.kind}+{quoted >= 0}",
        f"kind+pos={start.kind}+{cue.pos}+{quoted >= 0}",
        f"length={start.kind}+{bucket(last - start.token)}",
        f"cue_in={any(t in context.cue_at for t in range(start.token, last))}+{start.kind}",
        f"starts_cue={start.token in context.cue_at}",
        f"class={context.classes[start.token]}",
        f"commas={bucket(context.forms[start.token : last].count('،'))}+{start.kind}",
        f"crosses_quote={quoted >= 0 and document.quote_of[start.token] != quoted}",
    ]
