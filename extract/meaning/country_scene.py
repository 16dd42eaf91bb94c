"""What a statement's candidate countries share: who speaks, what is named in it and around it, what it points to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extract.document import Document, Draft
from extract.meaning.country_pointers import pointers, speaking_as, those_states
from extract.meaning.country_reader import CountryHit, CountryReader
from extract.meaning.country_words import reference_words

_STRONG = frozenset(["name", "demonym", "capital", "seatOfPower", "leader"])
"""Kinds of words that mostly stand for the country itself; a city or an armed group may be no more than itself."""
_ADDRESSED = 30
"""Tokens between cue and content among which those called on are looked for."""


@dataclasses.dataclass(slots=True)
class Scene:
    """One statement as its candidate countries see it.

    `own` is the speaker's country; `content` and `near` the country words of the content and between it and the cue;
    `within` the tokens of speakers inside the content; `named` the countries of the content by place, `strong` those
    that more than a city or armed group names, without the speaker's own; `others`, `recent` and `partners` the
    article's countries but the speaker's own, the most named first, the last named first, and those most often beside
    the speaker's; `previous` those the last content named; `those` those that `هذه الدول` ("these states") takes up;
    `referred` those that words of the content point to, with the kind of pointer.
    """

    own: str | None
    speaker: str
    words: list[str]
    content: list[CountryHit]
    near: list[CountryHit]
    within: frozenset[int]
    pointers: list[str]
    named: list[str]
    strong: frozenset[str]
    previous: frozenset[str]
    others: list[str]
    recent: list[str]
    partners: list[str]
    those: tuple[str, ...]
    referred: dict[str, str]

    @property
    def weak(self) -> frozenset[str]:
        """The countries that only a city, a people or an armed group of theirs names, the speaker's own included."""
        return frozenset(self.named) - self.strong


def content_hits(reader: CountryReader, draft: Draft) -> list[CountryHit]:
    """Return the country words of a draft's content."""
    return [hit for first, last in draft.content_tokens for hit in reader.between(first, last)]


def own_country(reader: CountryReader, draft: Draft) -> str | None:
    """Return the country of a draft's speaker: as recorded, else as read."""
    speaker = draft.speaker
    if speaker is None:
        return None
    return speaker.country or reader.speaker(speaker.start, speaker.end, speaker.name, speaker.role or "")


def scene_of(
    document: Document, reader: CountryReader, draft: Draft, previous: frozenset[str], inner: Sequence[Draft]
) -> Scene:
    """Return the scene of a draft; `previous` are the countries that the content before it named.

    `inner` are the drafts whose parent it is.
    """
    content, own = content_hits(reader, draft), own_country(reader, draft)
    words = [form for first, last in draft.content_tokens for form in document.tokens.forms[first:last]]
    start = min((first for first, _ in draft.content_tokens), default=draft.cue_tokens[0])
    scene = Scene(
        own=own,
        speaker=speaking_as(document, reader, draft),
        words=words,
        content=content,
        near=_near(document, reader, draft),
        within=_within(document, inner),
        pointers=pointers(words),
        named=list(dict.fromkeys(hit.country for hit in content)),
        strong=frozenset(hit.country for hit in content if hit.sure and hit.kind in _STRONG) - {own or ""},
        previous=previous,
        others=[country for country in reader.order if country != own],
        recent=[country for country in reader.recent(start) if country != own],
        partners=reader.partners(own) if own else [],
        those=those_states(reader, words, start),
        referred={},
    )
    scene.referred = _referred(document, reader, draft, scene)
    return scene


def _near(document: Document, reader: CountryReader, draft: Draft) -> list[CountryHit]:
    """Return the country words between a cue and its content, those of the addressee included, the speaker's not."""
    first, last = draft.cue_tokens[1], min((a for a, _ in draft.content_tokens), default=0)
    found = reader.between(first, last) if first < last <= first + _ADDRESSED else []
    if draft.addressee is not None:
        begin, end = document.token_range(draft.addressee.start, draft.addressee.end)
        found = sorted({*found, *reader.between(begin, end)}, key=lambda hit: (hit.first, hit.country))
    inside = set(content_hits(reader, draft))
    found = [hit for hit in found if hit not in inside]
    if draft.speaker is None:
        return found
    begin, end = document.token_at(draft.speaker.start), document.token_at(draft.speaker.end)
    return [hit for hit in found if not (hit.first < end and hit.last > begin)]


def _within(document: Document, inner: Sequence[Draft]) -> frozenset[int]:
    """Return the tokens of the speakers of the statements inside a draft's content."""
    found: set[int] = set()
    for other in inner:
        if other.speaker is not None:
            found.update(range(*document.token_range(other.speaker.start, other.speaker.end)))
    return frozenset(found)


def _referred(document: Document, reader: CountryReader, draft: Draft, scene: Scene) -> dict[str, str]:
    """Return the countries that words of the content point to and do not name, with the kind of pointer."""
    own = scene.own if scene.own != "UN" else None
    kinds = set(scene.pointers)
    found: dict[str, str] = {}

    def refer(country: str | None, kind: str) -> None:
        if country and country not in scene.named and country != "UN":
            found.setdefault(country, kind)

    if "own" in kinds:
        refer(own, "own")
    for country in scene.those:
        if country != own:
            refer(country, "those")
    if not scene.those and kinds & {"both", "both_leaders"}:
        if own:
            partner = next((c for c in (*scene.partners, *scene.others) if c not in scene.named), None)
            if "both_leaders" in kinds:
                refer(partner, "leaders")
            elif not scene.strong:
                refer(partner, "both")
        elif draft.speaker is not None:
            for hit in reader.between(*document.token_range(draft.speaker.start, draft.speaker.end)):
                refer(hit.country, "speakers")
    if "land" in kinds and not scene.strong and own not in scene.named and not found:
        nearest = own is None and scene.recent and any(word in reference_words()["this_land"] for word in scene.words)
        refer(scene.recent[0] if nearest else next(iter(reader.order), None), "land")
    if scene.speaker == "country" and kinds & {"their", "starts-ها"}:
        refer(own, "self")
    if kinds & {"we", "our"}:
        refer(own, "we")
    return found
