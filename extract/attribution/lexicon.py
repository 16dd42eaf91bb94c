"""The reporting lexicon ready for look-up: entries by key, fixed phrases by their first word."""

from __future__ import annotations

import dataclasses
import functools

from extract.language.folding import folded_form
from ontology import concepts


@dataclasses.dataclass(frozen=True, slots=True)
class CueEntry:
    """One entry of cues.ttl (its header explains the fields); forms are folded."""

    key: str
    kind: str
    lemma: str
    act: str
    certainty: str
    takes: frozenset[str]
    frames: tuple[tuple[str, str], ...]
    addressee: frozenset[str]
    light: frozenset[str]
    ambiguous: frozenset[str]
    vocalised: bool
    followed_by: frozenset[str]
    head: str
    tail: tuple[str, ...]
    content_from: tuple[str, ...]
    not_cue: tuple[tuple[str, ...], ...]


_KINDS = ("ReportingVerb", "ReportingPhrase", "PhraseVerb", "AttributionPhrase", "ReportingNoun", "AttitudeNoun")


@functools.cache
def entries() -> dict[str, CueEntry]:
    """Return the lexicon's entries by key."""
    found = {}
    for key, concept in concepts("cues").items():
        values = concept.properties
        kind = next(kind for kind in _KINDS if any(name.endswith("#" + kind) for name in concept.types))
        found[key] = CueEntry(
            key=key,
            kind=kind,
            lemma=concept.pref["ar"],
            act=values["broader"][0].rsplit("/", 1)[-1],
            certainty=concept.one("certainty") or "weak",
            takes=frozenset(values.get("takes", ())),
            frames=tuple((a, b) for a, b in (value.split("+") for value in values.get("frame", ()))),
            addressee=frozenset(values.get("addresseeSlot", ())),
            light=frozenset(values.get("light", ())),
            ambiguous=frozenset(folded_form(value) for value in values.get("ambiguous", ())),
            vocalised="vocalised" in values,
            followed_by=frozenset(values.get("followedBy", ())),
            head=concept.one("head") or "",
            tail=_words(concept.one("tail") or ""),
            content_from=_words(concept.one("contentFrom") or ""),
            not_cue=tuple(sorted(_words(value) for value in values.get("notCue", ()))),
        )
    return found


@functools.cache
def attribution_phrases() -> dict[str, tuple[tuple[tuple[str, ...], CueEntry], ...]]:
    """Return the verbless attribution phrases by first word, longest first.

    A phrase may end in the clitic `ل`, written as a separate last word; it then matches the start of the next token.
    """
    table: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = {}
    for entry in entries().values():
        if entry.kind == "AttributionPhrase":
            for label in concepts("cues")[entry.key].labels("ar"):
                words = _words(label)
                table.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for first, rows in table.items()}


@functools.cache
def phrases_by_head() -> dict[str, tuple[CueEntry, ...]]:
    """Return the verbal phrases by the key of the verb that heads them."""
    by_lemma: dict[str, list[str]] = {}
    for entry in entries().values():
        if entry.kind in ("ReportingVerb", "PhraseVerb"):
            by_lemma.setdefault(entry.lemma, []).append(entry.key)
    table: dict[str, list[CueEntry]] = {}
    for entry in entries().values():
        if entry.kind == "ReportingPhrase":
            for key in by_lemma.get(entry.head, ()):
                table.setdefault(key, []).append(entry)
    return {key: tuple(sorted(rows, key=lambda e: (-len(e.tail), e.key))) for key, rows in table.items()}


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded_form(word) for word in text.split())
