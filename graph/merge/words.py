"""The words that merging reads names by, from `data/words.toml` and `data/name_spellings.csv`."""

from __future__ import annotations

import csv
import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from extract.language.folding import folded_form

_DATA = Path(__file__).resolve().parent / "data"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """Word lists, folded. Each field is explained where its list stands, in `data/words.toml`."""

    prefixes: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    office_heads: frozenset[str]
    shared_heads: frozenset[str]
    fillers: frozenset[str]
    former: frozenset[str]
    future: frozenset[str]
    pointing: frozenset[str]
    vague: frozenset[str]
    organisation_heads: frozenset[str]
    media_heads: frozenset[str]
    portfolios: frozenset[str]
    government: frozenset[str]
    ordinals: frozenset[str]
    stop: frozenset[str]
    negation: frozenset[str]


def plain(text: str) -> str:
    """Return the folded form without the free-standing hamza: the spelling under which words are compared."""
    return folded_form(text).replace("ء", "")


@functools.cache
def words() -> Words:
    """Return the word lists."""
    lists = _toml()
    return Words(
        **{field.name: frozenset(plain(word) for word in lists[field.name]) for field in dataclasses.fields(Words)}
    )


@functools.cache
def evidence(kind: str) -> tuple[str, str]:
    """Return the English and the Arabic wording of a kind of evidence, with `{other}` and `{what}` to fill in."""
    english, arabic = _toml()["evidence"][kind]
    return english, arabic


@functools.cache
def spellings() -> Mapping[str, str]:
    """Return the usual English spelling of common names, by folded name."""
    with (_DATA / "name_spellings.csv").open(encoding="utf-8", newline="") as file:
        return {plain(row["name"]): row["english"] for row in csv.DictReader(file)}


@functools.cache
def _toml() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
