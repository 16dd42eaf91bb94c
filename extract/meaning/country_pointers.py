"""Words of a statement that point to countries named elsewhere, and the countries they point to.

`بلاده` ("his country") is the speaker's own, `البلدين` ("the two countries") brings in the one that the article names
beside it, `البلاد` ("the country") is mostly the one of which the article speaks most. Such a country counts as named.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, Draft
from extract.meaning.country_reader import CountryReader
from extract.meaning.country_words import reference_words
from extract.meaning.labels import without_clitics

_KINDS = ("own", "own_body", "both", "both_leaders", "land", "state_body", "place", "we")
_PRONOUNS = ("ها", "هما", "هم")
_COUNTRY_NAMES = frozenset(["name", "capital", "seatOfPower"])


def pointing_words() -> frozenset[str]:
    """Return the words that may point to a country, folded."""
    return frozenset[str]().union(*(reference_words()[kind] for kind in _KINDS if kind != "we"))


def pointers(words: Sequence[str]) -> list[str]:
    """Return which kinds of words point to countries named elsewhere, `none` where none do."""
    plain = {word for form in words for word in without_clitics(form)}
    if plain & reference_words()["dual_or_plural"] and not _dual(words):
        plain -= reference_words()["dual_or_plural"]
    found = [kind for kind in _KINDS if plain & reference_words()[kind]]
    if any(len(form) > 4 and form.endswith(_PRONOUNS) for form in words):
        found.append("their")
    if words and words[0] in reference_words()["starts"]:
        found.append("starts-" + words[0][-2:])
    ours = (form for form in words if len(form) > 4 and form.endswith("نا"))
    if "we" not in found and any(form not in reference_words()["not_ours"] for form in ours):
        found.append("our")
    return found or ["none"]


def _dual(words: Sequence[str]) -> bool:
    """Tell whether `البلدان` is "the two countries": as "countries" it follows a quantity or has an adjective."""
    dual, quantities = reference_words()["dual_or_plural"], reference_words()["quantities"]
    for at, word in enumerate(words):
        if any(plain in dual for plain in without_clitics(word)):
            after = words[at + 1] if at + 1 < len(words) else ""
            if not (after.startswith("ال") and len(after) > 4) and (not at or words[at - 1] not in quantities):
                return True
    return False


def those_states(reader: CountryReader, words: Sequence[str], start: int) -> tuple[str, ...]:
    """Return the countries that `هذه الدول` ("these states") or `العواصم الثلاث` ("the three capitals") takes up.

    `words` are those of a content that starts at token `start`.
    """
    states, numbers, this = (reference_words()[kind] for kind in ("states", "numbers", "this"))
    for at, word in enumerate(words):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        if (word in states or word[1:] in states) and (before in this or after in numbers):
            return reader.listed(start + at)
    return ()


def speaking_as(document: Document, reader: CountryReader, draft: Draft) -> str:
    """Return what speaks: `country` where a country's bare name does, else the type of speaker."""
    speaker = draft.speaker
    if speaker is None:
        return "none"
    first, last = document.token_range(speaker.start, speaker.end)
    hits = reader.between(first, last)
    if hits and hits[0].first == first and hits[0].last >= last - 1 and hits[0].kind in _COUNTRY_NAMES:
        return "country"
    return speaker.type
