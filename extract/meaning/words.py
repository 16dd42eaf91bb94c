"""The word lists of this folder (`circumstances.json`), folded for look-up."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from extract.language.folding import folded_form
from extract.language.wordclass import function_words


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of words or phrases by name, folded; raises `KeyError` where there is no such list."""
    return frozenset(folded_form(word) for word in _lists()[name])


@functools.cache
def occasion_words() -> frozenset[str]:
    """Return the nouns that begin the name of an occasion (`مقابلة`, "interview"), folded."""
    return function_words()["occasion"]


@functools.cache
def keys(name: str) -> frozenset[str]:
    """Return a list of ontology keys by name, as they stand."""
    return frozenset(_lists()[name])


@functools.cache
def _lists() -> dict[str, list[str]]:
    path = Path(__file__).resolve().parent / "circumstances.json"
    lists: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return lists


def phrase_table(phrases: dict[tuple[str, ...], str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return phrases with their values by first word, longest first, so that the first match is the longest."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, value in sorted(phrases.items(), key=lambda row: (-len(row[0]), row[0])):
        table.setdefault(words[0], []).append((words, value))
    return {first: tuple(rows) for first, rows in table.items()}


def matches(forms: list[str], first: int, last: int, words: tuple[str, ...]) -> bool:
    """Tell whether the tokens from `first`, before `last`, are these words."""
    end = first + len(words)
    return end <= last and tuple(forms[first:end]) == words
