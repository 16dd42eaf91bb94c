"""The agencies and media that words came through: sourcing (`وفقا لوكالة تاس`) and interviews (`قال لقناة الجزيرة`)."""

from __future__ import annotations

import dataclasses
import functools

from extract.document import Document, Draft
from extract.language.folding import MARK, folded_form
from extract.language.wordclass import BARE, DEFINITE, word_class
from extract.meaning.surroundings import Run, continued, surroundings
from extract.meaning.words import matches, occasion_words, phrase_table, word_list
from extract.statement import Via
from ontology import concepts

_LONGEST_QUOTED_NAME = 6
_LONGEST_UNKNOWN_NAME = 2
_QUOTES = frozenset("\"“”„«»‹›‘’'()″")
_NAME_CLASSES = DEFINITE | BARE | {"country", "demonym"}


@dataclasses.dataclass(frozen=True, slots=True)
class Medium:
    """A medium named in tokens `first`-`last` (exclusive), `cut` letters of clitics before its own first letter.

    `clitic` is the preposition written together with it (`ل`, `ب` or ""); `name` is the ontology's where it knows the
    medium, else None. `sure` is false for a name that is also an everyday word and has no noun such as `وكالة` beside.
    """

    first: int
    last: int
    cut: int
    clitic: str
    name: str | None
    sure: bool


def via(document: Document) -> None:
    """Fill the media through which each draft's words came, those of its sentence outside the content.

    A source at the end of a sentence also governs the statements of the same speaker that it follows there, and a
    medium that was spoken to those that go on with it in the sentence.
    """
    around_all = surroundings(document)
    trailing: set[int] = set()
    for around in around_all:
        draft = around.draft
        found: list[Via] = []
        for run in around.runs:
            joined = -1
            for medium in media(document, run.first, run.last):
                # "to channel A and newspaper B": the second medium is carried with the first.
                carried = medium.first == joined and document.tokens.forms[medium.first][0] == "و"
                if (carried or _carried(document, run, medium)) and not _is_speaker(document, draft, medium):
                    joined = medium.last
                    found.append(_record(document, medium))
                    if run.place == "trail":
                        trailing.add(id(draft))
        draft.via = tuple(dict.fromkeys(found))
    before = continued(document, paragraphs=False)
    ordered = sorted(document.drafts, key=lambda draft: draft.cue.start)
    for draft in reversed(ordered):
        earlier = before.get(id(draft))
        if earlier is not None and id(draft) in trailing and not earlier.via:
            earlier.via = draft.via
            trailing.add(id(earlier))
    for draft in ordered:
        earlier = before.get(id(draft))
        if earlier is not None and not draft.via:
            draft.via = earlier.via


def media(document: Document, first: int, last: int) -> list[Medium]:
    """Return the media named between two tokens, in order."""
    found = []
    at = first
    forms = document.tokens.forms
    while at < last:
        medium = _medium(document, at, last) if _may_open(forms[at]) else None
        if medium is not None:
            found.append(medium)
        at = medium.last if medium else at + 1
    return found


@functools.cache
def _may_open(form: str) -> bool:
    """Tell cheaply whether a word may begin the name of a medium, so that most words are not looked at further."""
    nouns = {words.split()[0] for name in ("media_nouns", "media_self_named") for words in word_list(name)}
    return form not in _QUOTES and any(bare in nouns or bare in _labels() for bare, _, _ in _bare(form))


def _medium(document: Document, at: int, last: int) -> Medium | None:
    forms = document.tokens.forms
    for bare, cut, clitic in _bare(forms[at]):
        known = _known(forms, bare, at, last)
        pair = f"{bare} {forms[at + 1]}" if at + 1 < last else bare
        noun = bare in word_list("media_nouns") or pair in word_list("media_nouns")
        if noun:
            named = _named(document, bare, at, last)
            if named is not None and (known is None or named[0] > known[0]):
                end, name = named
                return Medium(at, end, cut, clitic, known[1] if known else name, True)
        if known is not None:
            end, name, ambiguous = known
            return Medium(at, _adjectives(forms, end, last), cut, clitic, name, noun or not ambiguous)
        own = 1 if bare in word_list("media_self_named") else 2 if pair in word_list("media_self_named") else 0
        end = _adjectives(forms, at + own, last)
        if own and end > at + own:
            return Medium(at, end, cut, clitic, None, True)
    return None


def _known(forms: list[str], bare: str, at: int, last: int) -> tuple[int, str, bool] | None:
    """Return the end, name and ambiguity of the longest known label that begins with `bare` at a token."""
    for words, value in _labels().get(bare, ()):
        if len(words) == 1 or matches(forms, at + 1, last, words[1:]):
            name, ambiguous = value[1:], value[0] == "?"
            return at + len(words), name, ambiguous
    return None


def _named(document: Document, bare: str, at: int, last: int) -> tuple[int, str | None] | None:
    """Read the name after a noun such as `وكالة`; return its end and, where known, the ontology's name."""
    forms = document.tokens.forms
    start = at + 1 if bare in word_list("media_nouns") else at + 2
    after = _adjectives(forms, start, last)
    name: str | None = None
    end = after
    if after < last and forms[after] in _QUOTES:
        reach = range(after + 1, min(last, after + 2 + _LONGEST_QUOTED_NAME))
        close = next((token for token in reach if forms[token] in _QUOTES), 0)
        if not close or close == after + 1 or forms[after + 1] in word_list("not_media_names"):
            return None
        known = _known(forms, forms[after + 1], after + 1, close)
        name, end = known[1] if known else None, close + 1
    else:
        known = _known(forms, forms[start], start, last) if start < last else None
        if known is None and after < last:
            known = _known(forms, forms[after], after, last)
        if known is not None:
            name, end = known[1], known[0]
        else:
            indefinite = after > start and not forms[start].startswith(("ال", "لل"))
            if indefinite and forms[start] not in word_list("media_name_adjectives"):
                return None  # "an American site"
            end = _unknown_name(forms, after, last)
            if after < end < last and forms[end].isdigit():
                end += 1
            if end == after and not (after > start and forms[start] in ("انباء", "الانباء") and after > start + 1):
                return None
    end = _adjectives(forms, end, last)
    if end + 2 < last and forms[end] in _QUOTES and forms[end + 2] in _QUOTES:
        known = _known(forms, forms[end + 1], end + 1, end + 2)
        if known is not None:
            name, end = known[1], end + 3
    return end, name


def _unknown_name(forms: list[str], first: int, last: int) -> int:
    """Return the end of a name outside the ontology: Latin words, or up to three words of no other kind."""
    end = first
    while end < last and end - first < _LONGEST_UNKNOWN_NAME + 1 and word_class(forms[end]) == "latin":
        if forms[end] in word_list("not_media_names"):
            return first
        end += 1
    if end > first:
        return end
    while end < last and end - first < _LONGEST_UNKNOWN_NAME and _may_be_name(forms[end], end == first):
        end += 1
    return end


def _may_be_name(form: str, opening: bool) -> bool:
    """Tell whether a word may be part of a medium's unknown name; past the first, a clitic ends the name."""
    if form in word_list("not_media_names"):
        return False
    if opening and form.endswith(("يه", "ي")) and not form.startswith("ال"):
        return False  # "a television station", "an American site": an adjective, not a name
    if form[0] in "وبل":
        return opening and word_class(form) in BARE
    return word_class(form) in _NAME_CLASSES and not (opening and word_class(form) == "demonym")


def _adjectives(forms: list[str], at: int, last: int) -> int:
    """Return the token after the adjectives of a medium's name (`الروسية`, `للأنباء`)."""
    while at < last and (forms[at] in word_list("media_name_adjectives") or _is_nisba(forms[at])):
        at += 1
    return at


@functools.cache
def _is_nisba(form: str) -> bool:
    """Tell whether a word is a relational adjective (`الروسية`) that no label begins with."""
    kind = word_class(form)
    return kind == "demonym" or (
        kind in DEFINITE and form.startswith("ال") and form.endswith(("يه", "ي")) and len(form) > 5
    )


def _carried(document: Document, run: Run, medium: Medium) -> bool:
    """Tell whether the words before a medium make it what the statement came through."""
    forms = document.tokens.forms
    at = medium.first
    back = forms[max(run.first - 2, at - 4, 0) : at]
    while back and (back[-1] in _QUOTES or back[-1] in word_list("after_carrying_verbs")):
        back.pop()
    previous = back[-1] if back else ""
    if previous and previous in word_list("titles_before_medium"):
        return False
    sourced = any(form in word_list("sourcing") for form in back[-2:])
    on_occasion = any(form in occasion_words() for form in back)
    if medium.clitic == "ل":
        return sourced or (medium.sure and (run.place == "main" or on_occasion))
    if not previous:
        return False
    if previous in word_list("carrying_verbs") or previous == "قبل":
        return medium.sure
    if previous in word_list("reporting_after_sourcing"):
        return any(form in word_list("sourcing_openers") | word_list("sourcing") for form in back[-3:-1])
    if previous in word_list("sourcing"):
        return True
    if not medium.sure:
        interviewed = previous == "مع" and any(form in word_list("interviews") for form in back[-2:-1])
        return interviewed or (previous == "عن" and sourced)
    if previous == "عن":
        return sourced or any(form in word_list("carrying_verbs") for form in back)
    return on_occasion and (medium.clitic == "ب" or previous in word_list("sourcing_before_medium"))


def _is_speaker(document: Document, draft: Draft, medium: Medium) -> bool:
    """Tell whether a medium is itself the speaker, who is never also what the words came through."""
    if draft.speaker is None:
        return False
    start, end = document.tokens.starts[medium.first] + medium.cut, document.tokens.ends[medium.last - 1]
    if draft.speaker.start < end and start < draft.speaker.end:
        return True
    return folded_form(draft.speaker.name) in (folded_form(medium.name or ""), folded_form(document.text[start:end]))


def _record(document: Document, medium: Medium) -> Via:
    span = document.span(medium.first, medium.last)
    start, left = span.start, medium.cut
    while left or document.folded[start] == MARK:
        left -= document.folded[start] != MARK
        start += 1
    text = document.text[start : span.end]
    plain = "ال" + text[2:] if medium.clitic == "ل" and text.startswith("لل") else text
    return Via(medium.name or plain, text, start, span.end)


@functools.cache
def _bare(form: str) -> tuple[tuple[str, int, str], ...]:
    """Return a word without clitics, in every way it may be cut: the word, how many letters come off, the preposition.

    `لل` stands for `ل` and the article, so nothing can come off the text there.
    """
    found = [(form, 0, "")]
    starts = [(form, 0)]
    if form[0] in "وف" and len(form) > 3:
        starts.append((form[1:], 1))
        found.append((form[1:], 1, ""))
    for rest, cut in starts:
        if len(rest) > 3 and rest.startswith("لل"):
            found.append(("ال" + rest[2:], 0, "ل"))
        if len(rest) > 3 and rest[0] in "لب":
            found.append((rest[1:], cut + 1, rest[0]))
    return tuple(found)


@functools.cache
def _labels() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the labels of media by first word; a value is `?` or `=` (ambiguous or not) and the preferred name."""
    phrases: dict[tuple[str, ...], str] = {}
    for concept in concepts("organisations").values():
        if not any(name.endswith("#NewsAgency") for name in concept.types):
            continue
        ambiguous = {folded_form(label) for label in concept.properties.get("ambiguousLabel", ())}
        for label in concept.labels("ar"):
            folded = folded_form(label)
            phrases.setdefault(tuple(folded.split()), ("?" if folded in ambiguous else "=") + concept.pref["ar"])
    return phrase_table(phrases)
