"""Training rows for the speaker models, from annotated articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract.attribution.context import Context, Mention
from extract.attribution.nesting import Nesting
from extract.attribution.phrase_ends import beside, phrase_end_parts, phrase_ends
from extract.attribution.reader import Reading
from extract.attribution.speaker_features import behind, lasting_parts, passing_parts
from extract.attribution.speakers import Attribution, Candidate, Choices, after_region, before_region, candidates
from extract.language.folding import folded_form
from extract.learning.linear import feature_names
from extract.learning.rows import Row


def mention_end_rows(context: Context, gold: Iterable[tuple[Reading, dict[str, Any]]], article: str) -> list[Row]:
    """Return rows that teach where a mention that names the speaker stops."""
    rows: list[Row] = []
    for reading, statement in gold:
        for first, last in (after_region(context, reading), before_region(context, reading)):
            located = locate(context, statement["mention"], first, last)
            if located is None:
                continue
            # Once as when the content is known, once as when only the sentence's end is.
            for limit in sorted({last, context.sentence_end(reading.cue.first)}):
                places = phrase_ends(context, located.first, limit)
                right = next((k for k in places if k >= located.last), None)
                rows += [
                    Row(
                        feature_names(
                            phrase_end_parts(context, located.first, k, limit, beside(reading.cue, located.first))
                        ),
                        int(k == right),
                        article,
                        reading.cue.first,
                    )
                    for k in places
                    if right is not None and k <= right
                ]
            break
    return rows


def speaker_rows(
    context: Context, gold: list[tuple[Reading, dict[str, Any]]], entities: list[dict[str, Any]], article: str
) -> list[Row]:
    """Return rows that teach which candidate speaks, earlier speakers taken as annotated."""
    rows: list[Row] = []
    readings = [reading for reading, _ in gold]
    nesting = Nesting(readings)
    chosen = Choices()
    for number, (reading, statement) in enumerate(gold):
        options = candidates(context, reading, chosen)
        located = _located(context, reading, statement["mention"])
        rights = [_is_right(context, option, located, statement, gold, entities) for option in options]
        after = behind(context, options)
        overt = any(right and option.place != "earlier" for right, option in zip(rights, options, strict=True))
        for right, option in zip(rights, options, strict=True):
            if right and option.place == "earlier" and overt:
                continue
            parts = lasting_parts(context, reading, option.place, option.rank, option.mention, after)
            parts += passing_parts(context, readings, nesting, number, option, chosen)
            rows.append(Row(feature_names(parts), int(right), article, number))
        mention = located or _nearest(context, statement["mention"], reading.cue.first)
        chosen.add(Attribution(mention, located is None, 1.0) if mention else None)
    return rows


def locate(context: Context, words: str, first: int, last: int) -> Mention | None:
    """Return where a mention stands in a stretch of tokens, or None."""
    tokens, text = context.document.tokens, context.document.text
    if first >= last:
        return None
    at = text.find(words, tokens.starts[first], tokens.ends[last - 1])
    if at < 0:
        return None
    begin, end = context.document.token_range(at, at + len(words))
    while begin < end - 1 and not tokens.is_word[begin]:
        begin += 1
    return Mention(begin, end)


def likeness(name: str, entity: dict[str, Any]) -> float:
    """Return how much a name resembles the best of an entity's names: F1 over folded words without the article."""
    mine = _words(name)
    best = 0.0
    for other in (entity["name"], *entity["mentions"]):
        theirs = _words(other)
        if mine and theirs:
            best = max(best, 2 * len(mine & theirs) / (len(mine) + len(theirs)))
    return best


def _words(text: str) -> frozenset[str]:
    words = "".join(c if c.isalnum() else " " for c in folded_form(text)).split()
    return frozenset(w[2:] if w.startswith("ال") and len(w) > 3 else w for w in words)


def _located(context: Context, reading: Reading, words: str) -> Mention | None:
    after = locate(context, words, *after_region(context, reading))
    if after is not None:
        return after
    return locate(context, words, *before_region(context, reading))


def _nearest(context: Context, words: str, before: int) -> Mention | None:
    tokens, text = context.document.tokens, context.document.text
    at = text.rfind(words, 0, tokens.starts[before])
    if at < 0:
        at = text.find(words)
    return Mention(*context.document.token_range(at, at + len(words))) if at >= 0 else None


def _is_right(
    context: Context,
    option: Candidate,
    located: Mention | None,
    statement: dict[str, Any],
    gold: list[tuple[Reading, dict[str, Any]]],
    entities: list[dict[str, Any]],
) -> bool:
    if option.place == "earlier":
        return bool(gold[option.reading][1]["speaker"] == statement["speaker"])
    if located is not None and option.place != "previous":
        return option.mention.first == located.first
    if located is not None:
        return False
    name = context.document.span(option.mention.first, option.mention.last).text
    scores = {entity["id"]: likeness(name, entity) for entity in entities}
    best = max(scores.values(), default=0.0)
    return best >= 0.5 and scores.get(statement["speaker"]) == best
