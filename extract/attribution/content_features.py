"""What stands at a place where content may begin or end, as named binary features for the learned models.

Features come in groups of those that hang on the same few values (`extract.learning.linear.Part`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.attribution.context import Context, Mention
from extract.attribution.cues import CueCandidate
from extract.attribution.places import Start
from extract.attribution.subjects import subject as subject_of
from extract.language.wordclass import FINITE, NAMES, function_words
from extract.learning.linear import Part, bucket, group

_NAMING = frozenset([*NAMES, "title", "organisation", "country", "honorific", "unnamed", "group"])


def start_parts(context: Context, cue: CueCandidate, openings: Sequence[Start]) -> list[list[Part]]:
    """Return for each opening the features that tell whether the content begins there, given not before, in groups."""
    subject = subject_of(context, cue)
    likely = subject is not None and context.is_plausible(subject)
    kinds = [opening.kind.split("_")[0] for opening in openings]
    found = []
    behind: set[str] = set()
    for place, opening in enumerate(openings):
        ahead = set(kinds[place + 1 : place + 16])
        parts = _opening_parts(context, cue, opening)
        parts += _neighbour_parts(opening.kind, ahead, behind)
        parts.append(_subject_part(context, cue, opening, subject, likely))
        quote = context.document.quote_of[opening.token]
        if "quote" in opening.kind and quote >= 0:
            parts.append(_quote_part(context, cue, opening, quote, bool(behind)))
        found.append(parts)
        behind.add(kinds[place])
    return found


def _opening_parts(context: Context, cue: CueCandidate, opening: Start) -> list[Part]:
    """Return the features of an opening's own words and of those between it and its cue."""
    words, classes, entry = context.words, context.classes, cue.entry
    kind, j = opening.kind, opening.token
    gap = j - cue.tail_end
    between = classes[cue.tail_end : j]
    crossed = context.has_verb(cue.tail_end, j)
    previous = classes[j - 1] if j else "<s>"
    parts: list[Part] = [
        (
            _start_entry,
            kind,
            entry.key,
            entry.act,
            cue.pos,
            bool(cue.pronoun),
            cue.phrase,
            gap == 0,
            bool(entry.frames),
        ),
        (_start_takes, kind, "clause" in cue.takes, "object" in cue.takes, "quote" in cue.takes),
        (_start_place, kind, bucket(gap), classes[j], previous, ">".join(between[-2:])),
        (_start_forms, kind, words[j - 1], words[j]),
        (_start_between, kind, crossed, not _NAMING.isdisjoint(between), between.count("،"), cue.pos),
    ]
    if gap <= 4:
        parts.append((_start_path, kind, ">".join(between)))
    return parts


def _neighbour_parts(kind: str, ahead: set[str], behind: set[str]) -> list[Part]:
    """Return the features of the other openings, by the first parts of their kinds."""
    return [
        (_start_ahead, kind, _clausal(ahead), "quote" in ahead, "colon" in ahead, "prep" in ahead, "clitic" in ahead),
        (_start_behind, kind, _clausal(behind), "quote" in behind, "prep" in behind, "clitic" in behind),
    ]


def _subject_part(context: Context, cue: CueCandidate, opening: Start, subject: Mention | None, likely: bool) -> Part:
    """Return the features of how an opening stands to the subject after its cue."""
    kind, j = opening.kind, opening.token
    if subject is None:
        return (_start_alone, kind, j == cue.tail_end)
    relation = (
        "at"
        if j == subject.last
        else "first"
        if j == subject.first
        else "in"
        if subject.first < j < subject.last
        else "past"
    )
    if relation == "past" and not any(context.document.tokens.is_word[t] for t in range(subject.last, j)):
        relation = "at"
    adjacent = subject.first == cue.last
    return (_start_subject, relation, kind, likely, cue.pos, cue.entry.key, context.classes[subject.first], adjacent)


def _quote_part(context: Context, cue: CueCandidate, opening: Start, quote: int, follows: bool) -> Part:
    """Return the features of the quotation that an opening stands in; `follows` where other openings come before."""
    kind, j = opening.kind, opening.token
    gap = j - cue.tail_end
    a, b = context.quote_tokens(quote)
    previous = context.classes[j - 1] if j else "<s>"
    return (_start_quote, kind, b - a <= 3, bucket(b - a), gap == 0, bucket(gap), previous, follows)


@group
def _start_entry(
    kind: str, key: str, act: str, pos: str, pronoun: bool, phrase: bool, adjacent: bool, framed: bool
) -> list[str]:
    return [
        f"kind={kind}",
        f"kind+pos={kind}+{pos}",
        f"kind+entry={kind}+{key}",
        f"kind+act={kind}+{act}",
        f"kind+pronoun={kind}+{pronoun}",
        f"kind+phrase={kind}+{phrase}+{adjacent}",
        f"kind+verbal={kind}+{pos}+{adjacent}",
        f"kind+frame={kind}+{framed}",
    ]


@group
def _start_takes(kind: str, clause: bool, object_: bool, quote: bool) -> list[str]:
    return [f"kind+takes={kind}+{clause}+{object_}+{quote}"]


@group
def _start_place(kind: str, gap: str, here: str, previous: str, between: str) -> list[str]:
    return [
        f"kind+gap={kind}+{gap}",
        f"kind+class={kind}+{here}",
        f"kind+previous={kind}+{previous}",
        f"kind+between={kind}+{between}",
    ]


@group
def _start_forms(kind: str, previous: str, form: str) -> list[str]:
    return [f"kind+previous_form={kind}+{previous}", f"kind+form={kind}+{form}"]


def _clausal(kinds: set[str]) -> bool:
    return "clause" in kinds or "pronoun" in kinds


@group
def _start_ahead(kind: str, clause: bool, quote: bool, colon: bool, prep: bool, clitic: bool) -> list[str]:
    return [
        f"kind+ahead={kind}+clause={clause}+quote={quote}+colon={colon}",
        f"kind+prep_ahead={kind}+{prep}+{clitic}",
    ]


@group
def _start_behind(kind: str, clause: bool, quote: bool, prep: bool, clitic: bool) -> list[str]:
    return [f"kind+behind={kind}+{clause}+{quote}", f"kind+behind_prep={kind}+{prep}+{clitic}"]


@group
def _start_between(kind: str, crossed: bool, named: bool, commas: int, pos: str) -> list[str]:
    return [f"kind+crossed={kind}+{crossed}", f"kind+named={kind}+{named}+{pos}", f"kind+commas={kind}+{commas}"]


@group
def _start_path(kind: str, path: str) -> list[str]:
    return [f"kind+path={kind}+{path}"]


@group
def _start_alone(kind: str, adjacent: bool) -> list[str]:
    return [f"subject=none+{kind}+{adjacent}"]


@group
def _start_subject(relation: str, kind: str, likely: bool, pos: str, key: str, head: str, adjacent: bool) -> list[str]:
    return [
        f"subject={relation}+{kind}+{likely}",
        f"subject+pos={relation}+{kind}+{pos}+{likely}",
        f"subject+entry={relation}+{kind}+{key}",
        f"subject+head={relation}+{kind}+{head}",
        f"subject+adjacent={relation}+{kind}+{adjacent}+{likely}",
    ]


@group
def _start_quote(
    kind: str, short: bool, length: str, adjacent: bool, gap: str, previous: str, follows: bool
) -> list[str]:
    return [
        f"short_quote={short}+{kind}+{adjacent}+{previous}",
        f"short_quote+behind={short}+{kind}+{follows}",
        f"quote_length={length}",
        f"quote_length+gap={length}+{gap}",
    ]


def end_parts(context: Context, cue: CueCandidate, opening: Start, k: int) -> list[Part]:
    """Return the features that tell whether a content begun at an opening stops before token `k`, in groups.

    They are about stopping there given that it has not stopped earlier.
    """
    document, words, classes = context.document, context.words, context.classes
    start, kind, count = opening.token, opening.kind, len(words)
    last = k >= count
    here, word = ("</d>", "</d>") if last else (classes[k], words[k])
    depth = _quote_state(context, opening, k)
    if last or document.paragraphs[k] != document.paragraphs[start]:
        return [(_end_paragraph, here, depth)]
    new_sentence = document.sentences[k] != document.sentences[k - 1]
    next_class, next_word = (classes[k + 1], words[k + 1]) if k + 1 < count else ("</d>", "</d>")
    cue_here = context.cue_at.get(k)
    parts: list[Part] = [
        (_end_here, here, depth, kind, bucket(k - start), cue.pos),
        (_end_form, word, depth),
        (_end_sentence, classes[k - 1], here, new_sentence, depth, kind),
    ]
    quoted = "quote" in kind
    if quoted:
        opened = context.quote_opening_at.get(start, -1)
        if opened >= 0:
            a, b = context.quote_tokens(opened)
            parts.append((_end_opened, bucket(b - a), b - a <= 3, depth, here, kind))
    stretch = _stretch(context, k)
    parts.append((_end_stretch, *stretch, here, depth))
    if not document.tokens.is_word[k]:
        cue_next = _cue_name(context.cue_at.get(k + 1))
        waw = k + 1 < count and context.forms[k + 1][0] == "و"
        parts.append((_end_mark, here, next_class, next_word, waw, cue_next, kind, quoted, depth))
        if k + 2 < count:
            cue_after = _cue_name(context.cue_at.get(k + 2))
            parts.append((_end_mark_after, here, next_class, classes[k + 2], cue_after, depth))
            parts.append((_end_mark_forms, here, next_word, words[k + 2]))
    else:
        name = _cue_name(cue_here)
        parts.append((_end_word, name, depth, classes[k - 1], context.forms[k][0] == "و", here, next_class))
        parts.append((_end_pair, word, next_word))
        if cue_here is not None:
            parts.append((_end_cue, cue_here.entry.key, cue_here.pos, depth))
    if new_sentence:
        parts.append((_end_new_sentence, _cue_name(cue_here), here, kind, depth))
    return parts


@group
def _end_paragraph(here: str, depth: str) -> list[str]:
    return [f"here={here}+{depth}", f"paragraph_end+{depth}", "paragraph_end"]


def _stretch(context: Context, k: int) -> tuple[str, bool, str, int]:
    """Describe the words from token `k` up to the next mark or cue: first cue ahead, occasion, first verb, length."""
    occasions = function_words()["occasion"]
    end = context.sentence_end(k)
    t = k if context.document.tokens.is_word[k] else k + 1
    occasion, verb, length = False, "-", 0
    while t < end and length < 12:
        cue = context.cue_at.get(t)
        if cue is not None and cue.entry.certainty != "weak":
            return cue.pos, occasion, verb, length
        form = context.forms[t]
        if not context.document.tokens.is_word[t]:
            return context.forms[t], occasion, verb, length
        occasion = occasion or form in occasions or form[1:] in occasions
        if verb == "-" and context.classes[t] in FINITE:
            verb = context.classes[t]
        t += 1
        length += 1
    return "far", occasion, verb, length


@group
def _end_stretch(until: str, occasion: bool, verb: str, length: int, here: str, depth: str) -> list[str]:
    return [
        f"until={until}+{here}+{depth}",
        f"until+length={until}+{bucket(length)}+{depth}",
        f"occasion={occasion}+{here}+{depth}",
        f"verb_ahead={verb}+{here}+{depth}",
        f"verb+until={verb}+{until}+{depth}",
    ]


@group
def _end_here(here: str, depth: str, kind: str, length: str, pos: str) -> list[str]:
    return [
        f"here={here}+{depth}",
        f"here+kind={here}+{kind}+{depth}",
        f"length={length}",
        f"length+here={length}+{here}+{depth}",
        f"paragraph=False+{depth}",
        f"state={depth}+{kind}",
        f"pos={pos}+{here}",
    ]


@group
def _end_form(form: str, depth: str) -> list[str]:
    return [f"form={form}+{depth}"]


@group
def _end_sentence(previous: str, here: str, new_sentence: bool, depth: str, kind: str) -> list[str]:
    return [f"previous={previous}+{here}+{depth}", f"sentence={new_sentence}+{depth}+{kind}"]


@group
def _end_opened(length: str, short: bool, depth: str, here: str, kind: str) -> list[str]:
    return [f"opened_length={length}+{depth}+{here}", f"opened_short={short}+{depth}+{kind}"]


@group
def _end_mark(
    here: str, next_class: str, next_form: str, waw: bool, next_cue: str, kind: str, quoted: bool, depth: str
) -> list[str]:
    return [
        f"mark+next={here}+{next_class}+{depth}",
        f"mark+next_form={here}+{next_form}+{depth}",
        f"mark+next_cue={here}+{next_cue}+{depth}",
        f"mark+next_waw={here}+{waw}+{depth}",
        f"mark+kind={here}+{kind}+{quoted}+{depth}",
    ]


@group
def _end_mark_after(here: str, next_class: str, after: str, cue_after: str, depth: str) -> list[str]:
    return [f"mark+next2={here}+{next_class}+{after}+{depth}", f"mark+cue2={here}+{cue_after}+{depth}"]


@group
def _end_mark_forms(here: str, next_form: str, form_after: str) -> list[str]:
    return [f"mark+forms={here}+{next_form}+{form_after}"]


@group
def _end_word(cue: str, depth: str, previous: str, waw: bool, here: str, next_class: str) -> list[str]:
    return [
        f"cue={cue}+{depth}",
        f"cue+previous={cue}+{previous}+{depth}",
        f"waw={waw}+{here}+{depth}",
        f"pair_class={here}+{next_class}+{depth}",
    ]


@group
def _end_pair(form: str, next_form: str) -> list[str]:
    return [f"pair={form}+{next_form}"]


@group
def _end_cue(key: str, pos: str, depth: str) -> list[str]:
    return [f"cue_entry={key}+{pos}+{depth}"]


@group
def _end_new_sentence(cue: str, here: str, kind: str, depth: str) -> list[str]:
    return [f"new_sentence+{cue}+{kind}+{depth}", f"new_sentence+{here}+{kind}+{depth}"]


def _quote_state(context: Context, opening: Start, k: int) -> str:
    """Name where token `k` stands: in the quotation that opened, at its close, past it, in a later one, or none."""
    document = context.document
    opened = context.quote_opening_at.get(opening.token, -1) if "quote" in opening.kind else -1
    at = document.tokens.starts[k] if k < len(context.forms) else len(document.text)
    if opened >= 0:
        quotation = document.quotations[opened]
        if at < quotation.inner_end:
            return "in"
        if at < quotation.end or (not quotation.closed and at == quotation.end):
            return "close"
        if k and document.tokens.starts[k - 1] < quotation.end:
            return "just_past"
        return "later" if document.quote_of[k - 1] >= 0 else "past"
    outer = document.quote_of[opening.token]
    if outer >= 0:
        if at >= document.quotations[outer].inner_end:
            return "outer_close"
        inner = document.quote_of[k] if k < len(context.forms) else -1
        return "outer" if inner == outer else "outer_inner"
    if k < len(context.forms) and document.quote_of[k] >= 0:
        return "inner"
    if k < len(context.forms) and context.is_mark(k):
        return "inner_close" if k and document.quote_of[k - 1] >= 0 else "inner_open"
    return "none"


def _cue_name(cue: CueCandidate | None) -> str:
    if cue is None:
        return "-"
    return f"{cue.pos}+{cue.entry.certainty}+{cue.conjunction or '-'}"
