"""Noun phrases that may name a speaker: where they begin, and what of them is title and what is name."""

from __future__ import annotations

import bisect
from typing import NamedTuple

from extract.attribution.context import Context, Mention, remembered
from extract.language.morphology import analyses, is_common_word, noun_entry
from extract.language.wordclass import BARE, DEFINITE, NAMES, SURNAMES, word_class

NOMINAL = DEFINITE | BARE | {
    "title", "honorific", "unnamed", "group", "document", "organisation", "country", "demonym", "latin", "verbal_noun",
    "kin", "quantifier",
}  # fmt: skip
_HEADS = frozenset(["title", "honorific", "country", "organisation", "unnamed", "group"])
"""Classes of words that begin a phrase of their own even behind another noun."""
IN_NAMES = NAMES | {"month"}
"""Classes of the words of a person's name."""
_ADJECTIVES = DEFINITE | {"demonym"}
_TITLE_ENDS = DEFINITE | {"title", "demonym"}
_GOVERNED = DEFINITE | {"noun", "organisation", "country"}
_CONSTRUCT_ENDS = DEFINITE | {"title", "organisation"}
PARTICLES = frozenset(
    [
        "بن",
        "ابن",
        "ابو",
        "ابي",
        "ام",
        "ال",
        "ولد",
        "عبد",
        "دي",
        "دو",
        "فون",
        "فان",
        "لو",
        "لا",
        "بو",
        "دا",
        "دوس",
        "مار",
        "سان",
    ]
)


class _Beginnings(NamedTuple):
    """Where noun phrases of an article may begin.

    `words` tells for each token whether one may begin there at all, where nothing stands before it; `inside` lists in
    order those at which one may begin behind other words; `particles` are those that must have a name behind them.
    """

    words: list[bool]
    inside: list[int]
    particles: frozenset[int]


def phrase_starts(context: Context, first: int, last: int) -> list[int]:
    """Return the tokens of a stretch at which a noun phrase may begin."""
    if first >= last:
        return []
    words, inside, particles = _beginnings(context)
    found = inside[bisect.bisect_right(inside, first) : bisect.bisect_left(inside, last)]
    if words[first]:
        found.insert(0, first)
    if found and found[-1] == last - 1 and last - 1 in particles:
        found.pop()
    return found


@remembered
def _beginnings(context: Context) -> _Beginnings:
    words: list[bool] = []
    inside: list[int] = []
    particles: list[int] = []
    count, before = len(context.forms), ""
    for j, (form, here) in enumerate(zip(context.forms, context.classes, strict=True)):
        word = context.document.tokens.is_word[j] and (here in NOMINAL or here in ("number", "reporting_verb"))
        if word and here == "reporting_verb" and form[0] in "وف" and j in context.cue_at:
            word = False
        elif not word and form in PARTICLES and j + 1 < count and context.classes[j + 1] in NAMES:
            word = True
            particles.append(j)
        words.append(word)
        if word and (before not in NOMINAL or here in _HEADS):
            inside.append(j)
        before = here
    return _Beginnings(words, inside, frozenset(particles))


@remembered
def person_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of the proper name inside a mention, or None where it has none or names several people.

    A name is a run of words outside the lexicon, with name particles (`بن`, `أبو`) and family names in `ال` after its
    first word. Of the parts between commas one that is all name counts first, then one that begins with a name before
    a title, then one that ends in a name.
    """
    if is_joint(context, first, last):
        return None
    lead = context.classes[first]
    if lead in _NAMELESS:
        return None
    parts = []
    start = first
    for k, form in enumerate(context.forms[first:last], first):
        if form in "،,()-–":
            if k > start:
                parts.append((start, k))
            start = k + 1
    if last > start:
        parts.append((start, last))
    for find in (whole_name, _leading_name, _trailing_name):
        for a, b in parts:
            if find is whole_name and a == first and len(parts) > 1 and lead not in NAMES:
                continue
            found = find(context, a, b)
            if found:
                return found
    return None


_NAMELESS = frozenset(["organisation", "group", "unnamed", "document", "country", "verbal_noun"])


def is_joint(context: Context, first: int, last: int) -> bool:
    """Tell whether a mention names several speakers (`لافروف ونظيره`, "Lavrov and his counterpart")."""
    for k in context.joined[bisect.bisect_right(context.joined, first) : bisect.bisect_left(context.joined, last)]:
        form = context.forms[k]
        here, bare = context.classes[k], word_class(form[1:])
        if here == "kin" or bare == "kin" or (bare in ("title", "country") and bare == context.classes[first]):
            return True
        if bare == "title" and form.startswith("وال") and _trailing_name(context, first, k):
            return True
        if bare in NAMES and not form.startswith("وال") and _plain(context, k - 1, first) and len(form) > 4:
            analysed = analyses(form)
            if not analysed and context.classes[first] not in _NAMELESS and k + 1 <= last:
                return context.forms[first] != form and _is_name_before(context, first, k)
    return False


def _is_name_before(context: Context, first: int, k: int) -> bool:
    return _trailing_name(context, first, k) is not None or whole_name(context, first, k) is not None


def _plain(context: Context, t: int, first: int) -> bool:
    """Tell whether a token may be part of a person's name."""
    forms, classes = context.forms, context.classes
    if forms[t] in PARTICLES or classes[t] in IN_NAMES:
        if is_common_word(forms[t]) and forms[t] not in PARTICLES:
            return False
        return not (forms[t].startswith(("وال", "بال", "لل")) and t == first)
    if t == first or forms[t - 1] == "و" or classes[t - 1] not in IN_NAMES:
        return False
    if forms[t].startswith("ال"):
        return classes[t] in _ADJECTIVES
    if classes[t - 1] == "given_name" and classes[t] in SURNAMES:
        return True
    return classes[t] in (
        "reporting_verb",
        "verbal_noun",
        "demonym",
        "title",
        "group",
        "honorific",
        "negation",
        "subordinator",
    )


def _stripped(context: Context, first: int, last: int) -> tuple[int, int]:
    while first < last and not context.document.tokens.is_word[first]:
        first += 1
    while last > first and not context.document.tokens.is_word[last - 1]:
        last -= 1
    return first, last


def whole_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of a stretch that is all name, without a title of respect before it, or None."""
    first, last = _stripped(context, first, last)
    while first < last and context.classes[first] == "honorific":
        first += 1
    words = [t for t in range(first, last) if context.forms[t] not in "#_-'’\"“”"]
    if not words or len(words) > 6 or not all(_plain(context, t, first) for t in words):
        return None
    return (first, last) if not context.forms[first].startswith(("لل", "وال")) else None


def _leading_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    """Return the name before a title in one part: `سامي أبو زهري المتحدث باسم ...`."""
    first, last = _stripped(context, first, last)
    t = first
    while t < last and (_plain(context, t, first) or context.forms[t] in "#_-") and context.classes[t] != "title":
        t += 1
    if t - first >= 2 and t < last and context.classes[t] == "title" and context.forms[t].startswith("ال"):
        return first, t
    return None


def _trailing_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    classes, forms = context.classes, context.forms
    first, end = _stripped(context, first, last)
    t = end
    while t > first and (_plain(context, t - 1, first) or forms[t - 1] in "#_-"):
        t -= 1
    if t < end and classes[t] in _ADJECTIVES:
        return None
    while t < end and forms[t] in "#_-":
        t += 1
    # A country or movement between title and name belongs to the title (رئيس جنوب أفريقيا سيريل رامافوزا).
    while t > first and context.place_at.get(t, end) < end:
        t = context.place_at[t]
    if t >= end or (classes[t] not in IN_NAMES and forms[t] not in PARTICLES):
        return None
    bare_body = t > first and classes[t - 1] == "organisation" and not forms[t - 1].startswith("ال")
    if t > first and end - t < 4 and (bare_body or classes[t - 1] == "preposition"):
        return None
    if context.document.quote_of[t] >= 0 and context.document.quote_of[t] != context.document.quote_of[first]:
        return None
    construct = t + 1 < end and classes[t + 1] in _CONSTRUCT_ENDS and forms[t] not in context.name_words
    if t > first and forms[t][0] in "لبك" and construct:
        return None
    if t > first and end - t == 1 and forms[t][0] in "لبو" and classes[t - 1] in _TITLE_ENDS:
        return None
    return t, end


def head_entry(context: Context, mention: Mention) -> str:
    """Return the key of the role that heads a mention (`minister`, `news_agency`), or ""."""
    return noun_entry(context.forms[mention.first])


def head_gender_number(context: Context, mention: Mention) -> tuple[str, str]:
    """Return the gender and number of a mention's head word: `m`/`f`/`` and `s`/`d`/`p`/``.

    A dual whose nun the next noun takes away (`وزيرا خارجية مصر والأردن`, "the foreign ministers of Egypt and Jordan")
    looks like an indefinite accusative, behind which no noun can stand.
    """
    form = context.forms[mention.first]
    after = context.classes[mention.first + 1] if mention.first + 1 < mention.last else ""
    governs = after in _GOVERNED and not context.forms[mention.first + 1].startswith("ل")
    nouns = [analysis for analysis in analyses(form) if analysis.pos == "noun"]
    for analysis in nouns:
        if not (governs and len(nouns) > 1 and analysis.case == "a"):
            return analysis.gender, analysis.number
    here = context.classes[mention.first]
    if here == "country" or (here in DEFINITE and form.endswith("ه")):
        return "f", "s"
    return "", "s"
