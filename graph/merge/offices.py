"""Reading a role as an office: a post of an organisation or a country that one person holds at a time."""

from __future__ import annotations

import dataclasses
import functools

from graph.merge.gazetteer import Phrase, gazetteer, stem
from graph.merge.names import split
from graph.merge.words import representing, short_roles, sole_roles, table, words


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """A post, whoever holds it.

    `role` is the key of a role concept or else the role's own first word; `rest` what follows it when country and
    organisation are taken out; `organisation` refers to an organisation named there (`organisation:un`,
    `body:kremlin`); `held` is false for former and future holders. `alone` tells whether the words name one person.
    """

    role: str
    rest: Phrase
    organisation: str | None
    country: str | None
    held: bool
    alone: bool

    @property
    def identity(self) -> tuple[str, ...]:
        """The office apart from who holds it and when."""
        return (self.role, self.organisation or "", " ".join(self.rest), self.country or "")


def may_mean(short: Office, full: Office) -> bool:
    """Tell whether a role in short may mean an office named more fully, or the other way round, in one article.

    مبعوث الرئيس الروسي ("the Russian president's envoy") may be the president's special envoy for the climate; the
    spokesperson of a ministry is not that of the Kremlin.
    """
    any_minister = short.role == "minister" and not short.rest and full.role.endswith("_minister")
    if short.role not in short_roles() or not (short.role == full.role or any_minister):
        return False
    one, other = frozenset(short.rest), frozenset(full.rest)
    return (
        (one <= other or other <= one or any_minister)
        and (short.country == full.country or None in (short.country, full.country))
        and (
            short.organisation == full.organisation
            or (short.organisation is None and not one)
            or (full.organisation is None and not other)
        )
    )


@functools.lru_cache(maxsize=100_000)
def read_office(role: str, country: str | None) -> Office | None:
    """Return the office that a title names, `country` standing in where the title names none; None without a head.

    `وزيرة الخارجية الأمريكية السابقة` ("the former US foreign minister") is the foreign minister's office, no longer
    held, of the country US.
    """
    known = words()
    tokens = split(role)
    held = not any(token in known.former or token in known.future for token in tokens)
    tokens = tuple(token for token in tokens if token not in known.former and token not in known.future)
    if not tokens or (tokens[0] in known.pointing and len(tokens) == 1 and tokens[0] not in known.office_heads):
        return None
    found = tuple(_masculine(token) for token in tokens)
    if found[0] not in _heads():
        return None
    shared = found[0] in _shared_heads()
    # The role first, as far as it goes: it may hold words that name a body elsewhere (رئيس الكنيست, "Knesset speaker").
    named = gazetteer().role(found)
    size = len(found) - len(named[1]) if named else 1
    organisation, outside = gazetteer().organisation_within(found[size:])
    codes, left = _place((*found[:size], *outside))
    named = gazetteer().role(left)
    key, rest = (named[0].key, named[1]) if named else (left[0] if left else found[0], left[1:])
    key = table("same_role").get(key, key)
    if key in representing():
        codes, rest = _sent(found[size:], outside, tokens[size:])
    rest = tuple(token for token in rest if token not in _fillers())
    if organisation:
        rest = gazetteer().without(organisation, rest)
    if not rest and organisation is None:
        key = table("bare_role").get(key, key)
    home = gazetteer().home(organisation) if organisation else None
    code = (codes[0] if codes else None) or (home if key not in representing() else None) or country or home
    rest = (*rest, *codes[1:])
    sole = key in sole_roles() or key.endswith("_minister")
    vague = bool(rest) and (rest[-1] in _generic() or rest[0] in _generic())
    alone = bool(code or organisation) and (sole or bool(organisation) or (bool(rest) and not vague))
    alone = alone and not (shared and not sole and not (organisation or rest))
    return Office(key, rest, organisation, code, held, alone)


def _place(words_found: Phrase) -> tuple[tuple[str, ...], Phrase]:
    """Return the countries named and the words left, doubtful names of countries believed when there is no other."""
    codes, left = gazetteer().place(words_found)
    return (codes, left) if codes else gazetteer().place(words_found, trusting=True)


def _sent(found: Phrase, outside: Phrase, tokens: Phrase) -> tuple[tuple[str, ...], Phrase]:
    """Return for an envoy the country that sends, and the words that tell where to, its country's code among them.

    المبعوث الأممي إلى اليمن speaks for the United Nations (UN) and not for Yemen (YE).
    """
    marks = words().destination
    place = 0
    while place < len(tokens) and tokens[place] not in marks:
        if tokens[place].startswith("ل") and gazetteer().naming(found[place:]):
            break
        place += 1
    sender = tuple(word for word in found[:place] if word in outside)
    target = tuple(word for word in found[place:] if word in outside)
    codes, left = gazetteer().place(sender)
    target_codes, target_left = _place(target)
    return codes[:1], (*left, *target_left, *target_codes)


def _masculine(token: str) -> str:
    short = stem(token)
    return short[:-1] if short.endswith("ه") and short[:-1] in _heads() else short


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(stem(word) for word in words().office_heads | words().shared_heads)


@functools.cache
def _shared_heads() -> frozenset[str]:
    return frozenset(stem(word) for word in words().shared_heads)


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(stem(word) for word in words().fillers | words().titles)


@functools.cache
def _generic() -> frozenset[str]:
    """Return the words that point back to an organisation: الوزارة ("the ministry"), but not a portfolio."""
    pointing, heads, portfolios = (
        {stem(word) for word in listed} for listed in (words().pointing, words().organisation_heads, words().portfolios)
    )
    return frozenset(pointing & heads - portfolios)
