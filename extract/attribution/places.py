"""Where the content of a cue may begin and end.

A *start* is a token at which it may begin, with the kind of opening before it; an *end* is a token before which it may
stop. Rules list the places; learned models choose among them (`extract.attribution.reader`).
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.document import Document
from extract.language.folding import folded_form

REACH = 60
"""How many tokens after a cue its content may begin."""

_PREPOSITIONS = frozenset(["الي", "عن", "من", "علي", "في", "مع", "بين", "ضد"])
_SOFT = frozenset(
    [
        "preposition", "participle", "subordinator", "auxiliary", "background", "weekday", "day", "reporting_verb",
        "relative", "demonstrative", "complementiser", "complementiser_pronoun", "negation", "turn", "month",
    ]
)  # fmt: skip


class Start(NamedTuple):
    """A possible first token of a content and the kind of opening that leads to it."""

    token: int
    kind: str


def starts(context: Context, cue: CueCandidate) -> list[Start]:
    """Return the places after a cue at which its content may begin, in order."""
    document, forms, classes = context.document, context.forms, context.classes
    found: list[Start] = []
    end = context.sentence_end(cue.first)
    inside = document.quote_of[cue.first]
    limit = min(len(forms), cue.tail_end + REACH)
    seen_colon_at_end = False
    previous_kind = ""
    for j in range(cue.last, limit):
        # The words may begin in the next sentence or paragraph only after a colon that ends this one.
        if j >= end and (not seen_colon_at_end or j > end + 2):
            break
        if (
            inside >= 0
            and document.quote_of[j] != inside
            and not context.is_mark(j)
            and not _holds(document, inside, j)
        ):
            break
        later = context.cue_at.get(j)
        if later is not None and later.first == j > cue.last and _takes_over(context, later):
            break
        if not document.tokens.is_word[j]:
            if forms[j] in (":", "/", "：") or (forms[j] in "-–—" and j == cue.last):
                previous_kind = "colon" if forms[j] == ":" else "dash"
                seen_colon_at_end = forms[j] == ":"
            elif not context.is_mark(j) and previous_kind != "colon":
                previous_kind = "comma" if cue.pos == "phrase" and forms[j] in "،,-" else ""
            continue
        if seen_colon_at_end and j < end and previous_kind != "colon":
            seen_colon_at_end = False
        kind = _kind(context, cue, j, previous_kind, inside)
        if kind == "object" and j < cue.tail_end and cue.entry.content_from and not cue.entry.frames:
            kind = ""  # the phrase's own noun begins the content; what stands before it is subject or adverb
        if kind:
            found.append(Start(j, kind))
        form_class = classes[j]
        if form_class == "complementiser":
            previous_kind = "clause"
        elif forms[j] in _PREPOSITIONS and forms[j] in _folded_takes(cue):
            previous_kind = "prep"
        else:
            previous_kind = ""
    return found


def _takes_over(context: Context, later: CueCandidate) -> bool:
    """Tell whether a participle after a comma (`، مؤكدا`) begins another statement, so that no words go past it."""
    return (
        later.pos == "ap"
        and later.case == "a"
        and later.entry.certainty != "weak"
        and context.forms[later.first - 1] in "،,"
    )


def _holds(document: Document, quotation: int, token: int) -> bool:
    """Tell whether a quotation holds a token, be it in an inner one."""
    outer = document.quotations[quotation]
    return outer.inner_start <= document.tokens.starts[token] < outer.inner_end


def _kind(context: Context, cue: CueCandidate, j: int, previous: str, inside: int) -> str:
    quoted = context.quote_opening_at.get(j, -1)
    opens = quoted >= 0 and context.document.quotations[quoted].start >= context.document.tokens.ends[cue.last - 1]
    if previous == "clause":
        return "clause_quote" if opens else "clause"
    if context.classes[j] == "complementiser":
        return "quote" if opens else ""
    if cue.phrase and cue.pos != "phrase" and j == cue.tail_end:
        return "tail_quote" if opens else "tail"
    if previous == "colon":
        return "colon_quote" if opens else "colon"
    if context.classes[j] == "complementiser_pronoun":
        return "pronoun_quote" if opens else "pronoun"
    if previous == "prep":
        return "prep_quote" if opens else "prep"
    if opens:
        return "quote"
    if previous in ("dash", "comma"):
        return previous
    form = context.forms[j]
    for letter in "بلك":
        if form[0] == letter and letter in cue.takes and len(form) > 2 and context.classes[j] not in ("weekday", "day"):
            return "clitic"
    if "object" in cue.takes and j < cue.tail_end + 25 and context.classes[j] not in _NOT_OBJECT:
        return "object"
    if j == cue.last and cue.pos != "phrase" and "clause" in cue.takes:
        return "bare"
    return ""


_NOT_OBJECT = frozenset(
    ["preposition", "weekday", "relative", "turn", "participle", "subordinator", "auxiliary", "pronoun"]
)


@functools.cache
def _folded(values: frozenset[str]) -> frozenset[str]:
    return frozenset(folded_form(value) for value in values)


def _folded_takes(cue: CueCandidate) -> frozenset[str]:
    return _folded(cue.takes)


def ends(context: Context, cue: CueCandidate, start: int, reach: int = 250) -> list[int]:
    """Return the tokens before which a content begun at `start` may stop, in order."""
    document, forms = context.document, context.forms
    paragraph = document.paragraphs[start]
    found = []
    for k in range(start + 1, min(len(forms), start + reach)):
        if document.paragraphs[k] != paragraph:
            found.append(k)
            return found
        if not document.tokens.is_word[k]:
            if forms[k] not in "#@/%_*&":
                found.append(k)
        elif (
            context.classes[k] in _SOFT
            or k in context.cue_at
            or forms[k][0] == "و"
            or not document.tokens.is_word[k - 1]
        ):
            found.append(k)
    found.append(min(len(forms), start + reach))
    return found
