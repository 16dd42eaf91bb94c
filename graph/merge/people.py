"""Who is who: joining the names of persons across articles.

Full names meet first (equal, then spelled otherwise, then with a part left out), each join checked against all names
of both sides; then family names alone find the one bearer whom country, office or their own article point to.
A wrong merge is worse than a missed one: what is ambiguous stays apart.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.merge.clusters import Clusters, ProfileKey, Proposal
from graph.merge.mentions import Mention
from graph.merge.names import (
    DIFFERENT,
    EQUAL,
    STRONG,
    agreement,
    align,
    is_common,
    run_together,
    runs_on,
    skeleton,
)

INTERNATIONAL = frozenset({"UN", "EU"})
YEAR = 366

_CROWD = 40
"""A block with more clusters than this is too common a name to tell anyone by."""
_KNOWN = 10
"""Articles that make a name well known."""


@dataclasses.dataclass(slots=True, eq=False)
class Profile:
    """All mentions of one spelling of a name for one country."""

    key: ProfileKey
    tokens: tuple[str, ...]
    country: str | None
    mentions: list[Mention] = dataclasses.field(default_factory=list)
    offices: set[tuple[str, ...]] = dataclasses.field(default_factory=set)
    articles: set[str] = dataclasses.field(default_factory=set)
    stated: bool = False
    first: int | None = None
    last: int | None = None

    def add(self, mention: Mention) -> None:
        """Count a mention in."""
        self.mentions.append(mention)
        self.articles.add(mention.article)
        self.offices.update(office.identity for office in mention.offices if office.alone)
        self.stated = self.stated or mention.stated
        if mention.first is not None and mention.last is not None:
            self.first = mention.first if self.first is None else min(self.first, mention.first)
            self.last = mention.last if self.last is None else max(self.last, mention.last)


def outdoes(known: Profile, other: Profile) -> bool:
    """Tell whether one name is in so many more articles that the other is a slip of reading rather than a namesake.

    Only of equal names: it is the country that was misread.
    """
    return known.tokens == other.tokens and len(known.articles) >= max(_KNOWN, 10 * len(other.articles))


def gap(first: int | None, last: int | None, other_first: int | None, other_last: int | None) -> int | None:
    """Return the days between two periods, 0 where they touch; None when one is unknown."""
    if first is None or last is None or other_first is None or other_last is None:
        return None
    return max(0, first - other_last, other_first - last)


class People:
    """The persons of a set of profiles with full names, as clusters."""

    def __init__(self, profiles: dict[ProfileKey, Profile], barred: Iterable[tuple[ProfileKey, ProfileKey]]) -> None:
        """Join full names. `barred` are pairs of profiles that the user keeps apart."""
        self.profiles = profiles
        self.clusters = Clusters(barred, self._fits)
        for key in sorted(profiles, key=repr):
            self.clusters.add(key)
        self.clusters.join_all(self._same_tokens())
        self.clusters.join_all(self._variants())
        self._join_shorter()
        self.clusters.join_all(self._same_office())
        self.clusters.join_all(self._overrun())

    def roots(self) -> list[ProfileKey]:
        """Return one profile of each cluster, in a fixed order."""
        return sorted({self.clusters.find(key) for key in self.profiles}, key=repr)

    def of(self, root: ProfileKey) -> list[Profile]:
        """Return the full-name profiles of a cluster, in a fixed order."""
        members = self.clusters.members(root) & self.profiles.keys()
        return [self.profiles[key] for key in sorted(members, key=repr)]

    def countries(self, root: ProfileKey) -> set[str]:
        """Return the countries that a cluster's profiles speak for."""
        return {profile.country for profile in self.of(root) if profile.country}

    def offices(self, root: ProfileKey) -> set[tuple[str, ...]]:
        """Return the offices that a cluster was seen in."""
        return set().union(*(profile.offices for profile in self.of(root)))

    def _fits(self, one: set[ProfileKey], other: set[ProfileKey]) -> bool:
        """Tell whether every name of one cluster may be a form of every name of the other, and the countries too."""
        firsts = [self.profiles[key] for key in one & self.profiles.keys()]
        seconds = [self.profiles[key] for key in other & self.profiles.keys()]
        strays = {profile.key for profile in (*firsts, *seconds) if any(outdoes(k, profile) for k in firsts + seconds)}
        for first in firsts:
            for second in seconds:
                if not (
                    _same_name(first.tokens, second.tokens)
                    or (first.offices & second.offices and _nickname(first.tokens, second.tokens))
                    or runs_on(first.tokens, second.tokens)
                    or runs_on(second.tokens, first.tokens)
                ):
                    return False
                if not _countries_fit(first, second) and not {first.key, second.key} & strays:
                    return False
        return True

    def _same_tokens(self) -> Iterable[Proposal]:
        """Propose to join profiles of equal names and different countries."""
        named: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for key in sorted(self.profiles, key=repr):
            named[self.profiles[key].tokens].append(self.profiles[key])
        for tokens, group in named.items():
            known = [profile for profile in group if profile.country]
            distinctive = not all(is_common(token) for token in tokens)
            for profile in group:
                for other in known:
                    if profile is other:
                        continue
                    shared = profile.offices & other.offices
                    if profile.country is None:
                        if shared or len(known) == 1:
                            yield Proposal(90, profile.key, other.key, "full_name")
                    elif {profile.country, other.country} & INTERNATIONAL and distinctive:
                        yield Proposal(
                            80, profile.key, other.key, "full_name_body", f"{profile.country}, {other.country}"
                        )
                    elif distinctive and not profile.stated and len(profile.mentions) <= len(other.mentions):
                        yield Proposal(70, profile.key, other.key, "full_name_loose", profile.country)
                    elif distinctive and outdoes(other, profile):
                        yield Proposal(65, profile.key, other.key, "full_name_known", str(other.country))

    def _variants(self) -> Iterable[Proposal]:
        """Propose to join names of which every token is a spelling of the other's."""
        blocks: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        by_tokens: dict[tuple[str, ...], set[ProfileKey]] = defaultdict(set)
        for key, profile in self.profiles.items():
            tokens = profile.tokens
            blocks[skeleton(tokens[0]), skeleton(tokens[-1]), str(len(tokens))].add(tokens)
            blocks[("", skeleton("".join(tokens)))].add(tokens)
            by_tokens[tokens].add(self.clusters.find(key))
        for block in blocks.values():
            names = sorted(block)
            for place, one in enumerate(names):
                for other in names[place + 1 :]:
                    grade = _grade(one, other)
                    if grade == DIFFERENT:
                        continue
                    for left in sorted(by_tokens[one], key=repr):
                        for right in sorted(by_tokens[other], key=repr):
                            yield from self._variant(left, right, grade, one, other)

    def _variant(
        self, left: ProfileKey, right: ProfileKey, grade: int, one: Sequence[str], other: Sequence[str]
    ) -> Iterable[Proposal]:
        shared = self.offices(left) & self.offices(right)
        if shared:
            yield Proposal(60 + grade, left, right, "variant_office", office_text(min(shared)))
            return
        same = self.countries(left) & self.countries(right)
        sure = [a for a, b in zip(one, other, strict=False) if agreement(a, b) == EQUAL and not is_common(a)]
        if same and (grade >= STRONG or sure or _given_known(one, other)):
            yield Proposal(50 + grade, left, right, "variant", min(same))
        elif grade >= STRONG and not (self.countries(left) and self.countries(right)) and not all(map(is_common, one)):
            yield Proposal(
                40 + grade, left, right, "variant", min(self.countries(left) | self.countries(right), default="-")
            )

    def _join_shorter(self) -> None:
        """Join each name to the one longer name that it shortens, where one alone stands out."""
        index: dict[tuple[str, str], set[ProfileKey]] = defaultdict(set)
        for key, profile in self.profiles.items():
            bones = [skeleton(token) for token in profile.tokens]
            if len(bones) > 2:
                for place in range(len(bones) - 1):
                    index[bones[place], bones[-1]].add(key)
        proposals = []
        for key in sorted(self.profiles, key=lambda k: (len(self.profiles[k].tokens), repr(k))):
            profile = self.profiles[key]
            tokens = profile.tokens
            found: dict[ProfileKey, tuple[int, ProfileKey, str, str]] = {}
            for other_key in sorted(index.get((skeleton(tokens[0]), skeleton(tokens[-1])), ()), key=repr):
                other = self.profiles[other_key]
                if len(other.tokens) <= len(tokens) or not _countries_fit(profile, other):
                    continue
                grades = align(tokens, other.tokens)
                if grades is None or min(grades) < STRONG:
                    continue
                shared = profile.offices & other.offices
                same = profile.country is not None and profile.country == other.country
                common = all(is_common(token) for token in tokens)
                if not shared and (common or (not same and profile.country and other.country)):
                    continue
                score = 10 * bool(shared) + 3 * same
                root = self.clusters.find(other_key)
                kind, what = ("part_office", office_text(min(shared))) if shared else ("shorter", other.country or "-")
                if root not in found or found[root][0] < score:
                    found[root] = (score, other_key, kind, what)
            best = one_best([(score, root) for root, (score, *_rest) in found.items()])
            if best is not None:
                score, other_key, kind, what = found[best]
                proposals.append(Proposal(30 + score, key, other_key, kind, what))
        self.clusters.join_all(proposals)

    def _overrun(self) -> Iterable[Proposal]:
        """Propose to join a name that runs on into its sentence to the well-known name that it begins with.

        ديفيد ميليباند الخطوة ("David Miliband the step"): a family name that few bear stands before what follows.
        """
        known: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for key in sorted(self.profiles, key=repr):
            known[self.profiles[key].tokens].append(self.profiles[key])
        for key in sorted(self.profiles, key=repr):
            profile = self.profiles[key]
            for size in range(len(profile.tokens) - 1, 1, -1):
                begun = known.get(profile.tokens[:size], [])
                best = max(begun, key=lambda other: (len(other.articles), repr(other.key)), default=None)
                if best is None or is_common(best.tokens[-1]) or len(best.articles) < max(3, 3 * len(profile.articles)):
                    continue
                if profile.country in (None, best.country):
                    yield Proposal(15, profile.key, best.key, "overrun", str(best.country or "-"))
                    break

    def _same_office(self) -> Iterable[Proposal]:
        """Propose to join two given names of one kind (Jim, James) with one family name in one office and period."""
        blocks: dict[tuple[object, ...], list[Profile]] = defaultdict(list)
        for key in sorted(self.profiles, key=repr):
            profile = self.profiles[key]
            for office in profile.offices:
                blocks[(*office, skeleton(profile.tokens[-1]))].append(profile)
        for block, group in blocks.items():
            for place, one in enumerate(group[:_CROWD]):
                for other in group[place + 1 : _CROWD]:
                    days = gap(one.first, one.last, other.first, other.last)
                    if _nickname(one.tokens, other.tokens) and (days is None or days <= 3 * YEAR):
                        yield Proposal(20, one.key, other.key, "given", office_text(block[:-1]))


def one_best(scored: list[tuple[int, ProfileKey]], margin: int = 1) -> ProfileKey | None:
    """Return the candidate that outdoes every other by the margin, or None."""
    ranked = sorted(scored, key=lambda item: (-item[0], repr(item[1])))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
        return None
    return ranked[0][1]


def _grade(one: Sequence[str], other: Sequence[str]) -> int:
    if len(one) == len(other):
        grades = align(one, other)
        return min(grades) if grades else DIFFERENT
    return STRONG if run_together(one, other) else DIFFERENT


def _same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return align(shorter, longer) is not None or run_together(one, other)


def _given_known(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the given names are one and the family name, though spelled otherwise, is no common name."""
    return agreement(one[0], other[0]) == EQUAL and not (is_common(one[-1]) or is_common(other[-1]))


def _nickname(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names share the family name and one given name begins like the other (جيم, جيمس).

    Or the given names differ in vowels alone, as outlets spell them (حامد and حميد كرزاي, "Karzai").
    """
    if len(one) < 2 or len(other) < 2 or agreement(one[-1], other[-1]) < STRONG:
        return False
    first, second = sorted((one[0], other[0]), key=len)
    return second.startswith(first) or (len(one) == len(other) == 2 and skeleton(first) == skeleton(second))


def _countries_fit(one: Profile, other: Profile) -> bool:
    """Tell whether two profiles may be one person: not where words state two different states for them."""
    if one.country is None or other.country is None or one.country == other.country:
        return True
    if one.offices & other.offices or {one.country, other.country} & INTERNATIONAL:
        return True
    return not (one.stated and other.stated)


def office_text(office: Iterable[object]) -> str:
    """Return an office's identity in one line, for evidence texts."""
    return " ".join(str(part) for part in office if part)
