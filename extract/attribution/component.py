"""The attribution component: cues, contents, speakers, nesting and form, as drafts on the document."""

from __future__ import annotations

import dataclasses

from extract.attribution.acceptance import acceptance, least
from extract.attribution.context import Context, Mention
from extract.attribution.coreference import Coreference, Entity
from extract.attribution.nesting import Nesting
from extract.attribution.reader import Reading, read
from extract.attribution.speakers import Attribution, attribute
from extract.document import Document, Draft
from extract.learning.linear import weighed_words
from extract.meaning.country_reader import CountryReader
from extract.statement import Cue, Span, Speaker

_TERM = 2
"""Words up to which quoted words are a name or term and do not make indirect speech mixed."""


def attribution(document: Document) -> None:
    """Fill the document's drafts: one per cue that reports, with speaker, content, form and parent."""
    context = Context(document, weighed_words())
    readings, attributions, confidences = accepted(context)
    coreference = Coreference(context)
    countries = document.once(CountryReader)
    entities: list[Entity | None] = []
    for chosen in attributions:
        entities.append(coreference.entity(chosen.mention) if chosen else None)
    drafts: dict[int, Draft] = {}
    for number, (reading, chosen, entity) in enumerate(zip(readings, attributions, entities, strict=True)):
        if chosen is None or entity is None:
            continue
        drafts[number] = _draft(context, reading, chosen, entity, coreference, countries)
        drafts[number].confidence = round(confidences[number], 3)
    nesting = Nesting(readings)
    for number, draft in drafts.items():
        outer = _parent(readings, nesting, number, drafts)
        draft.parent = drafts[outer] if outer is not None else None
    document.drafts += drafts.values()


def accepted(context: Context) -> tuple[list[Reading], list[Attribution | None], list[float]]:
    """Return the readings that stand, their speakers and their confidence.

    Speakers are found twice: among all readings, so that acceptance can weigh them, and again among those that stand,
    so that no false speaker is an antecedent.
    """
    proposed = read(context)
    speakers = attribute(context, proposed)
    nesting = Nesting(proposed)
    chances = [acceptance(context, proposed, i, speakers[i], nesting) for i in range(len(proposed))]
    kept = [i for i, chance in enumerate(chances) if chance >= least(context, proposed, i, speakers[i])]
    # Two cues that claim the very same words are one statement: قال الوزير، حسبما ذكرت الوكالة، إن ...
    surest: dict[tuple[int, int, tuple[int, int] | None], float] = {}
    for i in kept:
        surest[_words(proposed[i])] = max(chances[i], surest.get(_words(proposed[i]), 0.0))
    kept = [i for i in kept if chances[i] == surest[_words(proposed[i])]]
    readings = [proposed[i] for i in kept]
    if len(readings) != len(proposed):
        speakers = attribute(context, readings)
    return readings, speakers, [chances[i] for i in kept]


def _words(reading: Reading) -> tuple[int, int, tuple[int, int] | None]:
    return reading.first, reading.last, reading.more


def _draft(
    context: Context,
    reading: Reading,
    chosen: Attribution,
    entity: Entity,
    coreference: Coreference,
    countries: CountryReader,
) -> Draft:
    document = context.document
    cue = reading.cue
    cue_span = document.span(cue.first, cue.last)
    form = _form(context, reading)
    return Draft(
        cue=Cue(cue_span.text, cue_span.start, cue_span.end, cue.entry.lemma, cue.entry.act),
        cue_tokens=(cue.first, cue.last),
        content=[_content_span(context, part, form) for part in _parts(reading)],
        content_tokens=[(part.first, part.last) for part in _parts(reading)],
        form=form,
        speaker=_speaker(context, chosen, entity, coreference, countries),
    )


def _speaker(
    context: Context, chosen: Attribution, entity: Entity, coreference: Coreference, countries: CountryReader
) -> Speaker:
    span = _trimmed(context, chosen.mention)
    name = coreference.name_of(entity) or span.text
    return Speaker(
        name=name,
        mention=span.text,
        start=span.start,
        end=span.end,
        type=entity.type,
        role=coreference.role_of(entity),
        country=_country(context, entity, span, name, countries),
        implicit=chosen.implicit,
    )


def _country(context: Context, entity: Entity, span: Span, name: str, countries: CountryReader) -> str | None:
    """Return the country a speaker speaks for: as its fullest mention shows, else as this one does."""
    if entity.country is None:
        fullest = max(entity.mentions, key=lambda mention: (mention.last - mention.first, -mention.first))
        words = _trimmed(context, fullest)
        entity.country = countries.speaker(words.start, words.end, name) or ""
    return entity.country or countries.speaker(span.start, span.end, name)


def _trimmed(context: Context, mention: Mention) -> Span:
    """Return a mention's words without a comma or dash at its edges."""
    first, last = mention.first, mention.last
    while first < last - 1 and context.forms[first] in "،,:-–—":
        first += 1
    while last > first + 1 and context.forms[last - 1] in "،,:-–—.":
        last -= 1
    return context.document.span(first, last)


def _form(context: Context, reading: Reading) -> str:
    """Tell direct from indirect and mixed: by how much of the content's words stand in quote marks."""
    document = context.document
    outer = document.quote_of[reading.cue.first]
    words = [t for t in range(reading.first, reading.last) if document.tokens.is_word[t]]
    quoted = [t for t in words if document.quote_of[t] not in (-1, outer)]
    if words and len(quoted) == len(words):
        return "direct"
    return "mixed" if len(quoted) > _TERM else "indirect"


def _parts(reading: Reading) -> list[Reading]:
    """Return a reading as its parts, one for each stretch of its content."""
    if reading.more is None:
        return [reading]
    return [reading, dataclasses.replace(reading, first=reading.more[0], last=reading.more[1], more=None)]


def _content_span(context: Context, reading: Reading, form: str) -> Span:
    """Return the content's words; quote marks at its edges stay only where just a part of it is quoted."""
    document = context.document
    first, last = reading.first, reading.last
    while first < last - 1 and not document.tokens.is_word[first] and not context.is_mark(first):
        first += 1
    while last > first + 1 and not document.tokens.is_word[last - 1] and not context.is_mark(last - 1):
        last -= 1
    if form == "direct":
        while first < last - 1 and context.is_mark(first):
            first += 1
        while last > first + 1 and not document.tokens.is_word[last - 1]:
            last -= 1
    elif form == "mixed" and first and first in context.quote_opening_at and context.is_mark(first - 1):
        first -= 1
    return document.span(first, last)


def _parent(readings: list[Reading], nesting: Nesting, number: int, drafts: dict[int, Draft]) -> int | None:
    """Return the innermost other reading whose content holds this one's cue."""
    holders = nesting.holders(readings[number].cue.first)
    holders = [other for other in holders if other != number and other in drafts]
    return min(holders, key=lambda other: readings[other].last - readings[other].first, default=None)
