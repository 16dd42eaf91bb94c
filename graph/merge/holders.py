"""Who held an office when: a role alone stands for its holder only where the evidence of the period is unambiguous."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from graph.merge.clusters import ProfileKey
from graph.merge.people import YEAR

OfficeIdentity = tuple[str, ...]


@dataclasses.dataclass(slots=True)
class _Term:
    """The first and last day that a person was seen in an office; None when no day is known."""

    first: int | None = None
    last: int | None = None


class Holders:
    """The persons seen in each office, with the days."""

    def __init__(self) -> None:
        """Start with nobody seen."""
        self._terms: dict[OfficeIdentity, dict[ProfileKey, _Term]] = defaultdict(dict)

    def saw(self, office: OfficeIdentity, person: ProfileKey, first: int | None, last: int | None) -> None:
        """Count a sighting of a person in an office from day `first` to day `last` (ordinals)."""
        term = self._terms[office].setdefault(person, _Term())
        if first is not None and last is not None:
            term.first = first if term.first is None else min(term.first, first)
            term.last = last if term.last is None else max(term.last, last)

    def of(self, office: OfficeIdentity) -> list[ProfileKey]:
        """Return all persons seen in the office."""
        return list(self._terms.get(office, {}))

    def at(self, office: OfficeIdentity, first: int | None, last: int | None) -> ProfileKey | None:
        """Return the one person who held the office in a period, or None where none or more than one may have.

        A sole holder stands for the office within a year of being seen in it, or where a day is unknown. With several,
        one must have been seen on both sides of the period while no other was, or be the only one within half a year.
        """
        terms = self._terms.get(office, {})
        if not terms:
            return None
        if len(terms) == 1:
            ((person, term),) = terms.items()
            if first is None or last is None or term.first is None or term.last is None:
                return person
            return person if first - YEAR <= term.last and term.first <= last + YEAR else None
        if first is None or last is None or any(term.first is None for term in terms.values()):
            return None
        inside = [person for person, term in terms.items() if _covers(term, first, last)]
        touching = [person for person, term in terms.items() if _near(term, first, last, 0)]
        if len(inside) == 1 and touching == inside:
            return inside[0]
        near = [person for person, term in terms.items() if _near(term, first, last, YEAR // 2)]
        return near[0] if len(near) == 1 else None


def _covers(term: _Term, first: int, last: int) -> bool:
    return term.first is not None and term.last is not None and term.first <= first and last <= term.last


def _near(term: _Term, first: int, last: int, margin: int) -> bool:
    return (
        term.first is not None and term.last is not None and term.first - margin <= last and first <= term.last + margin
    )
