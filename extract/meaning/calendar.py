"""The calendar's words, from calendar.json, and its arithmetic.

Gregorian months are known by every Arabic set of names. Hijri dates are converted by the Umm al-Qura calendar
(`hijridate`, 1343-1500 AH), which may differ by a day from that of a country that sights the moon.
"""

from __future__ import annotations

import datetime
import functools
import json
from pathlib import Path
from typing import Any

from extract.language.folding import folded_form


@functools.cache
def calendar_words() -> dict[str, frozenset[str]]:
    """Return the plain word lists of calendar.json by name, folded."""
    names = (
        "future", "past", "last_year", "another_day", "not_said_then", "about_prepositions", "may_precede",
        "time_unknown",
    )  # fmt: skip
    return {name: frozenset(folded_form(word) for word in _data()[name]) for name in names}


@functools.cache
def _data() -> dict[str, Any]:
    path = Path(__file__).resolve().parent / "calendar.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@functools.cache
def phrases() -> dict[str, tuple[str, int]]:
    """Return every folded phrase of one to three words that is a part of an expression, with its kind and value."""
    data = _data()
    found: dict[str, tuple[str, int]] = {}
    for number, names in enumerate(data["ordinals"], 1):
        found |= {folded_form(name): ("ordinal", number) for name in names}
    found |= {folded_form(word): ("part", 0) for word in data["day_parts"]}
    for ago, words in data["days_ago"].items():
        found |= {folded_form(word): ("ago", int(ago)) for word in words}
    for number, names in enumerate(data["weekdays"]):
        found |= {folded_form(name): ("weekday", number) for name in names}
    return found


@functools.cache
def openers() -> frozenset[str]:
    """Return the words with which an expression may begin, besides numbers."""
    return frozenset(phrase.split()[0] for phrase in phrases())


@functools.cache
def months() -> dict[str, tuple[bool, int]]:
    """Return months by folded name: whether Hijri, and the number from 1."""
    found: dict[str, tuple[bool, int]] = {}
    for hijri, name in ((False, "months"), (True, "hijri_months")):
        for number, names in enumerate(_data()[name], 1):
            found |= {folded_form(month): (hijri, number) for month in names}
    return found


def day_of(year: int, month: int, day: int, hijri: bool) -> datetime.date | None:
    """Return a day of either calendar, or None where there is no such day."""
    try:
        if not hijri:
            return datetime.date(year, month, day)
        from hijridate import Hijri

        return datetime.date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def hijri_year(day: datetime.date) -> int:
    """Return the Hijri year of a day, 0 where the calendar does not reach it."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0
