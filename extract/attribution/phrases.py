"""Noun phrases that may name a speaker: where they begin, and what of them is title and what is name."""

from __future__ import annotations

from typing import NamedTuple

from extract.attribution.context import Context, Mention, remembered
from extract.attribution.cues import CueCandidate
from extract.language.morphology import analyses, is_common_word
from extract.learning.linear import bucket, first_stop, model

LONGEST = 28
"""Tokens in the longest mention considered."""

NOMINAL = frozenset(
    [
        "title", "honorific", "unnamed", "group", "document", "organisation", "country", "demonym", "definite",
        "unknown", "latin", "verbal_noun", "kin",
    ]
)  # fmt: skip
_PARTICLES = frozenset(
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


def phrase_starts(context: Context, first: int, last: int) -> list[int]:
    """Return the tokens of a stretch at which a noun phrase may begin."""
    found = []
    for j in range(first, last):
        if not context.document.tokens.is_word[j]:
            continue
        here = context.classes[j]
        if here not in NOMINAL and here not in ("number", "reporting_verb"):
            continue
        if here == "reporting_verb" and context.forms[j][:1] in "وف" and j in context.cue_at:
            continue
        before = context.classes[j - 1] if j > first else "<s>"
        if (
            j == first
            or before not in NOMINAL
            or here in ("title", "honorific", "country", "organisation", "unnamed", "group")
        ):
            found.append(j)
    return found


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
        place, _ = first_stop(
            model("mention_end").score(phrase_end_features(context, start, k, limit, cue)) for k in places
        )
        end = places[place]
        # A short quotation with a word of a name behind it stands inside the phrase: الناطق باسم "الحركة" سامي ...
        if end >= len(context.forms) or context.after_quote(end) != "True+unknown":
            return end
        behind = [k for k in places if k > context.quote_tokens(context.quote_opening_at[end + 1])[1] + 1]
        if not behind:
            return end
        places = behind


def phrase_ends(context: Context, start: int, limit: int) -> list[int]:
    """Return every token before which a phrase may stop: any after a word, and the limit."""
    last = min(limit, start + LONGEST, len(context.forms))
    return [
        k for k in range(start + 1, last) if context.document.tokens.is_word[k - 1] or context.forms[k - 1] in ')"»”'
    ] + [last]


def phrase_end_features(context: Context, start: int, k: int, limit: int, cue: Beside) -> list[str]:
    """Return the features that tell whether a noun phrase stops before token `k`, given not earlier."""
    forms, classes, tokens = context.forms, context.classes, context.document.tokens
    at_limit = k >= limit or k >= len(forms)
    here = "</r>" if at_limit else classes[k]
    form = "</r>" if at_limit else forms[k]
    after = "</r>" if k + 1 >= min(limit, len(forms)) else classes[k + 1]
    after2 = "</r>" if k + 2 >= min(limit, len(forms)) else classes[k + 2]
    previous = classes[k - 1]
    before = classes[k - 2] if k - 2 >= start else "<p>"
    name = person_name(context, start, k)
    named = name is not None
    name_length = min(name[1] - name[0], 4) if name else 0
    coarse = "name" if here in ("unknown", "latin") else "noun" if here in NOMINAL else here
    opened = sum(1 for f in forms[start:k] if f in "(") - sum(1 for f in forms[start:k] if f in ")")
    marks = sum(1 for t in range(start, k) if context.is_mark(t))
    features = [
        f"here={here}",
        f"form={form}",
        f"previous+here={previous}+{here}",
        f"before+previous+here={before}+{previous}+{here}",
        f"here+after={here}+{after}",
        f"here+after2={here}+{after}+{after2}",
        f"head+here={classes[start]}+{here}",
        f"head+named+here={classes[start]}+{named}+{here}",
        f"named+here={named}+{here}+{after}",
        f"named+previous={named}+{previous}+{here}",
        f"length={bucket(k - start)}+{here}",
        f"opened={opened > 0}+{here}",
        f"marks={marks % 2}+{here}",
        f"cue={k in context.cue_at and context.cue_at[k].pos}+{named}" if k < len(forms) else "cue=end",
        f"waw={form[0] == 'و'}+{named}+{here}",
        f"shape={form[0]}+{form[-1]}+{here}+{previous}",
        f"suffix={form[-2:]}+{here}",
        f"head+length+here={classes[start]}+{min(k - start, 4)}+{here}",
        f"head+form={classes[start]}+{form}",
        f"clitic={form[0] in 'لبك'}+{named}+{previous}+{here}",
        f"name_word={form in context.name_words}+{forms[k - 1] in context.name_words}+{named}+{here}",
        f"tanwin={form[-1] == 'ا' and here == 'unknown'}+{named}",
        f"article={form.startswith('ال')}+{forms[k - 1].startswith('ال')}+{named}+{previous}",
        f"repeated={context.counts[form] > 1 if not at_limit else ''}+{here}+{previous}",
    ]
    addressed = form[0] == "ل" and cue.addressed
    whole = k - start == 1 and forms[start].startswith("ال")
    objective = cue.objective
    features += [
        f"addressed={addressed}+{named}+{whole}+{previous}",
        f"objective={objective}+{here}+{named}+{previous}",
        f"objective+shape={objective}+{form.startswith('ال')}+{named}+{whole}",
        f"whole={whole}+{classes[start]}+{here}",
        f"named+coarse={named}+{coarse}+{form.startswith('ال')}",
        f"named+coarse+objective={named}+{coarse}+{objective}",
        f"name_length={name_length}+{coarse}",
        f"name_length+word={name_length}+{coarse}+{form in context.name_words}",
        f"name_length+pos={name_length}+{coarse}+{cue.pos}+{cue.after}",
        f"cue={cue.pos}+{here}+{named}",
    ]
    role = head_entry(context, Mention(start, start + 1))
    last_form = forms[k - 1]
    to_limit = "near" if limit - k <= 2 else "far"
    features += [
        f"role+clitic={role}+{form[0] if form[0] in 'لبكو' else ''}+{named}",
        f"role+here={role}+{here}+{named}",
        f"previous_form={last_form}",
        f"particle={last_form in _PARTICLES}+{here}",
        f"to_limit={bucket(limit - k)}+{here}",
        f"limit={to_limit}+{classes[limit] if limit < len(forms) else '</s>'}+{named}+{here}",
    ]
    if not at_limit and form in "،(-–":
        features.append(f"apposition={_apposition(context, k, limit)}+{named}")
    if not at_limit and context.is_mark(k):
        features.append(f"after_quote={context.after_quote(k)}+{named}")
    if not at_limit and not tokens.is_word[k]:
        following = forms[k + 1] if k + 1 < len(forms) else ""
        features += [f"mark={form}+{after}+{named}", f"mark_form={form}+{following}"]
    return features


def _apposition(context: Context, k: int, limit: int) -> str:
    """Tell what stands between the mark at token `k` and the next one: a name, a role, or neither."""
    stop = next((t for t in range(k + 1, min(limit, k + 12)) if context.forms[t] in "،)-–"), None)
    if stop is None:
        stop = limit if limit - k < 12 else None
    if stop is None or stop == k + 1:
        return "none"
    if _whole_name(context, k + 1, stop):
        return "name"
    return context.classes[k + 1]


@remembered
def person_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
    """Return the tokens of the proper name inside a mention, or None where it has none or names several people.

    A name is a run of words outside the lexicon, with name particles (`بن`, `أبو`) and family names in `ال` after its
    first word. Of the parts between commas one that is all name counts first, then one that begins with a name before
    a title, then one that ends in a name.
    """
    if is_joint(context, first, last):
        return None
    parts = []
    start = first
    for k in range(first, last + 1):
        if k == last or context.forms[k] in "،,()-–":
            if k > start:
                parts.append((start, k))
            start = k + 1
    lead = context.classes[first]
    for find in (_whole_name, _leading_name, _trailing_name):
        if find is not _whole_name and lead in _NAMELESS:
            continue
        for a, b in parts:
            if (
                find is _whole_name and (a > first or len(parts) == 1 or lead in ("unknown", "latin"))
            ) or find is not _whole_name:
                if find is _whole_name and lead in _NAMELESS:
                    continue
                found = find(context, a, b)
                if found:
                    return found
    return None


_NAMELESS = frozenset(["organisation", "group", "unnamed", "document", "country", "verbal_noun"])


@remembered
def is_joint(context: Context, first: int, last: int) -> bool:
    """Tell whether a mention names several speakers (`لافروف ونظيره`, "Lavrov and his counterpart")."""
    from extract.language.wordclass import word_class

    for k in range(first + 1, last):
        form = context.forms[k]
        if form[0] != "و" or len(form) < 4:
            continue
        here, bare = context.classes[k], word_class(form[1:])
        if here == "kin" or bare == "kin" or (bare in ("title", "country") and bare == context.classes[first]):
            return True
        if bare == "title" and form.startswith("وال") and _trailing_name(context, first, k):
            return True
        if (
            bare in ("unknown", "latin")
            and not form.startswith("وال")
            and _plain(context, k - 1, first)
            and len(form) > 4
        ):
            analysed = analyses(form)
            if not analysed and context.classes[first] not in _NAMELESS and k + 1 <= last:
                return context.forms[first] != form and _is_name_before(context, first, k)
    return False


def _is_name_before(context: Context, first: int, k: int) -> bool:
    return _trailing_name(context, first, k) is not None or _whole_name(context, first, k) is not None


def _plain(context: Context, t: int, first: int) -> bool:
    """Tell whether a token may be part of a person's name."""
    forms, classes = context.forms, context.classes
    if forms[t] in _PARTICLES or classes[t] in ("unknown", "latin", "month"):
        if is_common_word(forms[t]) and forms[t] not in _PARTICLES:
            return False
        return not (forms[t].startswith(("وال", "بال", "لل")) and t == first)
    if t == first or forms[t - 1] == "و" or classes[t - 1] not in ("unknown", "latin", "month"):
        return False
    if forms[t].startswith("ال"):
        return classes[t] in ("definite", "demonym")
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


def _whole_name(context: Context, first: int, last: int) -> tuple[int, int] | None:
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
    if t < end and classes[t] in ("definite", "demonym"):
        return None
    while t < end and forms[t] in "#_-":
        t += 1
    # A country or movement between title and name belongs to the title (رئيس جنوب أفريقيا سيريل رامافوزا).
    while t > first and context.place_at.get(t, end) < end:
        t = context.place_at[t]
    if t >= end or (classes[t] not in ("unknown", "latin", "month") and forms[t] not in _PARTICLES):
        return None
    bare_body = t > first and classes[t - 1] == "organisation" and not forms[t - 1].startswith("ال")
    if t > first and end - t < 4 and (bare_body or classes[t - 1] == "preposition"):
        return None
    if context.document.quote_of[t] >= 0 and context.document.quote_of[t] != context.document.quote_of[first]:
        return None
    construct = (
        t + 1 < end and classes[t + 1] in ("definite", "title", "organisation") and forms[t] not in context.name_words
    )
    if t > first and forms[t][0] in "لبك" and construct:
        return None
    if t > first and end - t == 1 and forms[t][0] in "لبو" and classes[t - 1] in ("definite", "title", "demonym"):
        return None
    return t, end


def head_entry(context: Context, mention: Mention) -> str:
    """Return the key of the role that heads a mention (`minister`, `news_agency`), or ""."""
    return next((a.entry for a in analyses(context.forms[mention.first]) if a.pos == "noun"), "")


def head_gender_number(context: Context, mention: Mention) -> tuple[str, str]:
    """Return the gender and number of a mention's head word: `m`/`f`/`` and `s`/`d`/`p`/``."""
    form = context.forms[mention.first]
    for analysis in analyses(form):
        if analysis.pos == "noun":
            return analysis.gender, analysis.number
    here = context.classes[mention.first]
    if here == "country" or (here == "definite" and form.endswith("ه")):
        return "f", "s"
    return "", "s"
