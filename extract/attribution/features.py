"""What stands around a cue, as named binary features for the models that tell cues and the side of their words.

Features come in groups of those that hang on the same few values (`extract.learning.linear.Part`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.attribution.places import Start
from extract.attribution.subjects import has_plausible_subject, subject_start
from extract.language.morphology import noun_entry
from extract.learning.linear import Part, bucket, group


def cue_parts(context: Context, cue: CueCandidate, openings: Sequence[Start]) -> list[Part]:
    """Return the features that tell a cue from the same word in another use, in groups."""
    document, forms, classes = context.document, context.forms, context.classes
    first, count = cue.first, len(forms)
    begins, _ = document.sentence_bounds[document.sentences[first]]
    before = classes[first - 1] if first > begins else "<s>"
    before_word = context.words[first - 1] if before != "<s>" else "<s>"
    before2 = classes[first - 2] if first - 1 > begins else "<s>"
    after, after_word = (
        (classes[cue.tail_end], context.words[cue.tail_end]) if cue.tail_end < count else ("</s>", "</s>")
    )
    after2 = classes[cue.tail_end + 1] if cue.tail_end + 1 < count else "</s>"
    entry = cue.entry
    pos = cue.pos + ("_phrase" if cue.phrase and cue.pos != "phrase" else "")
    if cue.definite:
        pos += "_al"
    quote = document.quote_of[first]
    quoted = quote >= 0
    parts: list[Part] = [
        (_entry, entry.key, entry.act, entry.certainty, pos),
        (_grammar, cue.conjunction, cue.preposition, cue.case, cue.person, bool(cue.pronoun), cue.number, pos),
        (_before, before2, before, pos, entry.certainty),
        (_after, after, after2, pos, entry.certainty),
        (_forms, before_word, after_word),
        (_spelling, forms[first] in entry.ambiguous, quoted, len(cue.others), pos),
    ]
    if quoted:
        parts.append((_quote_place, bucket(first - context.quote_tokens(quote)[0])))
    parts.append(_subject_part(context, cue, pos, quoted, first - begins < 2))
    parts += _opening_parts(context, cue, openings, pos)
    marked = False
    if first:
        j = first - 1
        if forms[j] in "،,":
            j -= 1
        marked = j >= 0 and context.is_mark(j) and document.paragraphs[j] == document.paragraphs[first]
    opens = first == 0 or document.paragraphs[first - 1] != document.paragraphs[first]
    parts.append((_place, bucket(first - begins), marked, opens, pos))
    return parts


@group
def _entry(key: str, act: str, certainty: str, pos: str) -> list[str]:
    return [
        f"pos={pos}",
        f"certainty={certainty}",
        f"pos+certainty={pos}+{certainty}",
        f"entry={key}",
        f"entry+pos={key}+{pos}",
        f"act={act}",
        f"act+pos={act}+{pos}",
    ]


@group
def _grammar(
    conjunction: str, preposition: str, case: str, person: str, pronoun: bool, number: str, pos: str
) -> list[str]:
    return [
        f"conj+pos={conjunction}+{pos}",
        f"prep+pos={preposition}+{pos}",
        f"case+pos={case}+{pos}",
        f"person={person}",
        f"pronoun+pos={pronoun}+{pos}",
        f"number={number}",
    ]


@group
def _before(before2: str, before: str, pos: str, certainty: str) -> list[str]:
    return [f"before={before}+{pos}", f"before={before}+{certainty}", f"before2={before2}+{before}"]


@group
def _after(after: str, after2: str, pos: str, certainty: str) -> list[str]:
    return [f"after={after}+{pos}", f"after={after}+{certainty}", f"after2={after}+{after2}"]


@group
def _forms(before: str, after: str) -> list[str]:
    return [f"before_form={before}", f"after_form={after}"]


@group
def _spelling(ambiguous: bool, quoted: bool, others: int, pos: str) -> list[str]:
    return [f"ambiguous={ambiguous}+{pos}", f"quoted={quoted}", f"quoted+pos={quoted}+{pos}", f"others={others}"]


@group
def _quote_place(place: str) -> list[str]:
    return [f"quote_place={place}"]


@group
def _place(place: str, after_mark: bool, opens_paragraph: bool, pos: str) -> list[str]:
    marked = ["quote_before", f"quote_before+{pos}"] if after_mark else []
    return [*marked, f"sentence_place={place}+{pos}", f"para_start={opens_paragraph}+{pos}"]


def _subject_part(context: Context, cue: CueCandidate, pos: str, quoted: bool, initial: bool) -> Part:
    """Return the features of the phrase after a cue, where its subject (or a verbless attribution's source) stands."""
    start = subject_start(context, cue)
    if start is None:
        return (_no_subject, pos, quoted, initial)
    likely = has_plausible_subject(context, cue, start)
    head = context.classes[start]
    adjacent = start == cue.tail_end
    key = noun_entry(context.forms[start])
    return (_subject, likely, adjacent, head, key, pos, cue.pos, cue.entry.certainty, quoted, initial)


@group
def _no_subject(pos: str, quoted: bool, initial: bool) -> list[str]:
    return [f"subject=none+{pos}+{quoted}", f"subject=none+{pos}+{initial}"]


@group
def _subject(
    likely: bool,
    adjacent: bool,
    head: str,
    key: str,
    pos: str,
    plain_pos: str,
    certainty: str,
    quoted: bool,
    initial: bool,
) -> list[str]:
    return [
        f"subject={likely}+{pos}+{quoted}",
        f"subject={likely}+{adjacent}+{pos}+{certainty}",
        f"subject_head={head}+{adjacent}+{pos}",
        f"subject_head+initial={head}+{initial}+{plain_pos}",
        f"subject_key={key}+{adjacent}+{plain_pos}",
        f"subject_key+initial={key}+{initial}+{plain_pos}",
    ]


def _opening_parts(context: Context, cue: CueCandidate, openings: Sequence[Start], pos: str) -> list[Part]:
    parts: list[Part] = []
    seen: set[str] = set()
    next_cue = context.next_verb(cue.first)
    for opening in openings:
        kind = opening.kind.split("_")[0]
        if kind in seen:
            continue
        seen.add(kind)
        crosses = opening.token > next_cue
        between = ">".join(context.classes[cue.tail_end : opening.token][:3])
        distance = bucket(opening.token - cue.tail_end)
        parts.append((_opening, kind, distance, crosses, pos, cue.entry.certainty, cue.entry.key))
        if not crosses:
            parts.append((_between, kind, between))
    clausal = bool(seen & {"clause", "pronoun", "quote", "colon"})
    parts.append((_openings, clausal, bool(seen), pos, cue.entry.certainty))
    return parts


@group
def _opening(kind: str, distance: str, crosses: bool, pos: str, certainty: str, key: str) -> list[str]:
    names = [f"open={kind}+{distance}", f"open={kind}+{pos}+{crosses}", f"open={kind}+{certainty}+{crosses}"]
    return names if crosses else [*names, f"open={kind}+{key}"]


@group
def _between(kind: str, classes: str) -> list[str]:
    return [f"between={kind}+{classes}"]


@group
def _openings(clausal: bool, some: bool, pos: str, certainty: str) -> list[str]:
    return [f"clausal={clausal}+{pos}+{certainty}"] + ([] if some else [f"open=none+{pos}"])


def side_parts(context: Context, cue: CueCandidate, openings: Sequence[Start]) -> list[Part]:
    """Return the features that tell whether the words stand before their cue, in groups."""
    first = cue.first
    start, end = context.sentence_start(first), context.sentence_end(first)
    comma = next((t for t in range(cue.last, end) if not context.document.tokens.is_word[t]), end)
    mark = context.forms[comma] if comma < end else "</s>"
    before = context.words[first - 1] if first > start else "<s>"
    return [
        *cue_parts(context, cue, openings),
        (_room, bucket(first - start), bucket(end - cue.last), cue.pos, first - start < 2, mark),
        (_preceded, cue.pos, before, mark, openings[0].kind if openings else ""),
    ]


@group
def _room(tokens_before: str, tokens_after: str, pos: str, initial: bool, mark: str) -> list[str]:
    return [
        f"tokens_before={tokens_before}",
        f"tokens_after={tokens_after}",
        f"tokens_after+pos={tokens_after}+{pos}+{initial}",
        f"stops={pos}+{mark}+{initial}",
    ]


@group
def _preceded(pos: str, before: str, mark: str, nearest: str) -> list[str]:
    return [
        f"preceded={pos}+{before}+{mark}",
        f"preceded_only={pos}+{before}",
        f"nearest={pos}+{nearest}+{mark}+{before in '،,'}",
    ]
