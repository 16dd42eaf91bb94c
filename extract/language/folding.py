"""Folding Arabic spelling for look-up, one code point for one code point.

A folded copy is exactly as long as the text, so an offset into the one is an offset into the other. What a reader
does not see (diacritics, tatweel, direction marks, zero-width characters) becomes `MARK`, which `Tokens.forms` drop.

The letter maps are camel-tools' (`camel_tools.utils.normalize`); what they leave out is added here: hamza seats,
presentation forms, Persian and Urdu letters, and digits. Hamza on waw and ya folds to the bare letter because a
quarter of the forms that carry a hamza in the news are written without it.
"""

from __future__ import annotations

import functools
import unicodedata

MARK = "\u0640"
"""Stands in the folded copy for a character without a letter of its own (U+0640, tatweel)."""

_LOOK_ALIKES = {
    "ؤ": "و",
    "ئ": "ي",
    "ی": "ي",  # Persian yeh
    "ې": "ي",  # Pashto e
    "ے": "ي",  # Urdu yeh barree
    "ک": "ك",  # Persian keheh
    "ڪ": "ك",
    "گ": "غ",  # gaf: written غ by most Arabic outlets
    "ڭ": "غ",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڨ": "غ",
    "ہ": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ۃ": "ه",
    "ں": "ن",
    "ٹ": "ت",
    "ڈ": "د",
    "ڑ": "ر",
    "ۆ": "و",
    "ۇ": "و",
    "ٱ": "ا",
    "\u0672": "ا",
    "\u0673": "ا",
    "\u0675": "ا",
    "\u00a0": " ",
    "\u202f": " ",
}


def fold(text: str) -> str:
    """Return a folded copy of equal length: hamza seats, alef maqsura, ta marbuta, marks, foreign letters, digits.

    >>> fold("أعلنَ الرئيسُ")
    'اعلنـ الرييسـ'
    """
    return text.translate(_table())


def folded_form(text: str) -> str:
    """Return the folded text without its marks: the key under which a word or phrase is looked up."""
    return fold(text).replace(MARK, "")


@functools.cache
def _table() -> dict[int, str]:
    table = {}
    for code in (*range(0x0600, 0x0700), *range(0x0750, 0x0780), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        character = chr(code)
        folded = _folded(character)
        if folded != character:
            table[code] = folded
    for character, letter in _LOOK_ALIKES.items():
        table[ord(character)] = letter
    for code in (0xAD, 0xFEFF, 0x2060, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)):
        table[code] = MARK
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = chr(code).lower()
    return table


def _folded(character: str) -> str:
    """Return the one character that a character of the Arabic blocks folds to."""
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
    )

    if unicodedata.category(character) in ("Mn", "Me", "Cf") or character == MARK:
        return MARK
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character)
    # A ligature (lam-alef) has two letters and one place: its first letter keeps the place.
    letter = next((c for c in plain if unicodedata.category(c) == "Lo"), character)
    letter = _LOOK_ALIKES.get(letter, letter)
    return str(normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(letter))))
