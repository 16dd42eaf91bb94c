"""Where a noun phrase that may name a speaker ends: the places at which it may stop, and the features that choose.

Features come in groups of those that hang on the same few values (`extract.learning.linear.Part`).
"""

from __future__ import annotations

from typing import NamedTuple

from extract.attribution.context import Context, Mention, remembered
from extract.attribution.cues import CueCandidate
from extract.attribution.phrases import NOMINAL, PARTICLES, person_name, whole_name
from extract.language.morphology import noun_entry
from extract.language.wordclass import BARE, FINITE, NAMES
from extract.learning.linear import Part, bucket, first_stop, group, model

LONGEST = 28
"""Tokens in the longest mention considered."""
_APPOSITION_REACH = 8
"""Tokens from a place within which a name in apposition is looked for."""
_SHORT_AND_NAME = frozenset(f"True+{name}" for name in NAMES)
"""What `Context.after_quote` says of a short quotation with a word of a name behind it."""


class Beside(NamedTuple):
    """What the end of a phrase hangs on in the cue beside it.

    `pos` is the cue's; `after` tells whether the phrase follows it, `addressed` whether it takes an addressee in `ل`,
    and `objective` whether the phrase may be its object.
    """

    pos: str
    after: bool
    addressed: bool
    objective: bool


def beside(cue: CueCandidate, start: int) -> Beside:
    """Return what a phrase begun at `start` may know of a cue."""
    after = start >= cue.first
    objective = after and ("object" in cue.takes or "object" in cue.entry.addressee)
    return Beside(cue.pos, after, "ل" in cue.entry.addressee, objective)


def phrase_end(context: Context, start: int, limit: int, cue: CueCandidate) -> int:
    """Return the token before which the phrase begun at `start` beside a cue most likely stops, at most `limit`."""
    return _phrase_end(context, start, limit, beside(cue, start))


@remembered
def _phrase_end(context: Context, start: int, limit: int, cue: Beside) -> int:
    places = phrase_ends(context, start, limit)
    while True:
        place, chance = first_stop(_score(context, start, k, limit, cue) for k in places)
        end = _end_of_apposition(context, start, places[place], limit)
        mention = Mention(start, end)
        context.end_chances[mention] = max(chance, context.end_chances.get(mention, 0.0))
        # A short quotation with a word of a name behind it stands inside the phrase: الناطق باسم "الحركة" سامي ...
        if end >= len(context.forms) or context.after_quote(end) not in _SHORT_AND_NAME:
            return end
        behind = [k for k in places if k > context.quote_tokens(context.quote_opening_at[end + 1])[1] + 1]
        if not behind:
            return end
        places = behind


def _end_of_apposition(context: Context, start: int, end: int, limit: int) -> int:
    """Return the end of a title with its name between commas (`وزير الخارجية، سامح شكري، ...`), else `end`."""
    if context.classes[start] != "title" or end + 1 >= min(limit, len(context.forms)) or context.forms[end] not in "،,":
        return end
    if _in_apposition(context, end, limit) != "name" or person_name(context, start, end) is not None:
        return end
    return next((t for t in range(end + 1, limit) if context.forms[t] in "،,"), end)


def phrase_ends(context: Context, start: int, limit: int) -> list[int]:
    """Return every token before which a phrase may stop: any after a word, and the limit."""
    last = min(limit, start + LONGEST, len(context.forms))
    return [
        k for k in range(start + 1, last) if context.document.tokens.is_word[k - 1] or context.forms[k - 1] in ')"»”'
    ] + [last]


def phrase_end_parts(context: Context, start: int, k: int, limit: int, cue: Beside) -> list[Part]:
    """Return the features that tell whether a noun phrase stops before token `k`, given not earlier, in groups."""
    ahead = _ahead_of(context, k, limit)
    name = person_name(context, start, k)
    return [
        *_place_parts(context, k, name is not None, k - start > 1, ahead),
        *_phrase_parts(context, start, k, name is not None, ahead > 0),
        *_limit_parts(context, start, k, limit, cue, name, ahead),
    ]


def _score(context: Context, start: int, k: int, limit: int, cue: Beside) -> float:
    """Return the log odds that a noun phrase stops before token `k`, given not earlier."""
    mention_end = model("mention_end")
    ahead = _ahead_of(context, k, limit)
    parts = _limit_parts(context, start, k, limit, cue, person_name(context, start, k), ahead)
    return (mention_end.bias + _phrase_weight(context, start, k, ahead) + mention_end.weigh(parts)) / 1000


def _ahead_of(context: Context, k: int, limit: int) -> int:
    """Return how many tokens, up to 3, may be looked at from `k` on: none at the limit."""
    return min(min(limit, len(context.forms)) - k, 3)


@remembered
def _phrase_weight(context: Context, start: int, k: int, ahead: int) -> int:
    """Return what speaks for a phrase's stopping before `k` whatever the limit and the cue, in thousandths."""
    named = person_name(context, start, k) is not None
    weight = _place_weight(context, k, named, k - start > 1, ahead)
    return weight + model("mention_end").weigh(_phrase_parts(context, start, k, named, ahead > 0))


@remembered
def _place_weight(context: Context, k: int, named: bool, long: bool, ahead: int) -> int:
    return model("mention_end").weigh(_place_parts(context, k, named, long, ahead))


def _place_parts(context: Context, k: int, named: bool, long: bool, ahead: int) -> list[Part]:
    """Return the features that hang on where a phrase stops; `long` is one of more than a word."""
    forms, classes = context.forms, context.classes
    count = len(forms)
    if ahead:
        here, form, repeated = classes[k], forms[k], str(context.counts[forms[k]] > 1)
    else:
        here = form = "</r>"
        repeated = ""
    after = classes[k + 1] if ahead > 1 else "</r>"
    after2 = classes[k + 2] if ahead > 2 else "</r>"
    before, previous, last_form = classes[k - 2] if long else "<p>", classes[k - 1], forms[k - 1]
    in_names, last_in_names = form in context.name_words, last_form in context.name_words
    cue_here = context.cue_at.get(k) if k < count else None
    parts: list[Part] = [
        (_window, before, previous, here, named),
        (_ahead, here, after, after2, named),
        (_word, context.words[k] if ahead else form),
        (_shape, form[0], form[-2:], here, previous, named),
        (_name, in_names, last_in_names, form.startswith("ال"), last_form.startswith("ال"), named, here, previous),
        (_last, context.words[k - 1]),
        (_recurrence, last_form in PARTICLES, repeated, here, previous),
        (_other_cue, False if cue_here is None else cue_here.pos, named, k < count),
    ]
    if ahead:
        together = context.pairs[last_form, form]
        apart, last_apart = context.counts[form] > together, context.counts[last_form] > together
        parts.append((_pair, together > 1, apart, last_apart, named, previous, here))
    if ahead:
        if context.is_mark(k):
            parts.append((_quote, context.after_quote(k), named))
        if not context.document.tokens.is_word[k]:
            parts.append((_mark, form, after, named, context.words[k + 1] if k + 1 < count else ""))
    return parts


def _phrase_parts(context: Context, start: int, k: int, named: bool, within: bool) -> list[Part]:
    """Return the features that hang on the phrase up to `k`, which is `within` the limit or is it."""
    head, first_form = context.classes[start], context.forms[start]
    here, form = (context.classes[k], context.forms[k]) if within else ("</r>", "</r>")
    length = k - start
    whole = length == 1 and first_form.startswith("ال")
    opened = context.brackets_before[k] > context.brackets_before[start]
    marks = (context.marks_before[k] - context.marks_before[start]) % 2
    return [
        (_head, head, here, named, whole, bucket(length), min(length, 4), opened, marks),
        (_head_form, head, context.words[k] if within else form),
        (_role, noun_entry(first_form), form[0] if form[0] in "لبكو" else "", here, named),
    ]


def _limit_parts(
    context: Context, start: int, k: int, limit: int, cue: Beside, name: tuple[int, int] | None, ahead: int
) -> list[Part]:
    """Return the features that hang on how far the phrase may go and on the cue beside it."""
    forms, classes = context.forms, context.classes
    here, form = (classes[k], forms[k]) if ahead else ("</r>", "</r>")
    named = name is not None
    length = min(name[1] - name[0], 4) if name else 0
    definite = form.startswith("ال")
    whole = k - start == 1 and forms[start].startswith("ال")
    left, beyond = limit - k, classes[limit] if limit < len(forms) else "</s>"
    parts: list[Part] = [
        (_name_length, length, here, form in context.name_words, definite, cue.pos, cue.after, cue.objective),
        (_cue, form[0] == "ل" and cue.addressed, cue.objective, here, named, classes[k - 1], definite, whole),
        (_limit, bucket(left), left <= 2, beyond, named, here),
        (_name_ahead, _is_name_ahead(context, k, limit), named, here),
    ]
    if ahead and form in "،(-–":
        parts.append((_apposition, _in_apposition(context, k, limit), named))
    return parts


@group
def _window(before: str, previous: str, here: str, named: bool) -> list[str]:
    return [
        f"here={here}",
        f"previous+here={previous}+{here}",
        f"before+previous+here={before}+{previous}+{here}",
        f"named+previous={named}+{previous}+{here}",
    ]


@group
def _ahead(here: str, after: str, after2: str, named: bool) -> list[str]:
    return [f"here+after={here}+{after}", f"here+after2={here}+{after}+{after2}", f"named+here={named}+{here}+{after}"]


@group
def _head(
    head: str, here: str, named: bool, whole: bool, length: str, short: int, opened: bool, marks: int
) -> list[str]:
    return [
        f"head+here={head}+{here}",
        f"head+named+here={head}+{named}+{here}",
        f"length={length}+{here}",
        f"opened={opened}+{here}",
        f"marks={marks}+{here}",
        f"head+length+here={head}+{short}+{here}",
        f"whole={whole}+{head}+{here}",
    ]


@group
def _word(word: str) -> list[str]:
    return [f"form={word}"]


@group
def _shape(initial: str, ending: str, here: str, previous: str, named: bool) -> list[str]:
    return [
        f"waw={initial == 'و'}+{named}+{here}",
        f"shape={initial}+{ending[-1]}+{here}+{previous}",
        f"suffix={ending}+{here}",
        f"clitic={initial in 'لبك'}+{named}+{previous}+{here}",
        f"tanwin={ending[-1] == 'ا' and here in BARE}+{named}",
    ]


@group
def _head_form(head: str, form: str) -> list[str]:
    return [f"head+form={head}+{form}"]


@group
def _name(
    known: bool, last_known: bool, definite: bool, last_definite: bool, named: bool, here: str, previous: str
) -> list[str]:
    return [
        f"name_word={known}+{last_known}+{named}+{here}",
        f"article={definite}+{last_definite}+{named}+{previous}",
    ]


@group
def _name_length(
    length: int, here: str, known: bool, definite: bool, pos: str, after: bool, objective: bool
) -> list[str]:
    coarse, named = _coarse(here), length > 0
    return [
        f"named+coarse={named}+{coarse}+{definite}",
        f"named+coarse+objective={named}+{coarse}+{objective}",
        f"name_length={length}+{coarse}",
        f"name_length+word={length}+{coarse}+{known}",
        f"name_length+pos={length}+{coarse}+{pos}+{after}",
        f"cue={pos}+{here}+{named}",
    ]


def _coarse(here: str) -> str:
    return "name" if here in NAMES else "noun" if here in NOMINAL else here


@group
def _cue(
    addressed: bool, objective: bool, here: str, named: bool, previous: str, definite: bool, whole: bool
) -> list[str]:
    return [
        f"addressed={addressed}+{named}+{whole}+{previous}",
        f"objective={objective}+{here}+{named}+{previous}",
        f"objective+shape={objective}+{definite}+{named}+{whole}",
    ]


@group
def _role(role: str, clitic: str, here: str, named: bool) -> list[str]:
    return [f"role+clitic={role}+{clitic}+{named}", f"role+here={role}+{here}+{named}"]


@group
def _last(form: str) -> list[str]:
    return [f"previous_form={form}"]


@group
def _recurrence(particle: bool, repeated: str, here: str, previous: str) -> list[str]:
    return [f"particle={particle}+{here}", f"repeated={repeated}+{here}+{previous}"]


@group
def _limit(left: str, near: bool, beyond: str, named: bool, here: str) -> list[str]:
    return [f"to_limit={left}+{here}", f"limit={'near' if near else 'far'}+{beyond}+{named}+{here}"]


@group
def _pair(together: bool, apart: bool, last_apart: bool, named: bool, previous: str, here: str) -> list[str]:
    """Name whether two words stand together elsewhere in the article, and each of them without the other."""
    return [
        f"pair={together}+{apart}+{last_apart}+{named}",
        f"pair+here={together}+{apart}+{last_apart}+{named}+{here}",
        f"pair+classes={together}+{apart}+{last_apart}+{previous}+{here}",
    ]


@group
def _other_cue(pos: str | bool, named: bool, inside: bool) -> list[str]:
    return [f"cue={pos}+{named}" if inside else "cue=end"]


def _is_name_ahead(context: Context, k: int, limit: int) -> bool:
    """Tell whether a person's name stands between marks after the words from `k` on, which hold no verb."""
    for t in range(k, min(limit, k + _APPOSITION_REACH)):
        if context.forms[t] in "،(-–":
            return t > k and _in_apposition(context, t, limit) == "name"
        if context.classes[t] in FINITE or not context.document.tokens.is_word[t]:
            return False
    return False


@group
def _name_ahead(ahead: bool, named: bool, here: str) -> list[str]:
    return [f"name_ahead={ahead}+{named}", f"name_ahead+here={ahead}+{named}+{here}"]


@group
def _apposition(what: str, named: bool) -> list[str]:
    return [f"apposition={what}+{named}"]


@group
def _quote(after: str, named: bool) -> list[str]:
    return [f"after_quote={after}+{named}"]


@group
def _mark(form: str, after: str, named: bool, following: str) -> list[str]:
    return [f"mark={form}+{after}+{named}", f"mark_form={form}+{following}"]


def _in_apposition(context: Context, k: int, limit: int) -> str:
    """Tell what stands between the mark at token `k` and the next one: a name, a role, or neither."""
    far = k + 12
    stop = next((t for t in range(k + 1, min(limit, far)) if context.forms[t] in "،)-–"), limit)
    if stop >= far or stop == k + 1:
        return "none"
    if whole_name(context, k + 1, stop):
        return "name"
    return context.classes[k + 1]
