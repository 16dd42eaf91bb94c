"""Who speaks: for each reading, the noun phrases around its cue and the speakers before it are ranked.

A candidate is a phrase after the cue (Arabic's usual place), a phrase before it in the sentence, or an earlier
speaker for a cue without a subject (`وأضاف أن`, "and he added that"). The learned model `speaker` scores each and
the best is taken.
"""

from __future__ import annotations

import dataclasses

from extract.attribution.context import Context, Mention
from extract.attribution.phrase_ends import phrase_end
from extract.attribution.phrases import (
    head_entry,
    head_gender_number,
    is_joint,
    person_name,
    phrase_starts,
)
from extract.attribution.reader import Reading
from extract.language.morphology import analyses
from extract.learning.linear import bucket, likeliest, model

_BACK = 5
"""How many earlier speakers a cue without a subject may go back to."""


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A possible speaker. `place` is after, before or earlier; `rank` counts candidates of that place from the cue."""

    mention: Mention
    place: str
    rank: int
    reading: int


@dataclasses.dataclass(slots=True)
class Attribution:
    """The speaker chosen for a reading: its mention, whether it was taken from an earlier cue, and how sure."""

    mention: Mention
    implicit: bool
    probability: float


def attribute(context: Context, readings: list[Reading]) -> list[Attribution | None]:
    """Return the speaker of each reading, None where there is no candidate at all."""
    chosen: list[Attribution | None] = []
    for number in range(len(readings)):
        options = candidates(context, readings, number, chosen)
        if not options:
            chosen.append(None)
            continue
        place, probability = likeliest(
            [
                model("speaker").score(candidate_features(context, readings, number, option, options, chosen))
                for option in options
            ]
        )
        best = options[place]
        cue = readings[number].cue
        participle = cue.pos == "ap" and cue.case == "a" and best.place == "before"
        implicit = participle or best.place in ("earlier", "previous")
        chosen.append(Attribution(best.mention, implicit, probability))
    return chosen


def candidates(
    context: Context, readings: list[Reading], number: int, chosen: list[Attribution | None]
) -> list[Candidate]:
    """Return the possible speakers of a reading, those after the cue first."""
    reading = readings[number]
    found: list[Candidate] = []
    first, last = after_region(context, reading)
    for rank, start in enumerate(phrase_starts(context, first, last)[:6]):
        found.append(Candidate(Mention(start, phrase_end(context, start, last, reading.cue)), "after", rank, number))
    first, last = before_region(context, reading)
    begins = phrase_starts(context, first, last)[-8:]
    for rank, start in enumerate(reversed(begins)):
        found.append(Candidate(Mention(start, phrase_end(context, start, last, reading.cue)), "before", rank, number))
    first, last = previous_region(context, reading)
    begins = [t for t in phrase_starts(context, first, last) if context.classes[t] in _SALIENT][:4]
    for rank, start in enumerate(begins):
        found.append(Candidate(Mention(start, phrase_end(context, start, last, reading.cue)), "previous", rank, number))
    seen: set[Mention] = set()
    for earlier in range(number - 1, -1, -1):
        attribution = chosen[earlier]
        if attribution is None or attribution.mention in seen:
            continue
        found.append(Candidate(attribution.mention, "earlier", len(seen), earlier))
        seen.add(attribution.mention)
        if len(seen) == _BACK:
            break
    return found


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


_SALIENT = frozenset(["title", "honorific", "country", "organisation", "unknown", "group", "unnamed"])


def candidate_features(
    context: Context,
    readings: list[Reading],
    number: int,
    candidate: Candidate,
    options: list[Candidate],
    chosen: list[Attribution | None],
) -> list[str]:
    """Return the features that tell whether a candidate speaks."""
    reading = readings[number]
    cue, mention = reading.cue, candidate.mention
    classes, forms, document = context.classes, context.forms, context.document
    place = candidate.place
    pos = cue.pos + ("+" + cue.case if cue.case else "")
    head = classes[mention.first]
    named = person_name(context, mention.first, mention.last) is not None
    gender, numeral = head_gender_number(context, mention)
    cue_gender = cue.gender if cue.pos in ("pv", "iv", "ap") else ""
    agrees = "?" if not (gender and cue_gender) else str(gender == cue_gender)
    numbers = f"{cue.number if cue.pos in ('iv', 'ap', 'pv') else ''}{numeral}"
    first_after = next((str(context.is_plausible(o.mention)) for o in options if o.place == "after"), "none")
    after_count = sum(1 for option in options if option.place == "after")
    features = [
        f"place={place}+{pos}",
        f"place+rank={place}+{min(candidate.rank, 4)}+{pos}",
        f"place+rank+count={place}+{min(candidate.rank, 4)}+{min(after_count, 3)}",
        f"head={place}+{head}",
        f"head+named={place}+{head}+{named}+{pos}",
        f"agrees={place}+{agrees}+{pos}",
        f"numbers={place}+{numbers}",
        f"conj={place}+{cue.conjunction}+{pos}",
        f"cue_after={place}+{_before_cue(context, cue.first)}+{pos}",
        f"cue_after2={place}+{_before_cue(context, cue.first - 1)}+{_before_cue(context, cue.first)}",
        f"sentence_opens={place}+{classes[context.sentence_start(cue.first)]}+{pos}",
        f"from_ahead={place}+{'عن' in forms[max(0, cue.first - 8) : cue.first]}+{pos}",
        f"first_after={place}+{first_after}+{pos}",
        f"first_after+rank={place}+{first_after}+{min(candidate.rank, 3)}",
        f"first_after+conj={place}+{first_after}+{cue.conjunction}+{cue.entry.act}",
        f"after_count={place}+{min(after_count, 3)}+{pos}",
        f"entry={place}+{cue.entry.key}",
        f"pronoun={place}+{bool(cue.pronoun)}+{pos}",
        f"quoted={place}+{document.quote_of[cue.first] >= 0}",
        f"kind={place}+{reading.kind}",
    ]
    first_form, last_form = forms[mention.first], forms[mention.last - 1]
    salience = bucket(context.counts[last_form] if named else context.counts[first_form])
    in_title = (last_form if named else first_form) in context.title_forms
    clitic = first_form[0] in "بلكو" and head in ("unknown", "verbal_noun", "definite")
    features += [
        f"salience={place}+{named}+{salience}",
        f"in_title={place}+{in_title}+{named}",
        f"clitic={place}+{clitic}+{first_form[0] if clitic else ''}",
        f"tanwin={place}+{head == 'unknown' and first_form[-1] == 'ا' and mention.last - mention.first == 1}",
        f"one_word={place}+{mention.last - mention.first == 1}+{head}+{named}",
        f"recurs={place}+{head}+{context.counts[first_form] > 1}+{pos}",
        f"ending={place}+{first_form[-2:]}+{head}",
        f"name_word={place}+{last_form in context.name_words or first_form in context.name_words}+{head}+{named}",
        f"possessive={place}+{_possessive(first_form) if head == 'unknown' else ''}",
        f"head_entry={place}+{head_entry(context, mention)}",
        f"head_entry+pos={place}+{head_entry(context, mention)}+{pos}",
        f"joint={place}+{is_joint(context, mention.first, mention.last)}+{cue.number}+{pos}",
        f"from={place}+{mention.first > 0 and forms[mention.first - 1] == 'عن'}+{pos}",
        f"plausible={place}+{context.is_plausible(mention)}+{pos}",
    ]
    governed = head != "unknown" and any(a.preposition for a in analyses(first_form))
    features += [
        f"governed={place}+{governed or first_form.startswith(('لل', 'بال'))}+{head}",
        f"initial={place}+{first_form[:1]}+{head in ('unknown', 'definite')}",
        f"initial+final={place}+{first_form[:1]}{first_form[-1:]}+{head == 'unknown'}",
        f"relative={place}+{_relative_agreement(context, cue.first, gender, numeral)}+{min(candidate.rank, 3)}",
    ]
    if place == "after":
        gap = mention.first - cue.last
        previous = classes[mention.first - 1]
        features += [
            f"gap={bucket(gap)}+{pos}",
            f"gap+head={bucket(gap)}+{head}",
            f"gap0+kind={gap == 0}+{reading.kind}+{pos}",
            f"previous={previous}+{head}",
            f"previous_form={forms[mention.first - 1]}",
            f"path={'>'.join(classes[cue.last : mention.first][:5])}+{pos}",
            f"touches={mention.last >= reading.first - 2}+{reading.kind}+{gap == 0}",
            f"head_form={forms[mention.first]}",
            f"previous_form+entry={forms[mention.first - 1]}+{cue.entry.key}",
            f"to_content={bucket(max(0, reading.first - mention.last))}+{reading.kind}",
            f"is_content={mention.first == reading.first}+{reading.kind}+{head}",
            f"length={bucket(mention.last - mention.first)}+{gap == 0}+{reading.kind}",
        ]
    elif place == "before":
        gap = cue.first - mention.last
        between = classes[mention.last : cue.first]
        features += [
            f"gap={place}+{bucket(gap)}+{pos}",
            f"gap+head={place}+{bucket(gap)}+{head}",
            f"between={place}+{'>'.join(between[-3:])}+{pos}",
            f"relative={'relative' in between}+{pos}",
            f"relative_next={bool(between) and 'relative' in between[:2]}+{pos}+{bucket(candidate.rank)}",
            f"was={'auxiliary' in between[-1:]}+{mention.first - context.sentence_start(cue.first) < 3}+{pos}",
            f"subject_of={_verb_before(context, mention.first)}+{pos}",
            f"previous={place}+{classes[mention.first - 1] if mention.first else '<s>'}",
            f"previous_form={place}+{forms[mention.first - 1] if mention.first else '<s>'}",
            f"sentence_first={mention.first - context.sentence_start(cue.first) < 2}+{pos}",
            f"cue_between={any(t in context.cue_at for t in range(mention.last, cue.first))}+{pos}",
            f"comma_between={'،' in between}+{pos}",
        ]
    elif place == "previous":
        start = context.sentence_start(mention.first)
        features += [
            f"place_in_sentence={bucket(mention.first - start)}+{head}+{named}",
            f"subject_of={place}+{_verb_before(context, mention.first)}+{named}+{candidate.rank}",
            f"rank+head={candidate.rank}+{head}+{named}+{cue.conjunction}",
            f"before_it={classes[mention.first - 1] if mention.first > start else '<s>'}+{pos}",
            f"same_paragraph={document.paragraphs[mention.first] == document.paragraphs[cue.first]}+{pos}",
            f"quoted_there={document.quote_of[mention.first] >= 0}",
            f"speaks_there={any(r.cue.first >= start and r.cue.first < cue.first for r in readings)}+{pos}",
        ]
    else:
        features += _earlier_features(context, readings, number, candidate, chosen, pos, head)
    return features


def _before_cue(context: Context, token: int) -> str:
    """Return the class of the word before a cue, the word itself for the few that open clauses."""
    if (
        token < 1
        or context.document.sentences[token - 1] != context.document.sentences[min(token, len(context.forms) - 1)]
    ):
        return "<s>"
    form = context.forms[token - 1]
    return form if form in _CLAUSE_WORDS else context.classes[token - 1]


def _relative_agreement(context: Context, token: int, gender: str, number: str) -> str:
    """Tell whether a phrase agrees with the relative pronoun before a cue, "" where there is none."""
    for before in range(max(0, token - 2), token):
        form = context.forms[before]
        for pronoun, its_gender, its_number in _RELATIVES:
            if form == pronoun:
                right = (not gender or gender == its_gender) and (not number or number == its_number)
                return f"{right}+{bool(gender)}"
    return ""


_RELATIVES = (
    ("الذي", "m", "s"),
    ("التي", "f", "s"),
    ("الذين", "m", "p"),
    ("اللذان", "m", "d"),
    ("اللذين", "m", "d"),
    ("اللتان", "f", "d"),
    ("اللتين", "f", "d"),
)
_CLAUSE_WORDS = frozenset(
    ["قد", "حيث", "كما", "ما", "الذي", "التي", "اذ", "فيما", "بينما", "لكنه", "لكنها", "وهو", "وهي"]
)


def _verb_before(context: Context, token: int) -> str:
    """Tell whether a word that may be a verb stands before a phrase, as before an Arabic subject."""
    if not token:
        return "<s>"
    here, form = context.classes[token - 1], context.forms[token - 1]
    if here in ("auxiliary", "reporting_verb", "background", "weekday", "day", "preposition"):
        return here
    bare = form[1:] if form[0] in "وف" and len(form) > 4 else form
    shape = bare[0] if bare[0] in "يتا" else bare[-1] if bare[-1] == "ت" else ""
    return f"{here}+{shape}"


def _possessive(form: str) -> bool:
    return len(form) > 3 and form.endswith(("ه", "ها", "هم", "هما"))


def _earlier_features(
    context: Context,
    readings: list[Reading],
    number: int,
    candidate: Candidate,
    chosen: list[Attribution | None],
    pos: str,
    head: str,
) -> list[str]:
    document = context.document
    cue = readings[number].cue
    earlier = readings[candidate.reading]
    same_sentence = document.sentences[earlier.cue.first] == document.sentences[cue.first]
    paragraphs = document.paragraphs[cue.first] - document.paragraphs[earlier.cue.first]
    nested = earlier.first <= cue.first < earlier.last
    earlier_nested = any(r.first <= earlier.cue.first < r.last for r in readings[:number] if r is not earlier)
    gender = earlier.cue.gender if earlier.cue.pos in ("pv", "iv", "ap") else ""
    mine = cue.gender if cue.pos in ("pv", "iv", "ap") else ""
    attribution = chosen[candidate.reading]
    implicit = attribution.implicit if attribution else False
    return [
        f"same_sentence={same_sentence}+{pos}+{min(candidate.rank, 3)}",
        f"paragraphs={bucket(paragraphs)}+{pos}",
        f"nested={nested}+{pos}",
        f"earlier_nested={earlier_nested}+{pos}+{same_sentence}+{min(candidate.rank, 3)}",
        f"genders={gender}{mine}+{pos}",
        f"numbers={earlier.cue.number}{cue.number}+{pos}",
        f"genders+rank={gender}{mine}+{min(candidate.rank, 3)}",
        f"earlier_implicit={implicit}+{min(candidate.rank, 3)}",
        f"earlier_pos={earlier.cue.pos}+{pos}+{min(candidate.rank, 3)}",
        f"head+rank={head}+{min(candidate.rank, 3)}",
        f"nested+rank={nested}+{earlier_nested}+{min(candidate.rank, 3)}",
        f"quoted={document.quote_of[cue.first] >= 0}+{nested}+{pos}",
    ]
