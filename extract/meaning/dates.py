"""The day a statement was made, from the words around it and the article's day of publication."""

from __future__ import annotations

import datetime

from extract.document import Document, Draft
from extract.language.wordclass import word_class
from extract.meaning.calendar import calendar_words
from extract.meaning.date_expressions import Expression, read_expression
from extract.meaning.surroundings import Run, Surroundings, continued, surroundings
from extract.meaning.words import occasion_words, word_list

_LEAD_REACH = 4
"""Tokens from the start of a sentence, or before the cue, within which a date before the cue is the cue's."""

_TRAIL_REACH = 3
"""Tokens after the content within which a date is the cue's, unless sourcing or an occasion leads to it."""


def dates(document: Document) -> None:
    """Fill the date and its evidence of every draft that says when its words were said.

    A draft that goes on with an earlier one (see `continued`) inherits its date with the same evidence, unless words
    such as `في وقت سابق` ("earlier") stand beside it. Where publication is unknown only a date with its year resolves.
    """
    published = _published(document)
    settled: set[int] = set()
    for around in surroundings(document):
        draft = around.draft
        expression = _expression(document, around)
        if expression is not None:
            settled.add(id(draft))
            day = expression.resolve(published)
            if day is not None:
                draft.date = day.isoformat()
                draft.date_evidence = document.span(expression.first, expression.last)
        elif _says_another_time(document, around):
            settled.add(id(draft))
    before = continued(document, paragraphs=True)
    for draft in sorted(document.drafts, key=lambda draft: draft.cue.start):
        earlier: Draft | None = before.get(id(draft))
        if earlier is not None and id(draft) not in settled and draft.date is None:
            draft.date, draft.date_evidence = earlier.date, earlier.date_evidence


def _published(document: Document) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((document.article.published or "")[:10])
    except ValueError:
        return None


def _expression(document: Document, around: Surroundings) -> Expression | None:
    """Return the date expression that belongs to a cue: the first after it, else before it, else after its content."""
    forms = document.tokens.forms
    for run in around.runs:
        at = run.first
        while at < run.last:
            expression = read_expression(forms, at, run.last)
            if expression is None:
                at += 1
                continue
            if _belongs(document, around.draft, run, expression):
                return expression
            at = max(at + 1, expression.last)
    return None


def _belongs(document: Document, draft: Draft, run: Run, expression: Expression) -> bool:
    """Tell whether a date says when the words were said, rather than when something in the sentence took place."""
    forms = document.tokens.forms
    words = calendar_words()
    first = expression.first
    before = forms[max(run.first, first - 2) : first]
    if before and _voids(before):
        return False
    if before and forms[first] == "اليوم" and _ends_medium_name(before):
        return False
    if len(before) == 2 and before[0] in words["about_prepositions"] and not _may_precede(before[1]):
        return False
    if _in_relative_clause(forms, run, first):
        return False
    if run.place == "lead":
        cue = draft.cue_tokens[0]
        if word_class(forms[cue - 1]) == "relative":
            return False
        near = first - run.first < _LEAD_REACH or cue - expression.last < 2
        near = near or any(form in occasion_words() for form in forms[max(run.first, first - 3) : first])
        return near and not any(form in words["not_said_then"] for form in forms[run.first : first])
    if run.place == "trail":
        leading = forms[run.first : first]
        if any(word_class(form) in ("background", "auxiliary") for form in leading):
            return False
        return len(leading) <= _TRAIL_REACH or any(_may_precede(form) for form in leading)
    return True


def _voids(before: list[str]) -> bool:
    """Tell whether the words before a date make it another day than that of speaking (`منذ`, "since")."""
    words = calendar_words()["not_said_then"]
    return before[-1] in words or (before[0] in words and before[-1] == "من")


def _may_precede(form: str) -> bool:
    """Tell whether a date after this word is one of speaking: an occasion, or sourcing."""
    bare = form[1:] if form[0] == "و" else form
    return (
        bare in word_list("sourcing")
        or bare in word_list("occasion_reach")
        or bare in word_list("carrying_verbs")
        or word_class(form) in ("country", "latin", "day", "number")
        or form in calendar_words()["may_precede"]
        or form in occasion_words()
    )


def _ends_medium_name(before: list[str]) -> bool:
    """Tell whether `اليوم` ends the name of a medium (`قناة روسيا اليوم`, "the channel Russia Today")."""
    bare = before[-1].lstrip("ل")
    return (
        before[0] in word_list("media_nouns")
        or before[0][1:] in word_list("media_nouns")
        or (before[-1][0] == "ل" and word_class(bare) == "country")
    )


def _in_relative_clause(forms: list[str], run: Run, first: int) -> bool:
    """Tell whether a date stands in a clause about something else (`الذي وصل أمس`, "who arrived yesterday")."""
    for at in range(first - 1, run.first - 1, -1):
        if forms[at] in "،,)-–":
            return False
        if forms[at][0] == "ا" and word_class(forms[at]) == "relative":
            return not (at > run.first and any(_may_precede(form) for form in forms[max(run.first, at - 2) : at]))
    return False


def _says_another_time(document: Document, around: Surroundings) -> bool:
    """Tell whether words beside a cue put it at a time that they do not name."""
    unknown = calendar_words()["time_unknown"]
    return any(document.tokens.forms[token] in unknown for run, token in around.tokens() if run.place != "trail")
