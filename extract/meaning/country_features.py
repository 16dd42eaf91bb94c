"""Which countries a statement may be about, and what speaks for and against each.

Candidates are the countries named in the content, between cue and content (the one called on or warned), the
speaker's own, and those that the content may only point to (`البلدين`, "the two countries"): named in the sentence, in
the previous statement or often in the article. Features are names of binary facts for the learned model `countries`.
"""

from __future__ import annotations

import dataclasses

from extract.document import Document, Draft
from extract.language.wordclass import word_class
from extract.meaning.country_reader import CountryHit, CountryReader, reference_words
from extract.meaning.labels import without_clitics

_OFTEN = 3
"""How many of the article's countries are candidates for every statement."""
_LATE = 25
"""Tokens into the content from which on a mention is late."""

_PRONOUNS = ("ها", "هما", "هم")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A country that a statement may be about, the words of the statement that name it, and its features."""

    country: str
    hits: tuple[CountryHit, ...]
    features: tuple[str, ...]


@dataclasses.dataclass(slots=True)
class _Scene:
    """What the features of one statement's candidates share."""

    own: str | None
    content: list[CountryHit]
    near: list[CountryHit]
    within: frozenset[int]
    pointers: list[str]
    words: list[str]
    named: list[str]
    previous: frozenset[str]


def candidates(document: Document, reader: CountryReader, draft: Draft, previous: frozenset[str]) -> list[Candidate]:
    """Return the candidates of a draft, in the order of their codes; `previous` are those the last content named."""
    scene = _scene(document, reader, draft, previous)
    sentence = {hit.country for hit in _of_sentence(document, reader, draft)}
    pool = {hit.country for hit in (*scene.content, *scene.near)} | sentence | previous | reader.title
    pool |= set(reader.order[:_OFTEN])
    if scene.own:
        pool.add(scene.own)
    pool.discard("UN")
    return [_candidate(document, reader, draft, scene, country, country in sentence) for country in sorted(pool)]


def content_hits(reader: CountryReader, draft: Draft) -> list[CountryHit]:
    """Return the country words of a draft's content."""
    return [hit for first, last in draft.content_tokens for hit in reader.between(first, last)]


def own_country(reader: CountryReader, draft: Draft) -> str | None:
    """Return the country of a draft's speaker: as recorded, else as read."""
    speaker = draft.speaker
    if speaker is None:
        return None
    return speaker.country or reader.speaker(speaker.start, speaker.end, speaker.name)


def _scene(document: Document, reader: CountryReader, draft: Draft, previous: frozenset[str]) -> _Scene:
    content = content_hits(reader, draft)
    forms = document.tokens.forms
    near, speaker = _near(document, reader, draft), draft.speaker
    within: set[int] = set()
    for other in document.drafts:
        if other is not draft and other.parent is draft and other.speaker is not None:
            within.update(range(*document.token_range(other.speaker.start, other.speaker.end)))
    if speaker is not None:
        near = [
            hit
            for hit in near
            if not (hit.first < document.token_at(speaker.end) and hit.last > document.token_at(speaker.start))
        ]
    words = [form for first, last in draft.content_tokens for form in forms[first:last]]
    return _Scene(
        own=own_country(reader, draft),
        content=content,
        near=near,
        within=frozenset(within),
        pointers=_pointers(words),
        words=words,
        named=list(dict.fromkeys(hit.country for hit in content)),
        previous=previous,
    )


def _near(document: Document, reader: CountryReader, draft: Draft) -> list[CountryHit]:
    """Return the country words between a cue and its content, those of the addressee included."""
    first, last = draft.cue_tokens[1], min((a for a, _ in draft.content_tokens), default=0)
    found = reader.between(first, last) if first < last <= first + 30 else []
    if draft.addressee is not None:
        begin, end = document.token_range(draft.addressee.start, draft.addressee.end)
        found = sorted({*found, *reader.between(begin, end)}, key=lambda hit: (hit.first, hit.country))
    inside = {hit for a, b in draft.content_tokens for hit in reader.between(a, b)}
    return [hit for hit in found if hit not in inside]


def _of_sentence(document: Document, reader: CountryReader, draft: Draft) -> list[CountryHit]:
    sentence = document.sentences[draft.cue_tokens[0]]
    return [hit for hit in reader.hits if hit.sure and document.sentences[hit.first] == sentence]


def _pointers(words: list[str]) -> list[str]:
    """Return which kinds of words point to countries named elsewhere."""
    found = []
    for kind in ("own", "both", "here", "we"):
        members = reference_words()[kind]
        if any(word in members for form in words for word in without_clitics(form)):
            found.append(kind)
    if any(len(form) > 4 and form.endswith(_PRONOUNS) for form in words):
        found.append("their")
    return found


def _candidate(
    document: Document, reader: CountryReader, draft: Draft, scene: _Scene, country: str, in_sentence: bool
) -> Candidate:
    inside = [hit for hit in scene.content if hit.country == country]
    near = [hit for hit in scene.near if hit.country == country]
    own = "own" if country == scene.own else "other"
    named_others = [c for c in scene.named if c != country]
    act = draft.cue.act
    if inside:
        features = _named(document, draft, scene, country, inside, own, named_others)
    elif near:
        first = near[0]
        before = document.tokens.forms[first.first - 1]
        features = [
            f"near={first.kind}+{first.sure}",
            f"near+{own}+named={min(len(scene.named), 2)}",
            f"near+act={act}",
            f"near+act+named={act}+{min(len(scene.named), 2)}",
            f"near+before={word_class(before)}",
            f"near+word-before={before}",
            f"near+clitic={document.tokens.forms[first.first][0]}",
            f"near+first={first.first == draft.cue_tokens[1]}+{act}",
            f"near+pointers={'/'.join(scene.pointers)}",
        ]
    else:
        features = _pointed(reader, draft, scene, country, own, in_sentence)
    rank = reader.order.index(country) if country in reader.order else 9
    place = "inside" if inside else "near" if near else "out"
    features += [
        f"{place}+rank={min(rank, 4)}",
        f"{place}+title={country in reader.title}",
        f"{place}+title+rank={country in reader.title}+{min(rank, 2)}",
        f"{place}+previous={country in scene.previous}",
        f"{place}+{own}+others={min(len(named_others), 3)}",
        f"{place}+EU={country == 'EU'}",
    ]
    return Candidate(country, tuple(inside or near), tuple(features))


def _named(
    document: Document, draft: Draft, scene: _Scene, country: str, inside: list[CountryHit], own: str, others: list[str]
) -> list[str]:
    forms = document.tokens.forms
    best = min(inside, key=lambda hit: (not hit.sure, hit.first))
    kinds = sorted({f"{hit.kind}+{hit.sure}" for hit in inside})
    start = draft.content_tokens[0][0]
    before = word_class(forms[best.first - 1]) if best.first > start else "start"
    after = word_class(forms[best.last]) if best.last < len(forms) else "end"
    place = scene.named.index(country)
    late = best.first - start >= _LATE
    first_form = forms[best.first]
    features = [f"kind={kind}" for kind in kinds]
    features += [
        f"kinds={'/'.join(kinds)}",
        f"kind+{own}={best.kind}+{best.sure}",
        f"kind+place={best.kind}+{best.sure}+{min(place, 3)}",
        f"kind+others={best.kind}+{best.sure}+{min(len(others), 3)}",
        f"kind+before={best.kind}+{before}",
        f"kind+after={best.kind}+{after}",
        f"count={min(len(inside), 3)}+others={min(len(others), 2)}",
        f"late={late}+{min(place, 2)}",
        f"within={all(hit.first in scene.within for hit in inside)}",
        f"joined={first_form[0] == 'و' and best.first > start}+{min(place, 2)}",
        f"clitic={first_form[0] if first_form[0] in 'بلو' else ''}+{best.kind}",
        f"quoted={document.quote_of[best.first] >= 0}",
    ]
    if best.kind in ("name", "capital"):
        features.append(f"word-before={forms[best.first - 1] if best.first > start else ''}")
    return features


def _pointed(
    reader: CountryReader, draft: Draft, scene: _Scene, country: str, own: str, in_sentence: bool
) -> list[str]:
    named = min(len(scene.named), 2)
    rank = reader.order.index(country) if country in reader.order else 9
    lead = (
        "lead"
        if rank == 0 and len(reader.order) > 1 and reader.counts[reader.order[0]] >= 2 * reader.counts[reader.order[1]]
        else ""
    )
    pointers = "/".join(scene.pointers)
    about = f"{own}+{min(rank, 3)}{lead}"
    where = f"sentence={in_sentence}+previous={country in scene.previous}"
    features = [
        f"out+{about}+named={named}",
        f"out+{own}+{where}+named={named}",
        f"out+{own}+pointers={pointers}+named={named}",
        f"out+{about}+{where}",
        f"out+speaker={'none' if scene.own is None else 'some'}+{about}",
        f"out+alone={len(reader.order) <= 1}+{own}",
        f"out+two={len([c for c in reader.order if c != scene.own]) == 1}+{own}+both={'both' in scene.pointers}",
        f"out+length={'short' if len(scene.words) < 12 else 'long'}+named={named}",
        f"out+act={draft.cue.act}+{own}",
    ]
    for kind in scene.pointers:
        features += [f"out+{kind}+{about}+{named}", f"out+{kind}+{own}+{where}"]
    if not named:
        features += [f"out+word={word}+{own}" for word in sorted(set(scene.words)) if len(word) > 3]
    return features
