"""The user's judgements as joins and bars between profiles."""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.merge.clusters import ProfileKey, Proposal
from graph.merge.mentions import Mention, MentionKey
from graph.merge.names import split
from graph.merge.same_as import SameAs

_log = logging.getLogger(__name__)


def digest(*parts: object) -> str:
    """Return eight hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def judged(
    same_as: SameAs, by_profile: Mapping[ProfileKey, Sequence[MentionKey]], mentions: Mapping[MentionKey, Mention]
) -> tuple[list[Proposal], list[tuple[ProfileKey, ProfileKey]]]:
    """Return the user's joins and the pairs kept apart, between all profiles that the user's words name."""
    if not same_as.judgements:
        return [], []
    index: dict[str, set[ProfileKey]] = defaultdict(set)
    for profile, keys in by_profile.items():
        index[profile_code(profile)].add(profile)
        for key in keys:
            index[" ".join(split(mentions[key].name))].add(profile)
            index[" ".join(mentions[key].reading.tokens)].add(profile)
        if profile[0] == "thing":
            scheme, name, *_rest = identity_of(profile)
            index[reference_key(f"{scheme}:{name}")].add(profile)
    joins: list[Proposal] = []
    barred: list[tuple[ProfileKey, ProfileKey]] = []
    for judgement in same_as.judgements:
        left, right = (sorted(_named(side, index), key=repr) for side in (judgement.left, judgement.right))
        if not left or not right:
            _log.warning("same-as: no entity is named %s", judgement.right if left else judgement.left)
        elif judgement.same:
            joins += [Proposal(200, one, other, "user") for one in left for other in right if one != other]
        else:
            barred += [(one, other) for one in left for other in right if one != other]
    return joins, barred


def _named(side: str, index: Mapping[str, set[ProfileKey]]) -> set[ProfileKey]:
    """Return the profiles that a key or a name stands for."""
    by_key = index.get(side.rsplit("-", 1)[-1], set()) if side.isascii() else set()
    if side.isascii() and side.lower().startswith(("country-", "organisation-")):
        by_key = by_key | index.get(side, set())
    return by_key or index.get(" ".join(split(side)), set())


def profile_code(profile: ProfileKey) -> str:
    """Return the part of an entity's key that tells it from all others, whatever else the entity comes to hold."""
    return digest(*(identity_of(profile) if profile[0] == "thing" else profile))


def identity_of(profile: ProfileKey) -> tuple[str, ...]:
    """Return the identity that a profile of a thing (organisation, country, office, group) carries."""
    identity = profile[2]
    assert isinstance(identity, tuple)
    return identity


def reference_key(reference: str) -> str:
    """Return the key of the entity that `country:RU`, `organisation:un` or `body:kremlin` refers to."""
    scheme, _, name = reference.partition(":")
    return f"{'organisation' if scheme == 'body' else scheme}-{name}"
