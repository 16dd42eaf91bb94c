"""Which countries a statement may be about, and what speaks for and against each.

Candidates are the countries named in the content, between cue and content (the one called on or warned), the
speaker's own, and those that the content may only point to (`البلدين`, "the two countries"): named in the sentence, in
the previous statement or often in the article. Features are names of binary facts for the learned model `countries`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extract.document import Document, Draft
from extract.language.wordclass import word_class
from extract.meaning.country_reader import CountryHit, CountryReader, with_in
from extract.meaning.country_scene import Scene, scene_of
from extract.meaning.country_words import reference_words
from extract.meaning.labels import without_clitics

_OFTEN = 3
"""How many of the article's countries are candidates for every statement."""
_LATE = 25
"""Tokens into the content from which on a mention is late."""
_PLACES = frozenset(["armedGroup", "people", "joint", "city", "seatOfPower"])
"""Kinds of words that are not equally good at standing for a country, so that each is weighed for itself."""


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A country that a statement may be about, the words of the statement that name it, and its features."""

    country: str
    hits: tuple[CountryHit, ...]
    features: tuple[str, ...]


def candidates(
    document: Document, reader: CountryReader, draft: Draft, previous: frozenset[str], inner: Sequence[Draft]
) -> list[Candidate]:
    """Return the candidates of a draft, in the order of their codes.

    `previous` are those the last content named, `inner` the drafts whose parent it is.
    """
    scene = scene_of(document, reader, draft, previous, inner)
    bounds = document.sentence_bounds[document.sentences[draft.cue_tokens[0]]]
    sentence = {hit.country for hit in reader.between(*bounds) if hit.sure}
    pool = {hit.country for hit in (*scene.content, *scene.near)} | sentence | previous | reader.title
    pool |= set(reader.order[:_OFTEN])
    if scene.own:
        pool.add(scene.own)
    pool |= set(scene.referred)
    pool.discard("UN")
    return [_candidate(document, reader, draft, scene, country, country in sentence) for country in sorted(pool)]


def _candidate(
    document: Document, reader: CountryReader, draft: Draft, scene: Scene, country: str, in_sentence: bool
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
            f"near+addressed={_addressed(document, draft, first)}+named={min(len(scene.strong), 2)}",
            f"near+addressed={_addressed(document, draft, first)}+{act}",
            f"near+{own}+named={min(len(scene.named), 2)}",
            f"near+act={act}",
            f"near+act+named={act}+{min(len(scene.named), 2)}",
            f"near+before={word_class(before)}",
            f"near+word-before={before}",
            f"near+clitic={document.tokens.forms[first.first][0]}",
            f"near+first={first.first == draft.cue_tokens[1]}+{act}",
            f"near+pointers={'/'.join(scene.pointers)}",
        ]
    elif country in scene.referred:
        features = _referred(draft, scene, country)
    else:
        features = _pointed(reader, draft, scene, country, own, in_sentence)
    rank = reader.order.index(country) if country in reader.order else 9
    place = "inside" if inside else "near" if near else "ref" if country in scene.referred else "out"
    features += [
        f"{place}+rank={min(rank, 4)}",
        f"{place}+title={country in reader.title}",
        f"{place}+title+rank={country in reader.title}+{min(rank, 2)}",
        f"{place}+previous={country in scene.previous}",
        f"{place}+{own}+others={min(len(named_others), 3)}",
        f"{place}+EU={country == 'EU'}",
    ]
    return Candidate(country, tuple(inside or near), tuple(features))


def _addressed(document: Document, draft: Draft, hit: CountryHit) -> str:
    """Tell whether a country word is of the one spoken to, `head` where it begins there."""
    if draft.addressee is None:
        return "nobody"
    begin, end = document.token_range(draft.addressee.start, draft.addressee.end)
    return "head" if hit.first == begin else "yes" if begin <= hit.first < end else "other"


def _referred(draft: Draft, scene: Scene, country: str) -> list[str]:
    """Return the features of a country that words of the content point to."""
    kind, strong = scene.referred[country], len(scene.strong)
    weak = bool(scene.weak - {scene.own})
    return [
        f"ref={kind}",
        f"ref={kind}+strong={min(strong, 2)}+weak={weak}",
        f"ref={kind}+strong={min(strong, 1)}",
        f"ref={kind}+speaker={scene.speaker}",
        f"ref={kind}+act={draft.cue.act}",
    ]


def _named(
    document: Document, draft: Draft, scene: Scene, country: str, inside: list[CountryHit], own: str, others: list[str]
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
    word = forms[best.first - 1] if best.first > start else ""
    if best.kind in ("name", "capital"):
        features.append(f"word-before={word}")
    label = " ".join(forms[best.first : best.last])
    label = without_clitics(forms[best.first])[-1] + label[len(forms[best.first]) :]
    if best.kind in _PLACES or not best.sure or country == "EU":
        features.append(f"label={label}")
    if best.kind in ("capital", "city"):
        features.append(f"venue={_venue(forms, best, start)}+{best.kind}")
        features.append(f"venue={_venue(forms, best, start)}+others={min(len(others), 1)}")
    features += [
        f"speaker-kind={scene.speaker}+{own}+others={min(len(others), 2)}",
        f"act={draft.cue.act}+{best.kind}+{own}",
        f"otherrank={_rank(scene.others, country)}+others={min(len(others), 2)}",
    ]
    return features


def _venue(forms: Sequence[str], hit: CountryHit, start: int) -> str:
    """Tell whether a city or capital is where something takes place: after a meeting, after `في` or `بـ` ("in")."""
    before = forms[max(start, hit.first - 2) : hit.first]
    if any(word in reference_words()["meetings"] for form in before for word in without_clitics(form)):
        return "meeting"
    return "in" if list(before[-1:]) == ["في"] or with_in(forms, hit) else "no"


def _rank(ordered: list[str], country: str) -> int:
    return min(ordered.index(country), 3) if country in ordered else 4


def _pointed(reader: CountryReader, draft: Draft, scene: Scene, country: str, own: str, in_sentence: bool) -> list[str]:
    weak = "w" if scene.weak - {scene.own} else ""
    some = f"{min(len(scene.strong), 2)}{weak}"
    named = some + ("o" if scene.own in scene.weak else "")
    rank = reader.order.index(country) if country in reader.order else 9
    lead = (
        "lead"
        if rank == 0 and len(reader.order) > 1 and reader.counts[reader.order[0]] >= 2 * reader.counts[reader.order[1]]
        else ""
    )
    order = rank if own == "own" else _rank(scene.others, country)
    recent = _rank(scene.recent, country)
    who = f"{own}{'' if scene.own and scene.own != 'UN' else '?'}{'+other-meant' if scene.referred else ''}"
    features = [
        f"out+{who}+rank={min(order, 3)}{lead}+named={named}",
        f"out+{who}+recent={recent}+named={named}",
        f"out+{who}+sentence={in_sentence}+some={some}",
        f"out+{who}+previous={country in scene.previous}+some={some}",
        f"out+{who}+sentence={in_sentence}+previous={country in scene.previous}+rank={min(order, 1)}",
        f"out+{who}+alone={len(reader.order) <= 1}",
        f"out+{who}+two={len(scene.others) == 1}+some={some}",
        f"out+length={'short' if len(scene.words) < 12 else 'long'}+{who}+some={some}",
        f"out+act={draft.cue.act}+{own}",
        f"out+speaker-kind={scene.speaker}+{own}+some={some}",
    ]
    if scene.those:
        features += [f"out+those={country in scene.those}+{own}", f"out+those={country in scene.those}+some={some}"]
    if scene.own and own == "other":
        features.append(f"out+partner={_rank(scene.partners, country)}+some={some}")
    for kind in scene.pointers:
        if scene.own and own == "other":
            features.append(f"out+{kind}+partner={_rank(scene.partners, country)}")
        features += [
            f"out+{kind}+{who}+rank={min(order, 2)}+some={some}",
            f"out+{kind}+{who}+recent={min(recent, 1)}+some={some}",
            f"out+{kind}+{who}+two={len(scene.others) == 1}",
            f"out+{kind}+{own}+speaker-kind={scene.speaker}+some={some}",
            f"out+{kind}+{who}+sentence={in_sentence}",
        ]
    if not scene.named:
        features += [f"out+word={word}+{own}" for word in sorted(set(scene.words)) if len(word) > 3]
    return features
