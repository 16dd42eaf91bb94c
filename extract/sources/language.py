"""Is a text Arabic, and was it decoded rightly?"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

# Arabic script, presentation forms included, less the letters that only Persian, Urdu, Kurdish and their kin write.
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u0671\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+")
_OTHER_LETTER = re.compile("[پچژگکیےںٹڈڑھہۆێەڕڵۇۈۋېڭ]")

_SAMPLE = 20_000

# UTF-8 bytes read as Windows-1252 or Windows-1256: every Arabic letter becomes one of these and a second character.
_MOJIBAKE = re.compile("[ØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[طظ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—™›œ]")


def is_arabic(text: str) -> bool:
    """Tell whether a text is Arabic: at least a third of its letters, and not Persian, Urdu, Kurdish or the like.

    Quotations in Latin script do not count against it as long as Arabic letters keep that third. Only the first 20,000
    characters are looked at.
    """
    text = text[:_SAMPLE]
    letters = sum(map(len, _LETTERS.findall(text)))
    arabic = sum(map(len, _ARABIC_LETTERS.findall(text)))
    if not letters or arabic * 3 < letters:
        return False
    if len(_OTHER_LETTER.findall(text)) * 20 < arabic:
        return True
    words = _WORD.findall(text)
    common = _common_words()
    return sum(word in common["arabic"] for word in words) > sum(word in common["other"] for word in words)


def is_mojibake(text: str) -> bool:
    """Tell whether a text is Arabic that was decoded with the wrong table (`Ø§Ù„` for `ال`)."""
    text = text[:_SAMPLE]
    leads = sum(map(text.count, "ØÙطظ"))  # half of such a text, and less than a twentieth of any other
    return leads * 5 > len(text) and len(_MOJIBAKE.findall(text)) * 4 > sum(map(len, _LETTERS.findall(text)))


@functools.cache
def _common_words() -> dict[str, frozenset[str]]:
    """Return the commonest short words of Arabic and of the other languages in its script: the surest sign of each."""
    path = Path(__file__).with_name("language_words.json")
    return {name: frozenset(words) for name, words in json.loads(path.read_text("utf-8")).items()}
