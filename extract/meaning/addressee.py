"""To whom something was said, by the slot that the cue's lexicon entry gives the one spoken to."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from extract.attribution.lexicon import entries
from extract.document import Document, Draft
from extract.language.folding import MARK, folded_form
from extract.language.morphology import analyses
from extract.language.wordclass import BARE, DEFINITE, NAMES, word_class
from extract.meaning.occasion import nearest_occasion
from extract.meaning.surroundings import Run, Surroundings, surroundings
from extract.meaning.via import media
from extract.meaning.words import matches, phrase_table, word_list
from extract.statement import Addressee
from ontology import concepts

_LONGEST = 10
_PHONE_REACH = 5

_HEADS = frozenset(["title", "organisation", "group", "country", "kin", "honorific", "unnamed"])
_INSIDE = _HEADS | DEFINITE | BARE | {"demonym", "latin"}
_BETWEEN = frozenset(["day", "weekday", "month", "number", "،", "(", ")", "-", "–", ","])
_AFTER = frozenset(["preposition", "complementiser", "complementiser_pronoun", "،", ":"])
_TITLES = frozenset(["title", "kin", "honorific", "demonym", "organisation", "country", "group", "unnamed"]) | DEFINITE


def addressee(document: Document) -> None:
    """Fill the addressee of every draft whose words around the cue name one.

    Runs before `stance`, for the slots are those of the act that the cue's own entry names.

    A noun phrase counts only where it fills the slot that the cue's entry gives it (`bayan:addresseeSlot`),
    beside the cue or the speaker, and begins with a person, body, group or country; or where it follows `مع` ("with")
    after a telephone call. Media that were spoken to are `via`, not addressees. When in doubt there is none.
    """
    names = _SpeakerNames(document.drafts)
    for around in surroundings(document):
        found = _by_slot(document, around, names) or _by_telephone(document, around)
        if found is not None:
            around.draft.addressee = _record(document, around.draft, names, *found)


class _SpeakerNames:
    """The names of an article's speakers, by mention and by name."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._by_mention: dict[str, tuple[int, str]] = {}
        self._by_name: dict[str, tuple[int, str]] = {}
        for number, draft in enumerate(drafts):
            if draft.speaker is not None:
                found = number, draft.speaker.name
                self._by_mention.setdefault(draft.speaker.mention, found)
                self._by_name.setdefault(folded_form(draft.speaker.name), found)

    def named_by(self, mention: str) -> str | None:
        """Return the name of the first speaker whom a mention names, by the same words or by the name in it."""
        words = folded_form(mention).split(" ")
        parts = (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1))
        found = [self._by_name[part] for part in parts if part in self._by_name]
        if mention in self._by_mention:
            found.append(self._by_mention[mention])
        return min(found)[1] if found else None


def _by_slot(document: Document, around: Surroundings, names: _SpeakerNames) -> tuple[int, int] | None:
    draft = around.draft
    slots = _slots().get((draft.cue.lemma, draft.cue.act), frozenset())
    run = next((run for run in around.runs if run.place == "main" and run.first == draft.cue_tokens[1]), None)
    if not slots or run is None:
        return None
    if "object" in slots and _manner(document.tokens.forms[run.first - 1]) == "vn":
        slots |= {"ل"}  # a verbal noun takes its object so: "his warning to Washington"
    speaker = _speaker_tokens(document, draft, run)
    for place in _places(document, run, speaker):
        found = _at(document, draft, run, place, slots, speaker, names)
        if found is not None:
            return found
    return None


def _places(document: Document, run: Run, speaker: tuple[int, int] | None) -> list[int]:
    """Return the tokens where the one spoken to may begin: after the cue or the speaker, past time and commas."""
    places = []
    for start in (run.first, *((speaker[1],) if speaker else ())):
        at = start
        while at < run.last and word_class(document.tokens.forms[at]) in _BETWEEN:
            at += 1
        places.append(at)
    return [place for place in dict.fromkeys(places) if place < run.last]


def _at(
    document: Document,
    draft: Draft,
    run: Run,
    place: int,
    slots: frozenset[str],
    speaker: tuple[int, int] | None,
    names: _SpeakerNames,
) -> tuple[int, int] | None:
    """Return the tokens of the one spoken to where a slot is filled at a token, the preposition's letter included."""
    forms = document.tokens.forms
    form = forms[place]
    if forms[place - 1] == "العام":
        return None  # "Prosecutor General of the court": the speaker's title goes on
    for letter in ("ل", "ب"):
        if letter in slots and form[0] == letter and len(form) > 3:
            bare = "ال" + form[2:] if form.startswith("لل") else form[1:]
            if word_class(bare) in _HEADS and not _is_medium(document, place, run.last):
                return place, _end(document, place + 1, run.last)
    if form in slots and place + 1 < run.last and word_class(forms[place + 1]) in _HEADS:
        if _is_medium(document, place + 1, run.last):
            return None
        return place + 1, _end(document, place + 2, run.last)
    if "object" not in slots or (speaker is not None and place < speaker[1]) or _is_medium(document, place, run.last):
        return None
    kind = word_class(form)
    if form in word_list("addressee_boundaries") or form.endswith("ون"):
        return None  # the sound plural in ون is a subject
    manner = _manner(forms[run.first - 1])
    subject_before = draft.speaker is not None and _stands_before(document, draft.speaker.start, run.first - 1)
    likely_subject = manner == "finite" and kind in NAMES | {"title"} and not subject_before
    if place == run.first and (manner == "vn" or likely_subject):
        return None  # a genitive is the speaker's, and a person after a finite verb its likelier subject
    country = next((words for words, _ in _countries().get(form, ()) if matches(forms, place, run.last, words)), ())
    if country and word_class(forms[place + len(country) - 1]) != "country":
        return place, _end(document, place + len(country), run.last)
    adjective = word_class(forms[place + 1]) if place + 1 < run.last else ""
    described = kind in DEFINITE and adjective in DEFINITE | {"demonym"}  # "the international community"
    if kind in _HEADS or described or (kind in BARE | DEFINITE and names.named_by(form) is not None):
        end = _end(document, place + 1, run.last)
        # Something must follow in another slot, else the phrase is part of the speaker's name or of the content.
        if end == run.last or word_class(forms[end]) in _AFTER:
            return place, end
    return None


def _stands_before(document: Document, start: int, cue: int) -> bool:
    """Tell whether a mention stands before the cue in its sentence, so that the verb needs no subject after it."""
    token = document.token_at(start)
    return token < cue and document.sentences[token] == document.sentences[cue]


@functools.cache
def _manner(cue: str) -> str:
    """Return how a cue word may be read: `ap` where it may be a participle, else `vn` or `finite`."""
    kinds = {analysis.pos for analysis in analyses(cue) if not analysis.preposition or analysis.pos == "vn"}
    return next((kind for kind in ("ap", "vn") if kind in kinds and not kinds & {"pv", "iv"}), "finite")


def _is_medium(document: Document, first: int, last: int) -> bool:
    """Tell whether a medium, which is `via`, is named at a token."""
    form = document.tokens.forms[first]
    if form in word_list("not_addressees") or form[1:] in word_list("not_addressees"):
        return True
    found = media(document, first, last)
    return bool(found) and found[0].first == first


def _by_telephone(document: Document, around: Surroundings) -> tuple[int, int] | None:
    forms = document.tokens.forms
    if not any(forms[token] == "مع" for _, token in around.tokens()):
        return None
    call = nearest_occasion(document, around)
    if call is None or call.kind != "phone_call":
        return None
    first, last = document.token_range(call.start, call.end)
    for run in around.runs:
        if run.first <= first < run.last:
            for token in range(last, min(last + _PHONE_REACH, run.last - 1)):
                if forms[token] == "مع" and word_class(forms[token + 1]) in _HEADS:
                    return token + 1, _end(document, token + 2, run.last)
    return None


def _end(document: Document, at: int, last: int) -> int:
    """Return the token after a noun phrase that has begun before `at`."""
    forms = document.tokens.forms
    stop = min(last, at + _LONGEST)
    while at < stop:
        form = forms[at]
        kind = word_class(form)
        if form[0] == "و" and len(form) > 3 and word_class(form[1:]) in _HEADS | DEFINITE:
            at += 1
            continue
        if form == "العام" and word_class(forms[at - 1]) == "title":  # "Secretary General", not "the year"
            at += 1
            continue
        if form.startswith("لل") and forms[at - 1] == "العام":  # "... of the United Nations"
            at += 1
            continue
        if kind not in _INSIDE or form in word_list("addressee_boundaries"):
            break
        if form[0] in "بو" and kind in BARE and word_class(form[1:]) in _HEADS | DEFINITE:
            break
        at += 1
    return at


def _speaker_tokens(document: Document, draft: Draft, run: Run) -> tuple[int, int] | None:
    """Return the tokens of the speaker's mention where it stands between the cue and the content."""
    if draft.speaker is None:
        return None
    first, last = document.token_range(draft.speaker.start, draft.speaker.end)
    return (first, last) if run.first <= first < run.last else None


def _record(document: Document, draft: Draft, names: _SpeakerNames, first: int, last: int) -> Addressee | None:
    """Return the addressee; the clitic `ل` stays in the mention only where it has swallowed the article's alif."""
    forms = document.tokens.forms
    span = document.span(first, last)
    start = span.start
    by_clitic = forms[first][0] in "لب" and word_class(forms[first][1:]) in _HEADS
    if by_clitic and not forms[first].startswith("لل"):
        start += 1
        while document.folded[start] == MARK:
            start += 1
    mention = document.text[start : span.end]
    plain = "ال" + mention[2:] if forms[first].startswith("لل") and mention.startswith("لل") else mention
    name = names.named_by(plain) or _without_title(document, first, last) or plain
    if draft.speaker is not None and folded_form(draft.speaker.name) == folded_form(name):
        return None
    if last == first + 1 and name == plain and word_class(folded_form(plain)) == "kin":
        return None  # "his counterpart" alone names nobody
    return Addressee(name, mention, start, span.end)


def _without_title(document: Document, first: int, last: int) -> str | None:
    """Return the personal name after a title, or None where the phrase has no title or nothing after it."""
    forms = document.tokens.forms
    bare = forms[first][1:] if forms[first][0] == "ل" and word_class(forms[first][1:]) in _HEADS else forms[first]
    if word_class(bare) not in ("title", "kin", "honorific"):
        return None
    at = first + 1
    while at < last and word_class(forms[at]) in _TITLES:
        at += 1
    if at >= last or any(word_class(form) not in DEFINITE | NAMES or form[0] == "و" for form in forms[at:last]):
        return None
    return document.span(at, last).text


@functools.cache
def _countries() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the names of countries of several words by first word; `word_class` knows those of one."""
    return phrase_table(
        {
            tuple(folded_form(label).split()): key
            for key, concept in concepts("countries").items()
            for label in concept.labels("ar")
            if " " in label
        }
    )


@functools.cache
def _slots() -> dict[tuple[str, str], frozenset[str]]:
    """Return by lemma and act the slots of the one spoken to, folded."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for entry in entries().values():
        if entry.addressee:
            slots = frozenset(folded_form(slot) if slot != "object" else slot for slot in entry.addressee)
            found[entry.lemma, entry.act] = found.get((entry.lemma, entry.act), frozenset()) | slots
    return found
