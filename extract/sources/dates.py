"""Dates as news data write them, to ISO 8601 days."""

from __future__ import annotations

import datetime
import email.utils
import functools
import re

# Eastern (Mashriq), Levantine and Maghrib month names differ; babel's CLDR data knows all three.
_LOCALES = ("ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA", "ar_MR", "en", "fr")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
# `نوفمبر/تشرين الثاني` ("November" under both its names) gives the month twice.
_WORDS = re.compile(r"(\d{1,2})\s+([^\W\d]+(?:\s[^\W\d]+)?)(?:\s?/\s?[^\W\d]+(?:\s[^\W\d]+)?)?[\s,،]+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\s+(\d{1,2})[\s,،]+(\d{4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_MARKS = re.compile("[\u064b-\u0652\u0640\u200e\u200f\u061c]")


def iso_date(text: str) -> str | None:
    """Return the day as `YYYY-MM-DD`, or None where the text is not a date that exists.

    Understood: ISO 8601 with or without a time, RFC 2822 (feeds), day-first numbers as Arabic news write them
    (`06/11/2024` is 6 November), `6 نوفمبر 2024` with the month names of every Arab country, Arabic-Indic digits. The
    day is the one written: a time zone is not applied.
    """
    text = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in _MARKS.sub("", text)).strip()
    if found := _YEAR_FIRST.match(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(text):
        return _day(found[3], found[2], found[1])
    if found := _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _WORDS.search(text):
        words = found[2].casefold()
        month = _months().get(words) or _months().get(words.split()[0])
        if month:
            return _day(found[3], month, found[1])
    if (found := _MONTH_FIRST.search(text)) and (month := _months().get(found[1].casefold())):
        return _day(found[3], month, found[2])
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@functools.cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names.setdefault(name.casefold().rstrip("."), number)
                # In print the hamza of أبريل، أغسطس، أكتوبر is dropped as often as not.
                names.setdefault(name.translate(str.maketrans("أإآ", "ااا")), number)
    return names
