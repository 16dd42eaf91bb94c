"""Readable Latin spellings of Arabic names, for labels and keys.

Transliteration tables (Buckwalter, HSB, as camel-tools has them) are reversible and hard to read; `SyrgAy` helps no
reader. Names that many bear or that the news is full of get their usual English spelling (`data/name_spellings.csv`,
`data/family_name_spellings.csv`), the others are spelled letter by letter by `data/letters.toml` with short vowels
supplied. The result is a reading aid and is marked as romanised.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.merge.names import bare_token
from graph.merge.words import family_spellings, plain, spellings, words

_LONGEST_NAME = 4
_DATA = Path(__file__).resolve().parent / "data"
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3\u200c]+")
_CONSONANT = re.compile(r"(?:sh|kh|gh|th|dh|ch|zh|[bcdfghjklmnpqrstvwxyz])")


@functools.lru_cache(maxsize=200_000)
def romanise(text: str) -> str:
    """Return the text with its Arabic words in Latin letters, what is Latin already left as it is.

    >>> romanise("محمد بن سلمان")
    'Mohammed bin Salman'
    """
    return re.sub(r"\s+", " ", " ".join(spelled for spelled, _ in _spelled(text))).strip()


def is_known(text: str) -> bool:
    """Tell whether the spelling of a name is known rather than made: all of its words are listed, one as a family name.

    Given names alone leave it open which of their spellings the bearer uses.
    """
    sources = {source for _, source in _spelled(text)}
    return "family" in sources and "letters" not in sources


@functools.lru_cache(maxsize=200_000)
def _spelled(text: str) -> tuple[tuple[str, str], ...]:
    """Return each word or run of words in Latin letters, and where that is from: `family`, `given` or `letters`."""
    # Without vowel signs; NFKC undoes presentation forms.
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    text = text.replace("ـ", "").replace("_", " ").replace("#", " ")
    pieces = re.findall(r"[\u0621-\u064a\u0671-\u06d3]+|[^\s\u0621-\u064a\u0671-\u06d3]+", text)
    pieces = [piece for at, piece in enumerate(pieces) if piece not in "-–" or not 0 < at < len(pieces) - 1]
    keys = [plain(piece) for piece in pieces]
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(pieces):
        regnal = _tables()["regnal"].get(keys[place]) if found else None
        spelled, size = (regnal, 1) if regnal else _known(keys, place)
        listed = keys[place] in spellings() or bare_token(keys[place]) in spellings()
        source = "family" if spelled else "given" if listed or keys[place] in _tables()["particles"] else "letters"
        found.append((spelled or _word(pieces[place]), source))
        place += size
    return tuple(found)


def _known(keys: Sequence[str], place: int) -> tuple[str, int]:
    """Return the usual spelling of the longest run of words at a place, and its length; an empty one for one unknown.

    A list of names holds it with the article or without (جبير, Jubeir: الجبير is al-Jubeir).
    """
    names = family_spellings()
    for size in range(min(_LONGEST_NAME, len(keys) - place), 0, -1):
        run = tuple(keys[place : place + size])
        if run in names:
            return names[run], size
        if size == 2 and "".join(run) in spellings() and run[0] in words().prefixes:
            return spellings()["".join(run)], size
        if run[0] in ("ال", "آل") and run[1:] in names:
            return f"Al {names[run[1:]]}", size
        bare = (bare_token(run[0]), *run[1:])
        if bare != run and bare in names:
            known = names[bare]
            return (known if known.startswith("al-") else f"al-{known}"), size
    return "", 1


def is_spelled(word: str) -> bool:
    """Tell whether a word is a name whose usual English spelling is known."""
    return bool(_known([plain(word)], 0)[0]) or plain(word) in spellings()


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
    for pair, letter in tables["digraphs"].items():
        word = word.replace(pair, letter)
    for size in range(min(5, len(word) - 2), 0, -1):
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
    as_written = {name: tables[name] for name in ("letters", "vowels", "endings", "openings", "digraphs")}
    folded = {name: {plain(key): value for key, value in tables[name].items()} for name in ("particles", "regnal")}
    return {**as_written, **folded}


@functools.cache
def _toml() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_DATA / "letters.toml").read_text(encoding="utf-8"))
