"""The countries that each statement is about, and the country that its speaker speaks for."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Sequence
from pathlib import Path

from extract.document import Document, Draft
from extract.learning.linear import LinearModel
from extract.meaning.country_features import Candidate, candidates
from extract.meaning.country_pointers import pointing_words
from extract.meaning.country_reader import CountryReader
from extract.meaning.country_scene import content_hits, own_country
from extract.meaning.labels import without_clitics
from extract.statement import Span

THRESHOLD = 0.48
"""Probability from which a candidate is taken, chosen by cross-validation (even between 0.45 and 0.5)."""


def countries(document: Document) -> None:
    """Fill `countries` and their evidence for every draft, and the speaker's country where none is recorded.

    A learned model weighs each candidate (`extract.meaning.country_features`). The speaker's own country is left out
    beside another one and kept alone: that one speaks for one's country says nothing of whom one speaks about.
    """
    reader = document.once(CountryReader)
    model = country_model()
    for draft, options in candidates_in_order(document, reader):
        own = own_country(reader, draft)
        if draft.speaker is not None and draft.speaker.country is None and own:
            draft.speaker = dataclasses.replace(draft.speaker, country=own)
        chosen = [option for option in options if model.probability(option.features) >= THRESHOLD]
        if len(chosen) > 1:
            chosen = [option for option in chosen if option.country != own]
        draft.countries = _in_order(chosen)
        draft.country_evidence = _evidence(document, draft, chosen)


def candidates_in_order(document: Document, reader: CountryReader) -> list[tuple[Draft, list[Candidate]]]:
    """Return each draft with its candidates, by position of the cue, so that each knows what the last one named."""
    found = []
    inner: dict[int, list[Draft]] = {}
    for draft in document.drafts:
        inner.setdefault(id(draft.parent), []).append(draft)
    previous: frozenset[str] = frozenset()
    for draft in sorted(document.drafts, key=lambda draft: (draft.cue.start, draft.content_tokens)):
        found.append((draft, candidates(document, reader, draft, previous, inner.get(id(draft), ()))))
        named = frozenset(hit.country for hit in content_hits(reader, draft) if hit.sure)
        previous = named or previous
    return found


@functools.cache
def country_model() -> LinearModel:
    """Return the model that weighs candidates. Raises `OSError` where its file is missing."""
    path = Path(__file__).resolve().parent / "models" / "countries.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return LinearModel(data["weights"], data["bias"])


def _in_order(chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the countries in the order in which the words name them, those only pointed to last."""
    ordered = sorted(chosen, key=lambda option: (option.hits[0].first if option.hits else 1 << 30, option.country))
    return tuple(option.country for option in ordered)


def _evidence(document: Document, draft: Draft, chosen: Sequence[Candidate]) -> tuple[Span, ...]:
    """Return the words that name the countries; for one only pointed to, the words that point (`البلدين`)."""
    tokens = {(hit.first, hit.last) for option in chosen for hit in option.hits}
    if any(not option.hits for option in chosen):
        pointing = pointing_words()
        forms = document.tokens.forms
        for first, last in draft.content_tokens:
            for token in range(first, last):
                if any(word in pointing for word in without_clitics(forms[token])):
                    tokens.add((token, token + 1))
    return tuple(document.span(first, last) for first, last in sorted(tokens))
