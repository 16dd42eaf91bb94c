"""Personal names: from the words as written to tokens that can be compared across outlets.

Arabic news writes one foreign name in many ways (سيرغي / سيرجي, "Sergei"; نتنياهو / نتانياهو, "Netanyahu") and one
Arabic name with and without its particles (عبد الله / عبدالله). Tokens are folded, particles joined to the word they
belong to, titles dropped; a token's skeleton keeps the consonants alone, one letter for those that stand for one
another in transliteration (غ ج ق ك).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from graph.merge.words import family_spellings, plain, spellings, words

EQUAL, STRONG, WEAK, DIFFERENT = 3, 2, 1, 0
"""How far two tokens agree: the same name; a clear spelling variant; one only with other evidence; two names."""

_NOT_WORD = re.compile(r"[^\w]+|_+")
_CONSONANTS = str.maketrans({
    "ط": "ت", "ث": "ت", "غ": "ج", "ق": "ج", "ك": "ج", "ض": "د", "ذ": "د", "ظ": "ز", "ص": "س", "ش": "س", "ح": "ه",
    "ا": None, "و": None, "ي": None, "ع": None,
})  # fmt: skip


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text, punctuation, hashes and hyphens taken as spaces."""
    return _NOT_WORD.sub(" ", plain(text)).split()


@functools.lru_cache(maxsize=200_000)
def split(name: str) -> tuple[str, ...]:
    """Return the same of a name or a role, of which there are few and each is looked at many times."""
    return tuple(folded_words(name))


def join_particles(tokens: Sequence[str]) -> tuple[str, ...]:
    """Join each particle to the word it belongs to: عبد الله (Abd Allah), بن سلمان (bin Salman), لو دريان."""
    known = words()
    joined: list[str] = []
    for token in reversed(tokens):
        if joined and token in known.prefixes:
            joined[-1] = token + joined[-1]
        else:
            joined.append(token)
    joined.reverse()
    name: list[str] = []
    for token in joined:
        if name and token in known.suffixes:
            name[-1] += token
        else:
            name.append(token)
    return tuple(name)


@functools.lru_cache(maxsize=200_000)
def skeleton(token: str) -> str:
    """Return a token's consonants without the article, doubled ones once; a first vowel is kept as `ا`."""
    bare = bare_token(token)
    first = "ا" if bare[:1] in "اع" else bare[:1] if bare[:1] in "وي" else ""
    rest = bare[1:] if first else bare
    body = (rest.removesuffix("ه") if len(rest) > 2 else rest).translate(_CONSONANTS)
    return first + re.sub(r"(.)\1+", r"\1", body)


def bare_token(token: str) -> str:
    """Return the token without the article: الجبير (al-Jubeir) and جبير are one name."""
    return token[2:] if token.startswith("ال") and len(token) > 4 else token


def is_common(token: str) -> bool:
    """Tell whether many people bear the name, so that it alone identifies nobody."""
    return token in spellings() or bare_token(token) in spellings() or token in words().ordinals


@functools.lru_cache(maxsize=500_000)
def agreement(one: str, other: str) -> int:
    """Return how far two tokens agree: EQUAL, STRONG, WEAK or DIFFERENT.

    Two names of the list of common names are never variants of each other unless they share an English spelling:
    جمال (Jamal) and كمال (Kamal), سالم (Salem) and سليم (Salim) differ in letters that transliteration confuses. Two
    spellings that the list of family names gives one English form are one name: كاتس and كاتز (Katz).
    """
    if one == other:
        return EQUAL
    first, second = bare_token(one), bare_token(other)
    if first == second:
        return EQUAL
    if one in words().ordinals or other in words().ordinals:
        return DIFFERENT
    known = spellings().get(first), spellings().get(second)
    if known[0] and known[1]:
        return EQUAL if known[0] == known[1] else DIFFERENT
    family = family_spellings().get((first,)), family_spellings().get((second,))
    if family[0] and family[0] == family[1]:
        return EQUAL
    bones = skeleton(one)
    if bones != skeleton(other) or len(bones) < 2:
        return DIFFERENT
    alike = fuzz.ratio(first, second)
    if (alike >= 70 and len(bones) >= 4) or (alike >= 88 and len(bones) >= 3 and min(len(first), len(second)) >= 5):
        return STRONG
    return WEAK if alike >= 60 else DIFFERENT


def align(shorter: Sequence[str], longer: Sequence[str]) -> tuple[int, ...] | None:
    """Return how far each token of the shorter name agrees with the one it meets in the longer, in order, or None.

    Names of one length meet token by token. In a longer name some tokens are passed over, never the last one unless
    the first ones meet: `عادل الجبير` meets `عادل بن أحمد الجبير`.
    """
    if len(shorter) > len(longer):
        return None
    if len(shorter) == len(longer):
        grades = tuple(agreement(one, other) for one, other in zip(shorter, longer, strict=True))
        return None if DIFFERENT in grades else grades
    grades_found: list[int] = []
    place = 0
    for token in shorter:
        while place < len(longer) and agreement(token, longer[place]) == DIFFERENT:
            place += 1
        if place == len(longer):
            return None
        grades_found.append(agreement(token, longer[place]))
        place += 1
    ends_meet = agreement(shorter[-1], longer[-1]) != DIFFERENT
    return tuple(grades_found) if ends_meet else None


def run_together(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names differ by spaces alone: شي جين بينغ and شي جينبينغ (Xi Jinping)."""
    if len(one) == len(other):
        return False
    first, second = "".join(one), "".join(other)
    return len(first) >= 6 and skeleton(first) == skeleton(second) and fuzz.ratio(first, second) >= 90


def runs_on(longer: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether words begin with a whole name whose last word few bear, and go on: what follows is no name."""
    size = len(name)
    return 1 < size < len(longer) and tuple(longer[:size]) == tuple(name) and not is_common(name[-1])
