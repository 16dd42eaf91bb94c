"""Reading a date expression (`مساء أمس الأحد`, "yesterday evening, Sunday") and resolving it to a day."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re

from extract.meaning.calendar import calendar_words, day_of, hijri_year, months, openers, phrases

_NUMERIC = re.compile(r"(\d{1,4})[/.](\d{1,2})(?:[/.](\d{1,4}))?م?")
_YEAR = re.compile(r"(\d{4})[مه]?")
_SEPARATORS = frozenset("()،,/-–[]")
_LONGEST_PHRASE = 3


@dataclasses.dataclass(slots=True)
class Expression:
    """A date expression: tokens `first`-`last` (exclusive) and what it says of the day.

    `days_ago` counts back from the day of publication; `weekday` counts from Monday, 0. `hijri` tells in which
    calendar `day`, `month` and `year` are. `excluded` is true for a day to come or one that is not a date (`اليوم
    العالمي`, "the World Day").
    """

    first: int
    last: int
    days_ago: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hijri: bool = False
    last_week: bool = False
    last_year: bool = False
    excluded: bool = False

    def resolve(self, published: datetime.date | None) -> datetime.date | None:
        """Return the day meant, or None where it is to come, unknown or at odds with itself.

        A weekday is the latest one on or before publication; beside `اليوم` or `أمس` ("today", "yesterday") it may
        stand a day off, for publication is often dated in another time zone. A date without a year is the latest such
        day not after publication.
        """
        if self.excluded:
            return None
        if self.day is not None and self.month is not None:
            found = self._explicit(published)
            if found is None or (published and found > published + datetime.timedelta(days=1)):
                return None
            return found if self.weekday is None or found.weekday() == self.weekday else None
        if published is None:
            return None
        if self.days_ago is not None:
            found = published - datetime.timedelta(days=self.days_ago)
            if self.weekday is None:
                return found
            near = (found + datetime.timedelta(days=step) for step in (0, -1, 1))
            return next((day for day in near if day.weekday() == self.weekday), None)
        if self.weekday is None:
            return None
        back = (published.weekday() - self.weekday) % 7
        return published - datetime.timedelta(days=7 if self.last_week and not back else back)

    def _explicit(self, published: datetime.date | None) -> datetime.date | None:
        """Return the day that day, month and perhaps year name."""
        assert self.day is not None and self.month is not None
        if self.year is not None:
            return day_of(self.year, self.month, self.day, self.hijri)
        if published is None:
            return None
        year = hijri_year(published) if self.hijri else published.year
        tomorrow = published + datetime.timedelta(days=1)
        tries = (year - 1,) if self.last_year else (year, year - 1)
        days = (day_of(one, self.month, self.day, self.hijri) for one in tries)
        return next((day for day in days if day is not None and day <= tomorrow), None)


def read_expression(forms: list[str], first: int, last: int) -> Expression | None:
    """Read the date expression that begins at token `first` and ends before token `last`, or return None."""
    if not _may_open(forms[first]):
        return None
    found = Expression(first, first)
    at = first
    while at < last:
        after = _component(found, forms, at, last, at == first)
        if after == at:
            skipped = at
            while skipped < last and skipped - at < 2 and forms[skipped] in _SEPARATORS:
                skipped += 1
            if skipped == at or skipped >= last or not found.last > first:
                break
            after = _component(found, forms, skipped, last, False)
            if after == skipped:
                break
        at = after
    if found.days_ago is None and found.weekday is None and found.day is None:
        return None
    _modify(found, forms, last)
    return found


@functools.cache
def _may_open(form: str) -> bool:
    """Tell cheaply whether a word may begin an expression."""
    return form[0].isdecimal() or form in openers() or (form[0] == "و" and form[1:] in openers())


def _component(found: Expression, forms: list[str], at: int, last: int, opening: bool) -> int:
    """Read one part of an expression into `found`; return the token after it, or `at` where there is none."""
    for length in range(min(_LONGEST_PHRASE, last - at), 0, -1):
        phrase = " ".join(forms[at : at + length])
        meaning = phrases().get(phrase)
        if meaning is None and opening and phrase[0] == "و":
            meaning = phrases().get(phrase[1:])
        if meaning is None:
            continue
        kind, value = meaning
        if kind == "part":
            return at + length
        if kind == "ago" and found.days_ago is None and found.day is None:
            found.days_ago = value
        elif kind == "weekday":
            if found.weekday is not None:
                found.excluded = True  # "the night of Sunday to Monday" and "Sunday and Monday" name no one day
            found.weekday = value
        elif kind == "ordinal" and found.day is None:
            after = _month_after(found, forms, at + length, last, value)
            if after:
                found.last = after
                return after
            continue
        else:
            continue
        found.last = at + length
        return at + length
    if forms[at][0].isdecimal() and found.day is None:
        after = _numbers(found, forms, at, last)
        if after:
            found.last = after
            return after
    return at


def _numbers(found: Expression, forms: list[str], at: int, last: int) -> int:
    """Read `8 مارس 2018`, `8/3/2018` or `8-3-2018`; return the token after it, or 0."""
    form = forms[at]
    if form.isdecimal() and len(form) in (1, 2, 4):
        after = _month_after(found, forms, at + 1, last, int(form))
        if after:
            return after
        if at + 4 < last and forms[at + 1] == forms[at + 3] == "-" and forms[at + 2].isdecimal():
            return at + 5 if _set_numeric(found, form, forms[at + 2], forms[at + 4]) else 0
        return 0
    match = _NUMERIC.fullmatch(form)
    if match and match[3] and _set_numeric(found, match[1], match[2], match[3]):
        return at + 1
    if match and not match[3] and found.weekday is not None and _set_numeric(found, match[1], match[2], ""):
        return at + 1  # a weekday before it shows that 8/3 is a date and not a fraction
    return 0


def _set_numeric(found: Expression, a: str, b: str, c: str) -> bool:
    """Set day, month and year from numbers in the order day first or year first; return whether they make a date."""
    c = c.rstrip("م")
    if not c and len(a) > 2:
        return False
    if len(a) == 4:
        a, c = c, a
    # isdecimal, not isdigit: a raised 2 (km²) is a digit that no number can be read from
    if not (a.isdecimal() and b.isdecimal()) or (c and not (len(c) == 4 and c.isdecimal())):
        return False
    day, month = int(a), int(b)
    if month > 12:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    found.day, found.month, found.year = day, month, int(c) if c else None
    found.hijri = found.year is not None and 1300 <= found.year <= 1500
    return True


def _month_after(found: Expression, forms: list[str], at: int, last: int, day: int) -> int:
    """Read a month (perhaps in two names) and a year after a day; return the token after them, or 0."""
    if not 1 <= day <= 31:
        return 0
    if at < last and forms[at] in ("من", "شهر"):
        at += 1
    if at < last and forms[at] == "شهر":
        at += 1
    month, at = _month(forms, at, last)
    if month is None:
        return 0
    while at < last and forms[at] in ("/", "(", "-"):
        other, after = _month(forms, at + 1, last)
        if other != month:
            break
        at = after + (after < last and forms[at] == "(" and forms[after] == ")")
    hijri, number = month
    found.day, found.month, found.hijri = day, number, hijri
    year_at = at
    if year_at < last and forms[year_at] in ("،", ",", "/"):
        year_at += 1
    for words in ("من عام", "عام", "سنه", "لعام", "للعام"):
        count = words.count(" ") + 1
        if " ".join(forms[year_at : year_at + count]) == words:
            year_at += count
            break
    match = _YEAR.fullmatch(forms[year_at]) if year_at < last else None
    if match and (1300 <= int(match[1]) <= 1500 if hijri else 1900 <= int(match[1]) <= 2100):
        found.year = int(match[1])
        at = year_at + 1
        if at < last and forms[at] in ("م", "ه", "ميلادي", "ميلاديه", "هجري", "هجريه"):
            at += 1
    return at


def _month(forms: list[str], at: int, last: int) -> tuple[tuple[bool, int] | None, int]:
    """Return the month named at a token, if any, and the token after it."""
    for length in (2, 1):
        if at + length <= last:
            month = months().get(" ".join(forms[at : at + length]))
            if month is not None:
                return month, at + length
    return None, at


def _modify(found: Expression, forms: list[str], last: int) -> None:
    """Take in the words after an expression that move it (`الماضي`, "last") or void it (`المقبل`, "next")."""
    at = found.last
    if at >= last:
        return
    words = calendar_words()
    for phrase in words["last_year"]:
        count = phrase.count(" ") + 1
        if " ".join(forms[at : at + count]) == phrase:
            found.last_year = found.day is not None and found.year is None
            found.last = min(last, at + count)
            return
    form = forms[at]
    if form in words["future"] or (form in words["another_day"] and found.weekday is None and found.day is None):
        found.excluded = True
    elif form in words["past"] and found.weekday is not None:
        found.last_week = True
        found.last = at + 1
    elif form[0] == "و" and phrases().get(form[1:], ("", 0))[0] in ("weekday", "ago"):
        found.excluded = True
