"""Which entities of an article may be the same as a new one, so that not every pair need be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process


class EntityIndex:
    """The numbers of entities by their marks, the words and keys they hold, and by their surnames' spelling.

    `likeness` is the least rapidfuzz ratio (0-100) at which two spellings of a surname are alike.
    """

    def __init__(self, likeness: float) -> None:
        self._likeness = likeness
        self._by_mark: defaultdict[str, set[int]] = defaultdict(set)
        self._by_surname: defaultdict[str, set[int]] = defaultdict(set)
        self._surnames: list[str] = []
        self._compared: dict[str, tuple[int, list[str]]] = {}

    def add(self, number: int, marks: Iterable[str], surname: str) -> None:
        """Take in the marks and the surname, "" for none, of an entity; it keeps those that it has."""
        for mark in marks:
            self._by_mark[mark].add(number)
        if surname:
            if surname not in self._by_surname:
                self._surnames.append(surname)
            self._by_surname[surname].add(number)

    def alike(self, marks: Iterable[str], surname: str) -> list[int]:
        """Return the entities that share a mark or have a surname of like spelling, the highest number first."""
        found: set[int] = set()
        for mark in marks:
            found |= self._by_mark.get(mark, set())
        for other in self._spelled_like(surname) if surname else ():
            found |= self._by_surname[other]
        return sorted(found, reverse=True)

    def _spelled_like(self, surname: str) -> list[str]:
        """Return the surnames of like spelling; each is compared with each once."""
        done, found = self._compared.get(surname, (0, []))
        if done < len(self._surnames):
            others = self._surnames[done:]
            like = process.extract(surname, others, scorer=fuzz.ratio, score_cutoff=self._likeness, limit=None)
            found += [other for other, _, _ in like]
            self._compared[surname] = len(self._surnames), found
        return found
