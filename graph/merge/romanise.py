"""Readable Latin spellings of Arabic names, for labels and keys.

Transliteration tables (Buckwalter, HSB, as camel-tools has them) are reversible and hard to read; `SyrgAy` helps no
reader. Common names get their usual English spelling from `data/name_spellings.csv`, the others are spelled letter by
letter by `data/letters.toml` with short vowels supplied. The result is a reading aid and is marked as romanised.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from graph.merge.names import bare_token
from graph.merge.words import plain, spellings, words

_DATA = Path(__file__).resolve().parent / "data"
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u200c]+")
_CONSONANT = re.compile(r"(?:sh|kh|gh|th|dh|ch|zh|[bcdfghjklmnpqrstvwxyz])")


@functools.lru_cache(maxsize=200_000)
def romanise(text: str) -> str:
    """Return the text with its Arabic words in Latin letters, what is Latin already left as it is.

    >>> romanise("محمد بن سلمان")
    'Mohammed bin Salman'
    """
    # Without vowel signs; NFKC undoes presentation forms.
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    text = text.replace("ـ", "").replace("_", " ").replace("#", " ")
    found: list[str] = []
    pieces = re.findall(r"[\u0621-\u064a\u0671-\u06d3]+|[^\s\u0621-\u064a\u0671-\u06d3]+", text)
    place = 0
    while place < len(pieces):
        pair = plain(pieces[place] + pieces[place + 1]) if place + 1 < len(pieces) else ""
        if pair in spellings() and plain(pieces[place]) in words().prefixes:
            found.append(spellings()[pair])
            place += 2
            continue
        found.append(_word(pieces[place]))
        place += 1
    return re.sub(r"\s+", " ", " ".join(found)).strip()


def slug(text: str, limit: int = 48) -> str:
    """Return a text as lower-case `[a-z0-9-]` for a key, romanised first; empty when nothing of it is left."""
    latin = unicodedata.normalize("NFKD", romanise(text)).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")
    return short[:limit].rsplit("-", 1)[0] if len(short) > limit and "-" in short[:limit] else short[:limit]


def _word(word: str) -> str:
    if not _ARABIC_WORD.fullmatch(word):
        return word
    key = plain(word)
    if key in spellings():
        return spellings()[key]
    particles = _tables()["particles"]
    if key in particles:
        return particles[key]
    for particle in ("عبد", "ابو"):
        if key.startswith(particle) and len(key) > len(particle) + 2:
            return f"{particles[particle]} {_word(word[len(particle) :])}"
    bare = bare_token(key)
    if bare != key:
        return "al-" + (spellings().get(bare) or _letters(word[2:]).capitalize())
    return _letters(word).capitalize()


def _letters(word: str) -> str:
    tables = _tables()
    ending = ""
    for size in range(min(4, len(word) - 2), 0, -1):
        if word[-size:] in tables["endings"]:
            ending = tables["endings"][word[-size:]]
            word = word[:-size]
            break
    sounds: list[str] = []
    opening = tables["openings"].get(plain(word[:2])) if len(word) > 3 and word[2] not in tables["vowels"] else None
    if opening:
        sounds.append(opening)
        word = "\u0627" + word[2:]
    for place, letter in enumerate(word):
        if opening and place == 0:
            continue
        after_consonant = place > 0 and bool(sounds) and _CONSONANT.fullmatch(sounds[-1]) is not None
        before_vowel = place + 1 < len(word) and word[place + 1] in tables["vowels"]
        if (
            letter in tables["vowels"]
            and (after_consonant or letter not in "وي")
            and not (before_vowel and letter in "وي")
        ):
            sounds.append(tables["vowels"][letter] if after_consonant else tables["letters"][letter])
        else:
            sounds.append(tables["letters"].get(letter, ""))
    spelled = _with_vowels([sound for sound in sounds if sound], ending)
    return re.sub(r"(.)\1{2,}", r"\1\1", spelled).replace("aa", "a")


def _with_vowels(sounds: list[str], ending: str) -> str:
    """Return the sounds with an `a` where consonants would else crowd: a consonant ends a syllable or begins one."""
    spelled = ""
    all_sounds = [*sounds, ending] if ending else sounds
    for place, sound in enumerate(all_sounds):
        spelled += sound
        following = all_sounds[place + 1] if place + 1 < len(all_sounds) else ""
        if not _CONSONANT.fullmatch(sound) or not _CONSONANT.match(following):
            continue
        after = all_sounds[place + 2] if place + 2 < len(all_sounds) else ""
        pair = sound + following
        if (place > 0 and not _CONSONANT.fullmatch(all_sounds[place - 1])) or (
            place > 0 and spelled[-len(sound) - 1] == "a"
        ):
            crowded = not after and _CONSONANT.fullmatch(following) is not None and pair not in _clusters("codas")
        else:
            crowded = pair not in _clusters("onsets") or not after
        spelled += "a" if crowded else ""
    return spelled


@functools.cache
def _clusters(name: str) -> frozenset[str]:
    return frozenset(_toml()["clusters"][name])


@functools.cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    tables = _toml()
    folded = {plain(key): value for key, value in tables["particles"].items()}
    return {**{name: tables[name] for name in ("letters", "vowels", "endings", "openings")}, "particles": folded}


@functools.cache
def _toml() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_DATA / "letters.toml").read_text(encoding="utf-8"))
