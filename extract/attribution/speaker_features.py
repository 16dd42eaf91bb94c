"""What tells whether a candidate speaks, as named binary features for the learned model `speaker`.

Features come in groups of those that hang on the same few values (`extract.learning.linear.Part`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from extract.attribution.context import Context, Mention
from extract.attribution.cues import CueCandidate
from extract.attribution.nesting import Nesting
from extract.attribution.phrases import head_entry, head_gender_number, is_joint, person_name
from extract.attribution.reader import Reading
from extract.language.morphology import analyses
from extract.language.wordclass import BARE, DEFINITE, FINITE, NAMES
from extract.learning.linear import Part, bucket, group

if TYPE_CHECKING:
    from extract.attribution.speakers import Candidate, Choices


_TOPICAL = 200
"""Tokens of a sentence that are looked at for its topic; longer ones are texts without punctuation."""


class Behind(NamedTuple):
    """The candidates after a cue: how many (up to 3), and whether the first looks like a speaker, or `none`."""

    number: int
    plausible: str


def behind(context: Context, options: Sequence[Candidate]) -> Behind:
    """Return what is to know of the candidates after a cue."""
    after = [option for option in options if option.place == "after"]
    return Behind(min(len(after), 3), str(context.is_plausible(after[0].mention)) if after else "none")


def lasting_parts(
    context: Context, reading: Reading, place: str, rank: int, mention: Mention, after: Behind
) -> list[Part]:
    """Return the features of a candidate that hang on no other reading, in groups."""
    cue = reading.cue
    return [
        *cue_parts(context, reading, place, after),
        *mention_parts(context, mention, place, cue_kind(cue), cue.pos, cue.number, cue.gender),
        *place_parts(context, reading, place, rank, mention, after),
    ]


def cue_kind(cue: CueCandidate) -> str:
    """Return a cue's part of speech with its case, as features name it."""
    return cue.pos + ("+" + cue.case if cue.case else "")


def passing_parts(
    context: Context,
    readings: Sequence[Reading],
    nesting: Nesting,
    number: int,
    candidate: Candidate,
    chosen: Choices,
) -> list[Part]:
    """Return the features of a candidate of an earlier sentence, which hang on the other readings, in groups."""
    if candidate.place == "previous":
        return [_previous_part(context, readings[number], nesting, candidate)]
    if candidate.place == "earlier":
        return [
            _earlier_part(context, readings, nesting, number, candidate, chosen),
            _topical_part(context, readings, number, candidate, chosen),
        ]
    return []


def cue_parts(context: Context, reading: Reading, place: str, after: Behind) -> list[Part]:
    """Return the features that hang on the cue and on what kind of place a candidate stands in."""
    cue, pos = reading.cue, cue_kind(reading.cue)
    from_ahead = "عن" in context.forms[max(0, cue.first - 8) : cue.first]
    quoted = context.document.quote_of[cue.first] >= 0
    return [
        (_before_it, place, pos, _before_cue(context, cue.first), _before_cue(context, cue.first - 1)),
        (_sentence, place, pos, context.classes[context.sentence_start(cue.first)], from_ahead),
        (_after_it, place, pos, after.number, after.plausible, cue.conjunction, cue.entry.act),
        (_reading, place, pos, cue.entry.key, bool(cue.pronoun), quoted, reading.kind),
    ]


@group
def _before_it(place: str, pos: str, before: str, before2: str) -> list[str]:
    return [f"cue_after={place}+{before}+{pos}", f"cue_after2={place}+{before2}+{before}"]


@group
def _sentence(place: str, pos: str, opens: str, from_ahead: bool) -> list[str]:
    return [f"place={place}+{pos}", f"sentence_opens={place}+{opens}+{pos}", f"from_ahead={place}+{from_ahead}+{pos}"]


@group
def _after_it(place: str, pos: str, after: int, plausible: str, conjunction: str, act: str) -> list[str]:
    return [
        f"conj={place}+{conjunction}+{pos}",
        f"first_after={place}+{plausible}+{pos}",
        f"first_after+conj={place}+{plausible}+{conjunction}+{act}",
        f"after_count={place}+{after}+{pos}",
    ]


@group
def _reading(place: str, pos: str, key: str, pronoun: bool, quoted: bool, kind: str) -> list[str]:
    return [
        f"entry={place}+{key}",
        f"pronoun={place}+{pronoun}+{pos}",
        f"quoted={place}+{quoted}",
        f"kind={place}+{kind}",
    ]


@group
def _rank(place: str, rank: int, pos: str, after: int, plausible: str, agreement: str) -> list[str]:
    return [
        f"place+rank={place}+{rank}+{pos}",
        f"place+rank+count={place}+{rank}+{after}",
        f"first_after+rank={place}+{plausible}+{min(rank, 3)}",
        f"relative={place}+{agreement}+{min(rank, 3)}",
    ]


def mention_parts(
    context: Context, mention: Mention, place: str, pos: str, cue_pos: str, number: str, gender: str
) -> list[Part]:
    """Return the features of a candidate's own words beside a cue of a `cue_kind`, part of speech and inflection."""
    forms, head = context.forms, context.classes[mention.first]
    first_form, last_form = forms[mention.first], forms[mention.last - 1]
    named = person_name(context, mention.first, mention.last) is not None
    key_form = last_form if named else first_form
    single = mention.last - mention.first == 1
    its_gender, numeral = head_gender_number(context, mention)
    cue_gender = gender if cue_pos in ("pv", "iv", "ap") else ""
    agrees = "?" if not (its_gender and cue_gender) else str(its_gender == cue_gender)
    numbers = f"{number if cue_pos in ('iv', 'ap', 'pv') else ''}{numeral}"
    after_from = mention.first > 0 and forms[mention.first - 1] == "عن"
    known = last_form in context.name_words or first_form in context.name_words
    governed = head not in BARE and any(a.preposition for a in analyses(first_form))
    joint = is_joint(context, mention.first, mention.last)
    return [
        (_head, place, head, named, pos, agrees, numbers, known, single),
        (_entry, place, head_entry(context, mention), pos),
        (
            _mention,
            place,
            named,
            bucket(context.counts[key_form]),
            key_form in context.title_forms,
            context.counts[first_form] > 1,
            head,
            pos,
        ),
        (_standing, place, joint, number, after_from, context.is_plausible(mention), pos),
        (
            _first_form,
            place,
            first_form[0],
            first_form[-2:],
            head,
            governed or first_form.startswith(("لل", "بال")),
            _possessive(first_form) if head in BARE else "",
            single,
        ),
    ]


@group
def _head(
    place: str, head: str, named: bool, pos: str, agrees: str, numbers: str, known: bool, single: bool
) -> list[str]:
    return [
        f"head={place}+{head}",
        f"head+named={place}+{head}+{named}+{pos}",
        f"agrees={place}+{agrees}+{pos}",
        f"numbers={place}+{numbers}",
        f"one_word={place}+{single}+{head}+{named}",
        f"name_word={place}+{known}+{head}+{named}",
    ]


@group
def _entry(place: str, entry: str, pos: str) -> list[str]:
    return [f"head_entry={place}+{entry}", f"head_entry+pos={place}+{entry}+{pos}"]


@group
def _mention(place: str, named: bool, salience: str, in_title: bool, recurs: bool, head: str, pos: str) -> list[str]:
    return [
        f"salience={place}+{named}+{salience}",
        f"in_title={place}+{in_title}+{named}",
        f"recurs={place}+{head}+{recurs}+{pos}",
    ]


@group
def _standing(place: str, joint: bool, number: str, after_from: bool, plausible: bool, pos: str) -> list[str]:
    return [
        f"joint={place}+{joint}+{number}+{pos}",
        f"from={place}+{after_from}+{pos}",
        f"plausible={place}+{plausible}+{pos}",
    ]


@group
def _first_form(
    place: str, initial: str, ending: str, head: str, governed: bool, possessive: bool | str, single: bool
) -> list[str]:
    clitic = initial in "بلكو" and head in DEFINITE | BARE | {"verbal_noun"}
    return [
        f"clitic={place}+{clitic}+{initial if clitic else ''}",
        f"tanwin={place}+{head in BARE and ending[-1] == 'ا' and single}",
        f"ending={place}+{ending}+{head}",
        f"possessive={place}+{possessive}",
        f"governed={place}+{governed}+{head}",
        f"initial={place}+{initial}+{head in BARE or head in DEFINITE}",
        f"initial+final={place}+{initial}{ending[-1]}+{head in NAMES}",
    ]


def place_parts(
    context: Context, reading: Reading, place: str, rank: int, mention: Mention, after: Behind
) -> list[Part]:
    """Return the features that hang on where a candidate stands to the cue."""
    cue, pos = reading.cue, cue_kind(reading.cue)
    gender, numeral = head_gender_number(context, mention)
    agreement = _relative_agreement(context, cue.first, gender, numeral)
    parts: list[Part] = [(_rank, place, min(rank, 4), pos, after.number, after.plausible, agreement)]
    if place == "after":
        parts += _after_parts(context, reading, mention, pos)
    elif place == "before":
        parts += _before_parts(context, reading, mention, pos, rank)
    return parts


def _after_parts(context: Context, reading: Reading, mention: Mention, pos: str) -> list[Part]:
    classes, words, cue = context.classes, context.words, reading.cue
    gap, head = mention.first - cue.last, classes[mention.first]
    path = ">".join(classes[cue.last : mention.first][:5])
    touches, is_content = mention.last >= reading.first - 2, mention.first == reading.first
    to_content = bucket(max(0, reading.first - mention.last))
    length = bucket(mention.last - mention.first)
    return [
        (_after, bucket(gap), classes[mention.first - 1], head, path, pos),
        (_to_content, gap == 0, touches, is_content, to_content, length, reading.kind, head, pos),
        (_after_forms, words[mention.first - 1], words[mention.first], cue.entry.key),
    ]


@group
def _after(gap: str, previous: str, head: str, path: str, pos: str) -> list[str]:
    return [f"gap={gap}+{pos}", f"gap+head={gap}+{head}", f"previous={previous}+{head}", f"path={path}+{pos}"]


@group
def _to_content(
    adjacent: bool, touches: bool, is_content: bool, to_content: str, length: str, kind: str, head: str, pos: str
) -> list[str]:
    return [
        f"gap0+kind={adjacent}+{kind}+{pos}",
        f"touches={touches}+{kind}+{adjacent}",
        f"to_content={to_content}+{kind}",
        f"is_content={is_content}+{kind}+{head}",
        f"length={length}+{adjacent}+{kind}",
    ]


@group
def _after_forms(previous: str, form: str, key: str) -> list[str]:
    return [f"previous_form={previous}", f"head_form={form}", f"previous_form+entry={previous}+{key}"]


def _before_parts(context: Context, reading: Reading, mention: Mention, pos: str, rank: int) -> list[Part]:
    classes, cue = context.classes, reading.cue
    between = classes[mention.last : cue.first]
    from_start = mention.first - context.sentence_start(cue.first)
    cue_between = any(t in context.cue_at for t in range(mention.last, cue.first))
    previous, form = (
        ("<s>", "<s>") if not mention.first else (classes[mention.first - 1], context.words[mention.first - 1])
    )
    path = ">".join(between[-3:])
    relative = "relative" in between
    verb = _verb_before(context, mention.first)
    verbs = min(sum(here in FINITE for here in between), 2)
    clause = any(here.startswith("complementiser") for here in between)
    return [
        (_clause, verbs, clause, relative, cue_between, verb.split("+")[0], cue.conjunction, pos),
        (_before, bucket(cue.first - mention.last), classes[mention.first], path, pos),
        (_relative, relative, relative and "relative" in between[:2], bucket(rank), pos),
        (_between, "auxiliary" in between[-1:], from_start < 3, from_start < 2, cue_between, "،" in between, pos),
        (_before_forms, verb, previous, form, pos),
    ]


@group
def _before(gap: str, head: str, path: str, pos: str) -> list[str]:
    return [f"gap=before+{gap}+{pos}", f"gap+head=before+{gap}+{head}", f"between=before+{path}+{pos}"]


@group
def _clause(
    verbs: int, clause: bool, relative: bool, cue: bool, verb_before: str, conjunction: str, pos: str
) -> list[str]:
    """Name what stands between a candidate and the cue: finite verbs, a clause of its own."""
    return [
        f"verbs_between={verbs}+{clause}+{pos}",
        f"verbs_between+relative={verbs}+{relative}+{pos}",
        f"verbs_between+cue={verbs}+{cue}+{conjunction}+{pos}",
        f"clause_subject={verb_before}+{verbs}+{clause}+{pos}",
    ]


@group
def _relative(relative: bool, follows: bool, rank: str, pos: str) -> list[str]:
    return [f"relative={relative}+{pos}", f"relative_next={follows}+{pos}+{rank}"]


@group
def _between(was: bool, near_start: bool, at_start: bool, cue: bool, comma: bool, pos: str) -> list[str]:
    return [
        f"was={was}+{near_start}+{pos}",
        f"sentence_first={at_start}+{pos}",
        f"cue_between={cue}+{pos}",
        f"comma_between={comma}+{pos}",
    ]


@group
def _before_forms(verb: str, previous: str, form: str, pos: str) -> list[str]:
    return [f"subject_of={verb}+{pos}", f"previous=before+{previous}", f"previous_form=before+{form}"]


def _previous_part(context: Context, reading: Reading, nesting: Nesting, candidate: Candidate) -> Part:
    document, mention, cue = context.document, candidate.mention, reading.cue
    start = context.sentence_start(mention.first)
    return (
        _previous,
        bucket(mention.first - start),
        context.classes[mention.first],
        person_name(context, mention.first, mention.last) is not None,
        _verb_before(context, mention.first),
        candidate.rank,
        cue.conjunction,
        context.classes[mention.first - 1] if mention.first > start else "<s>",
        document.paragraphs[mention.first] == document.paragraphs[cue.first],
        document.quote_of[mention.first] >= 0,
        nesting.has_cue(start, cue.first),
        cue_kind(cue),
    )


@group
def _previous(
    place: str,
    head: str,
    named: bool,
    verb: str,
    rank: int,
    conjunction: str,
    before: str,
    same_paragraph: bool,
    quoted: bool,
    speaks: bool,
    pos: str,
) -> list[str]:
    return [
        f"place_in_sentence={place}+{head}+{named}",
        f"subject_of=previous+{verb}+{named}+{rank}",
        f"rank+head={rank}+{head}+{named}+{conjunction}",
        f"before_it={before}+{pos}",
        f"same_paragraph={same_paragraph}+{pos}",
        f"quoted_there={quoted}",
        f"speaks_there={speaks}+{pos}",
    ]


def _earlier_part(
    context: Context,
    readings: Sequence[Reading],
    nesting: Nesting,
    number: int,
    candidate: Candidate,
    chosen: Choices,
) -> Part:
    document = context.document
    cue, earlier = readings[number].cue, readings[candidate.reading]
    attribution = chosen.made[candidate.reading]
    gender = earlier.cue.gender if earlier.cue.pos in ("pv", "iv", "ap") else ""
    mine = cue.gender if cue.pos in ("pv", "iv", "ap") else ""
    return (
        _earlier,
        document.sentences[earlier.cue.first] == document.sentences[cue.first],
        bucket(document.paragraphs[cue.first] - document.paragraphs[earlier.cue.first]),
        earlier.first <= cue.first < earlier.last,
        any(n < number and n != candidate.reading for n in nesting.holders(earlier.cue.first)),
        f"{gender}{mine}",
        f"{earlier.cue.number}{cue.number}",
        attribution.implicit if attribution else False,
        earlier.cue.pos,
        context.classes[candidate.mention.first],
        document.quote_of[cue.first] >= 0,
        min(candidate.rank, 3),
        cue_kind(cue),
    )


def _topical_part(
    context: Context,
    readings: Sequence[Reading],
    number: int,
    candidate: Candidate,
    chosen: Choices,
) -> Part:
    """Return how much the text between goes on about an earlier speaker, and how often that one has spoken."""
    cue = readings[number].cue
    mention = candidate.mention
    named = person_name(context, mention.first, mention.last)
    key = context.forms[(named[1] if named else mention.last) - 1]
    start = max(context.sentence_start(cue.first), cue.first - _TOPICAL)
    before = max(context.sentence_start(start - 1), start - _TOPICAL) if start else 0
    distance = context.document.sentences[cue.first] - context.document.sentences[readings[candidate.reading].cue.first]
    return (
        _topical,
        key in context.forms[start : cue.first],
        key in context.forms[before:start],
        min(chosen.said[mention], 3),
        bucket(distance),
        min(candidate.rank, 3),
        cue_kind(cue),
    )


@group
def _topical(here: bool, before: bool, said: int, distance: str, rank: int, pos: str) -> list[str]:
    return [
        f"named_here={here}+{before}+{rank}",
        f"named_before={before}+{rank}+{distance}",
        f"said={said}+{rank}",
        f"sentences={distance}+{pos}",
        f"sentences+rank={distance}+{rank}",
    ]


@group
def _earlier(
    same_sentence: bool,
    paragraphs: str,
    nested: bool,
    earlier_nested: bool,
    genders: str,
    numbers: str,
    implicit: bool,
    earlier_pos: str,
    head: str,
    quoted: bool,
    rank: int,
    pos: str,
) -> list[str]:
    return [
        f"same_sentence={same_sentence}+{pos}+{rank}",
        f"paragraphs={paragraphs}+{pos}",
        f"nested={nested}+{pos}",
        f"earlier_nested={earlier_nested}+{pos}+{same_sentence}+{rank}",
        f"genders={genders}+{pos}",
        f"numbers={numbers}+{pos}",
        f"genders+rank={genders}+{rank}",
        f"earlier_implicit={implicit}+{rank}",
        f"earlier_pos={earlier_pos}+{pos}+{rank}",
        f"head+rank={head}+{rank}",
        f"nested+rank={nested}+{earlier_nested}+{rank}",
        f"quoted={quoted}+{nested}+{pos}",
    ]


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
