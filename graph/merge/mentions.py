"""From statement records to mentions: one per name and article, with all that the article says of it."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.statement import Statement
from graph.merge.gazetteer import gazetteer, phrase
from graph.merge.names import split
from graph.merge.offices import Office, read_office
from graph.merge.reading import Reading, name_words, read_name, tidy
from graph.merge.words import words


@dataclasses.dataclass(slots=True, eq=False)
class Mention:
    """One name in one article: a speaker, an addressee or a medium that a statement came through.

    `role_days` holds the days each role was seen on, `days` all days, `offices` what the roles read as; `first` and
    `last` are proleptic ordinals of days, None when no day is known. `stated` tells whether the article's words name
    the country.
    """

    article: str
    name: str
    reading: Reading
    country: str | None
    surfaces: set[str] = dataclasses.field(default_factory=set)
    role_days: dict[str, set[str]] = dataclasses.field(default_factory=dict)
    offices: set[Office] = dataclasses.field(default_factory=set)
    days: set[str] = dataclasses.field(default_factory=set)
    first: int | None = None
    last: int | None = None
    stated: bool = False


MentionKey = tuple[str, str, str]


def speaker_key(record: Statement) -> MentionKey:
    """Return what tells the record's speaker from others of its article."""
    return (record.article, record.speaker.name, record.speaker.type)


def named_key(record: Statement, name: str, kind: str) -> MentionKey:
    """Return what tells an addressee (kind ``) or a medium (kind `organization`) from others of the article."""
    return (record.article, name, kind)


def day_of(record: Statement) -> str | None:
    """Return the day the record was said, else the day it was published, ISO; None when neither is a date."""
    for value in (record.date, record.published):
        if value:
            try:
                return datetime.date.fromisoformat(value[:10]).isoformat()
            except ValueError:
                continue
    return None


def gather(records: Sequence[Statement]) -> dict[MentionKey, Mention]:
    """Return the mentions of the records' speakers, addressees and media."""
    countries: dict[MentionKey, Counter[str]] = {}
    for record in records:
        if record.speaker.country:
            countries.setdefault(speaker_key(record), Counter())[record.speaker.country] += 1
    found: dict[MentionKey, Mention] = {}

    def mention_of(key: MentionKey) -> Mention:
        if key not in found:
            # Extraction may waver within an article: the country given most often is the speaker's.
            counted = countries.get(key)
            country = min(counted, key=lambda code: (-counted[code], code)) if counted else None
            reading = read_name(key[1], key[2], country)
            found[key] = Mention(key[0], key[1], reading, reading.country)
        return found[key]

    for record in records:
        speaker = record.speaker
        day = day_of(record)
        mention = mention_of(speaker_key(record))
        _seen(mention, day)
        mention.surfaces.update((speaker.name, speaker.mention))
        if speaker.role:
            mention.role_days.setdefault(speaker.role, set()).add(day or "")
        if record.addressee:
            other = mention_of(named_key(record, record.addressee.name, ""))
            _seen(other, day)
            other.surfaces.update((record.addressee.name, record.addressee.mention))
        for medium in record.via:
            other = mention_of(named_key(record, medium.name, "organization"))
            _seen(other, day)
            other.surfaces.add(medium.name)
    for mention in found.values():
        _read_roles(mention)
    return found


def _seen(mention: Mention, day: str | None) -> None:
    mention.days.add(day or "")
    if day:
        number = datetime.date.fromisoformat(day).toordinal()
        mention.first = number if mention.first is None else min(mention.first, number)
        mention.last = number if mention.last is None else max(mention.last, number)


def _read_roles(mention: Mention) -> None:
    """Read the offices that the mention's roles and titled forms name, and whether any word states its country.

    Where extraction gives no role, the title beside the name is one; where it gives no country, the one that the
    roles state is the speaker's.
    """
    if mention.reading.kind not in ("person", "office"):
        return
    own = set(split(name_words(mention.name))) if mention.reading.kind == "person" else set()
    named = not mention.role_days
    stated: set[str] = set()
    for text in sorted({*mention.role_days, *mention.surfaces}):
        title = text if text in mention.role_days else _title(text, own)
        office = read_office(title, None)
        if office is not None and office.country:
            stated.add(office.country)
        codes, _ = gazetteer().place(phrase(title))
        stated.update(codes if office is None else ())
        if named and own and office is not None and title:
            mention.role_days[title] = set(mention.days)
    if mention.country is None and len(stated) == 1:
        mention.country = next(iter(stated))
    mention.stated = mention.country in stated
    for text in sorted({*mention.role_days, *mention.surfaces}):
        office = read_office(text if text in mention.role_days else _title(text, own), mention.country)
        if office is not None:
            mention.offices.add(office)


def _title(text: str, own: set[str]) -> str:
    """Return a surface form as written without the words of the name."""
    return " ".join(word for word in tidy(text).split() if not own.intersection(split(word))).strip("،,؛;:. ")


def worth_showing(text: str, tokens: Iterable[str]) -> bool:
    """Tell whether a surface form names the entity and does not merely point back to it (البيان, الوزير)."""
    found = split(text)
    if not found:
        return False
    known = words()
    if set(found) & set(tokens):
        return True
    return len(found) > 1 and found[0] not in known.pointing | known.vague and not found[0].startswith("نظير")


def points_back(text: str) -> bool:
    """Tell whether a form is one word that only points to what was named before: الوزير, الحكومة, السلطات."""
    found = split(text)
    return len(found) == 1 and found[0] in words().pointing | words().government | words().vague
