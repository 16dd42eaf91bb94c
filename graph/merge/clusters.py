"""Joining profiles into entities, never joining what is kept apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable

ProfileKey = tuple[Hashable, ...]


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """A reason to join two profiles; the higher `score`, the sooner it is tried. `kind` is a key of the evidence."""

    score: int
    left: ProfileKey
    right: ProfileKey
    kind: str
    what: str = ""


class Clusters:
    """A partition of profiles that grows by accepted proposals.

    `barred` holds pairs that the user keeps apart; `fits` judges whether two clusters may be one.
    """

    def __init__(
        self, barred: Iterable[tuple[ProfileKey, ProfileKey]], fits: Callable[[set[ProfileKey], set[ProfileKey]], bool]
    ) -> None:
        """Start with no profile."""
        self._root: dict[ProfileKey, ProfileKey] = {}
        self._members: dict[ProfileKey, set[ProfileKey]] = {}
        self._barred: dict[ProfileKey, set[ProfileKey]] = {}
        self._fits = fits
        self.accepted: list[Proposal] = []
        for left, right in barred:
            self._barred.setdefault(left, set()).add(right)
            self._barred.setdefault(right, set()).add(left)

    def add(self, profile: ProfileKey) -> None:
        """Add a profile as a cluster of its own."""
        if profile not in self._root:
            self._root[profile] = profile
            self._members[profile] = {profile}

    def find(self, profile: ProfileKey) -> ProfileKey:
        """Return the representative of the profile's cluster."""
        root = profile
        while self._root[root] != root:
            root = self._root[root]
        while self._root[profile] != root:
            self._root[profile], profile = root, self._root[profile]
        return root

    def members(self, profile: ProfileKey) -> set[ProfileKey]:
        """Return the profiles of the profile's cluster."""
        return self._members[self.find(profile)]

    def kept_apart(self, left: ProfileKey, right: ProfileKey) -> bool:
        """Tell whether the user keeps any profile of the one's cluster apart from any of the other's."""
        if not self._barred:
            return False
        one, other = self.members(left), self.members(right)
        return any(self._barred[profile] & other for profile in one if profile in self._barred)

    def join(self, proposal: Proposal, forced: bool = False) -> bool:
        """Join the proposal's two clusters unless they are kept apart or do not fit; tell whether they are one now."""
        one, other = self.find(proposal.left), self.find(proposal.right)
        if one == other:
            return True
        if self.kept_apart(one, other):
            return False
        if not forced and not self._fits(self._members[one], self._members[other]):
            return False
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._root[other] = one
        self._members[one] |= self._members.pop(other)
        self.accepted.append(proposal)
        return True

    def join_all(self, proposals: Iterable[Proposal], forced: bool = False) -> None:
        """Try proposals, best first; ties go by the profiles' keys, so that the input's order does not matter."""
        for proposal in sorted(proposals, key=lambda p: (-p.score, repr(p.left), repr(p.right), p.kind)):
            self.join(proposal, forced)
