"""Noun phrases that may name a speaker: where they begin, and what of them is title and what is name."""

from __future__ import annotations

import dataclasses

from extract.attribution.context import Context
from extract.language.morphology import analyses
from extract.learning.linear import bucket, model

LONGEST = 28
"""Tokens in the longest mention considered."""

NOMINAL = frozenset(
    ["title", "honorific", "unnamed", "group", "document", "organisation", "country", "demonym", "definite", "unknown", "latin", "verbal_noun", "kin"]
)  # fmt: skip
_PARTICLES = frozenset(["بن", "ابن", "ابو", "ابي", "ام", "ال", "ولد", "عبد", "دي", "دو", "فون", "فان", "لو", "لا", "بو", "دا", "دوس", "مار", "سان"])


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a speaker, in tokens (`last` exclusive)."""

    first: int
    last: int


def phrase_starts(context: Context, first: int, last: int) -> list[int]:
    """Return the tokens of a stretch at which a noun phrase may begin."""
    found = []
    for j in range(first, last):
        if not context.document.tokens.is_word[j]:
            continue
        here = context.classes[j]
        cue = context.cue_at.get(j)
        if here not in NOMINAL and not (here == "reporting_verb" and cue is not None and j > first):
            if here not in ("number", "reporting_verb"):
                continue
        before = context.classes[j - 1] if j > first else "<s>"
        if j == first or before not in NOMINAL or here in ("title", "honorific", "country", "organisation", "unnamed", "group"):
            found.append(j)
    return found


def phrase_end(context: Context, start: int, limit: int) -> int:
    """Return the token before which the noun phrase begun at `start` most likely stops, at most `limit`."""
    best, chance, remaining = start + 1, -1.0, 1.0
    for k in phrase_ends(context, start, limit):
        hazard = model("mention_end").probability(phrase_end_features(context, start, k, limit))
        if remaining * hazard > chance:
            best, chance = k, remaining * hazard
        remaining *= 1.0 - hazard
        if remaining < 1e-4:
            break
    return best


def phrase_ends(context: Context, start: int, limit: int) -> list[int]:
    """Return every token before which a phrase may stop: any after a word, and the limit."""
    last = min(limit, start + LONGEST, len(context.forms))
    return [k for k in range(start + 1, last) if context.document.tokens.is_word[k - 1] or context.forms[k - 1] in ")\"»”"] + [last]


def phrase_end_features(context: Context, start: int, k: int, limit: int) -> list[str]:
    """Return the features that tell whether a noun phrase stops before token `k`, given not earlier."""
    forms, classes, tokens = context.forms, context.classes, context.document.tokens
    at_limit = k >= limit or k >= len(forms)
    here = "</r>" if at_limit else classes[k]
    form = "</r>" if at_limit else forms[k]
    after = "</r>" if k + 1 >= min(limit, len(forms)) else classes[k + 1]
    after2 = "</r>" if k + 2 >= min(limit, len(forms)) else classes[k + 2]
    previous = classes[k - 1]
    before = classes[k - 2] if k - 2 >= start else "<p>"
    named = bool(person_name(context, start, k))
    opened = sum(1 for f in forms[start:k] if f in "(") - sum(1 for f in forms[start:k] if f in ")")
    marks = sum(1 for t in range(start, k) if context.is_mark(t))
    features = [
        f"here={here}",
        f"form={form}",
        f"previous+here={previous}+{here}",
        f"before+previous+here={before}+{previous}+{here}",
        f"here+after={here}+{after}",
        f"here+after2={here}+{after}+{after2}",
        f"head+here={classes[start]}+{here}",
        f"head+named+here={classes[start]}+{named}+{here}",
        f"named+here={named}+{here}+{after}",
        f"named+previous={named}+{previous}+{here}",
        f"length={bucket(k - start)}+{here}",
        f"opened={opened > 0}+{here}",
        f"marks={marks % 2}+{here}",
        f"cue={k in context.cue_at and context.cue_at[k].pos}+{named}" if k < len(forms) else "cue=end",
        f"waw={form[0] == 'و'}+{named}+{here}",
    ]
    if not at_limit and not tokens.is_word[k]:
        following = forms[k + 1] if k + 1 < len(forms) else ""
        features += [f"mark={form}+{after}+{named}", f"mark_form={form}+{following}"]
    return features


def person_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of the proper name inside a mention, or None where it has none.

    A name is the last run of words outside the lexicon, with name particles (`بن`, `أبو`) and family names in `ال`
    after its first word; of a mention cut by commas, the first part that holds one counts.
    """
    start = first
    parts = []
    for k in range(first, last + 1):
        if k == last or context.forms[k] in "،,()-–":
            if k > start:
                parts.append((start, k))
            start = k + 1
    for a, b in parts:
        found = _name_in(context, a, b)
        if found:
            return found
    return None


def _name_in(context: Context, first: int, last: int) -> tuple[int, int] | None:
    classes, forms = context.classes, context.forms

    def plain(t: int) -> bool:
        return forms[t] in _PARTICLES or classes[t] in ("unknown", "latin", "month") or (
            classes[t] in ("reporting_verb", "verbal_noun", "demonym", "title", "group", "honorific")
            and not forms[t].startswith("ال")
            and t > first
            and forms[t - 1] not in ("و",)
            and classes[t - 1] in ("unknown", "latin")
        )

    end = last
    while end > first and (context.is_mark(end - 1) or forms[end - 1] in "#_"):
        end -= 1
    t = end
    while t > first and (plain(t - 1) or forms[t - 1] in "#_-" or (forms[t - 1].startswith("ال") and classes[t - 1] in ("definite", "demonym") and t - 2 >= first and plain(t - 2))):
        t -= 1
    if t >= end or classes[t] == "definite":
        return None
    while t < end and forms[t] in "#_-":
        t += 1
    lead = classes[first]
    if t == first and end - first == 1 and lead not in ("unknown", "latin", "month"):
        return None
    if lead in ("organisation", "group", "unnamed", "document", "country", "verbal_noun") and t > first:
        return None
    return (t, end) if t < end else None


def head_gender_number(context: Context, mention: Mention) -> tuple[str, str]:
    """Return the gender and number of a mention's head word: `m`/`f`/`` and `s`/`d`/`p`/``."""
    form = context.forms[mention.first]
    for analysis in analyses(form):
        if analysis.pos == "noun":
            return analysis.gender, analysis.number
    here = context.classes[mention.first]
    if here == "country" or (here == "definite" and form.endswith("ه")):
        return "f", "s"
    return "", "s"
