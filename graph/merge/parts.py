"""Names that are less than a name: family names alone and roles alone find the person they stand for."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.merge.clusters import ProfileKey, Proposal
from graph.merge.holders import Holders
from graph.merge.mentions import Mention, MentionKey
from graph.merge.names import DIFFERENT, EQUAL, STRONG, WEAK, agreement, is_common, skeleton, split
from graph.merge.offices import Office, may_mean, read_office
from graph.merge.people import INTERNATIONAL, YEAR, People, Profile, gap, office_text, one_best
from graph.merge.words import why, words

_KNOWN = 5
"""Articles that make the bearer of a family name known."""


class Bearers:
    """Finds the person that a family name alone, or another part of a name, stands for."""

    def __init__(self, people: People) -> None:
        """Index the tokens of every person's names."""
        self._people = people
        self._by_token: dict[str, set[ProfileKey]] = defaultdict(set)
        self._by_article: dict[str, set[ProfileKey]] = defaultdict(set)
        for key, profile in people.profiles.items():
            root = people.clusters.find(key)
            for token in profile.tokens:
                self._by_token[skeleton(token)].add(root)
            for article in profile.articles:
                self._by_article[article].add(root)
        self._facts = {root: self._summary(root) for root in people.roots()}

    def _summary(
        self, root: ProfileKey
    ) -> tuple[set[str], set[tuple[str, ...]], int | None, int | None, set[tuple[str, ...]]]:
        profiles = self._people.of(root)
        firsts = [profile.first for profile in profiles if profile.first is not None]
        lasts = [profile.last for profile in profiles if profile.last is not None]
        names = {profile.tokens for profile in profiles}
        return (
            self._people.countries(root), self._people.offices(root),
            min(firsts, default=None), max(lasts, default=None), names,
        )  # fmt: skip

    def find(self, mention: Mention, profile: ProfileKey) -> tuple[ProfileKey, str, str] | None:
        """Return the cluster that the mention's one token stands for, with the evidence, or None when unsure."""
        token = mention.reading.tokens[0]
        people = self._people
        held = {office.identity for office in mention.offices if office.alone}
        common = is_common(token)
        scored: list[tuple[int, ProfileKey]] = []
        reasons: dict[ProfileKey, tuple[str, str]] = {}
        for root in self._by_token.get(skeleton(token), ()):
            countries, offices, first, last, names = self._facts[root]
            grade = max(_part_grade(token, name) for name in names)
            if grade == DIFFERENT or people.clusters.kept_apart(profile, root):
                continue
            beside = root in self._by_article.get(mention.article, ())
            same = mention.country is not None and mention.country in countries
            shared = held & offices
            clash = mention.country is not None and bool(countries) and not same
            if clash and not beside and not (countries | {mention.country}) & INTERNATIONAL:
                continue
            if grade == WEAK and not (same or shared or beside):
                continue
            days = gap(mention.first, mention.last, first, last)
            near = 0 if days is None else 1 if days <= YEAR else -2 if days > 3 * YEAR else 0
            scored.append((100 * beside + 10 * bool(shared) + 3 * same + (grade == EQUAL) + 2 * near, root))
            if beside:
                reasons[root] = ("article", "")
            elif shared:
                reasons[root] = ("part_office", office_text(min(shared)))
            elif same and not common:
                reasons[root] = ("part_country", str(mention.country))
            elif not clash and not common and not (mention.country and countries):
                reasons[root] = ("part_only", "")
        best = one_best(scored, margin=2)
        if best is None or best not in reasons:
            return self._by_far(mention, token, scored)
        if reasons[best][0] == "part_only" and len(scored) > 1:
            return None
        return (best, *reasons[best])

    def _by_far(
        self, mention: Mention, token: str, scored: Sequence[tuple[int, ProfileKey]]
    ) -> tuple[ProfileKey, str, str] | None:
        """Return the one of the mention's country who is named so in many articles, where all others are in few.

        A family name alone means someone whom readers know; names that one article gave wrongly do not count against.
        """
        if mention.country is None:
            return None
        counted: list[tuple[int, ProfileKey]] = []
        for _, root in scored:
            profiles = self._people.of(root)
            last = [agreement(token, profile.tokens[-1]) == EQUAL for profile in profiles]
            articles = {article for profile in profiles for article in profile.articles}
            counted.append((len(articles) if any(last) and mention.country in self._facts[root][0] else 0, root))
        counted.sort(key=lambda item: (-item[0], repr(item[1])))
        if not counted or counted[0][0] < _KNOWN or counted[0][0] < 5 * sum(count for count, _ in counted[1:]):
            return None
        days = gap(mention.first, mention.last, *self._facts[counted[0][1]][2:4])
        if days is not None and days > YEAR:
            return None
        return counted[0][1], "part_known", mention.country

    def borne(self, token: str) -> bool:
        """Tell whether any person's full name holds the token, however uncertain it is that it means that person."""
        roots = self._by_token.get(skeleton(token), ())
        return any(_part_grade(token, name) != DIFFERENT for root in roots for name in self._facts[root][4])


def _part_grade(token: str, name: Sequence[str]) -> int:
    """Return how far a token agrees with a name's last word, or with another that is no common given name."""
    grades = [agreement(token, name[-1])]
    grades += [agreement(token, word) for word in name[:-1] if not is_common(word)]
    return max(grades)


def find_bearers(
    people: People, mentions: Mapping[MentionKey, Mention], profile_of: dict[MentionKey, ProfileKey]
) -> tuple[dict[MentionKey, ProfileKey], dict[MentionKey, str]]:
    """Return for each family name alone, and each role alone, the profile of the person it stands for, and why.

    What the user joined is left where it is. `profile_of` is changed for family names that stand for nobody known.
    """
    target: dict[MentionKey, ProfileKey] = {}
    reasons: dict[MentionKey, str] = {}
    bearers = Bearers(people)
    unknown: list[MentionKey] = []
    for key in sorted(mentions):
        profile = profile_of[key]
        named_so = mentions[key].reading.kind == "organization" and len(mentions[key].reading.tokens) == 1
        if (profile[0] != "part" and not named_so) or len(people.clusters.members(profile)) > 1:
            continue
        found = bearers.find(mentions[key], profile)
        if named_so and (found is None or found[1] != "article"):
            continue  # a one-word organisation is a person only where its article names that person in full
        if found is not None:
            root, kind, what = found
            target[key] = root
            reasons[key] = why(kind, written(people.of(root)), what)
        else:
            unknown.append(key)
    _unknown_names(people, bearers, mentions, profile_of, unknown)
    _role_alone(people, mentions, profile_of, target, reasons)
    return target, reasons


def _unknown_names(
    people: People,
    bearers: Bearers,
    mentions: Mapping[MentionKey, Mention],
    profile_of: dict[MentionKey, ProfileKey],
    unknown: Sequence[MentionKey],
) -> None:
    """Give each family name that no full name explains the widest profile that is safe.

    A telling name is one person within its country. Where no country is known it is one person if it is long enough
    and borne by nobody else; a common name is one person in its office, or in its article alone.
    """
    countries: dict[str, set[str]] = defaultdict(set)
    for key in unknown:
        country = mentions[key].country
        if country:
            countries[mentions[key].reading.tokens[0]].add(country)
    blocks: dict[tuple[str, str], set[ProfileKey]] = defaultdict(set)
    for key in unknown:
        mention = mentions[key]
        token = mention.reading.tokens[0]
        offices = sorted(office.identity for office in mention.offices if office.alone)
        country = mention.country or ""
        telling = not is_common(token)
        if telling and not country and len(skeleton(token)) > 3 and not bearers.borne(token):
            known = countries[token]
            profile: ProfileKey = ("part", (token,), next(iter(known))) if len(known) == 1 else ("part", (token,), "")
            profile = ("part", (token,), "", mention.article) if len(known) > 1 else profile
        elif telling and country:
            profile = ("part", (token,), country)
            blocks[skeleton(token), country].add(profile)
        elif offices:
            profile = ("part", (token,), country, offices[0])
        else:
            profile = ("part", (token,), country, mention.article)
        profile_of[key] = profile
        people.clusters.add(profile)
    for (_, country), profiles in blocks.items():
        ordered = sorted(profiles, key=repr)
        for one, other in itertools.pairwise(ordered):
            if agreement(one[1][0], other[1][0]) >= STRONG:  # type: ignore[index]
                people.clusters.join(Proposal(10, one, other, "variant", country))


def _role_alone(
    people: People,
    mentions: Mapping[MentionKey, Mention],
    profile_of: Mapping[MentionKey, ProfileKey],
    target: dict[MentionKey, ProfileKey],
    reasons: dict[MentionKey, str],
) -> None:
    """Find the holder of each role that stands without a name: the one in its article, else the one of its period."""
    holders = Holders()
    beside: dict[tuple[str, tuple[str, ...]], set[ProfileKey]] = defaultdict(set)
    titled: dict[str, set[tuple[Office, bool, ProfileKey]]] = defaultdict(set)
    for key in sorted(mentions):
        mention = mentions[key]
        if mention.reading.kind == "person":
            person = people.clusters.find(target.get(key, profile_of[key]))
            for office in mention.offices:
                if office.held and office.alone:
                    holders.saw(office.identity, person, mention.first, mention.last)
                    beside[mention.article, office.identity].add(person)
            for role in mention.role_days:
                office_read = read_office(role, mention.country)
                if office_read is not None and office_read.held:
                    titled[mention.article].add((office_read, _feminine(role), person))
    for key in sorted(mentions):
        mention = mentions[key]
        post = _post(mention)
        if post is None or not post.held:
            continue
        if any(profile[0] in ("person", "part") for profile in people.clusters.members(profile_of[key])):
            continue
        near = beside[mention.article, post.identity] if post.alone else set()
        if not near:
            feminine = _feminine(mention.name)
            near = {
                person
                for office, other, person in titled[mention.article]
                if other == feminine and may_mean(post, office)
            }
        holder = next(iter(near)) if len(near) == 1 else None
        kind = "holder_article" if holder else "holder"
        if holder is None and not near and mention.reading.kind == "office":
            holder = holders.at(post.identity, mention.first, mention.last)
        if holder is not None and not people.clusters.kept_apart(profile_of[key], holder):
            target[key] = holder
            reasons[key] = why(kind, written(people.of(holder)) or mention.name)


def _post(mention: Mention) -> Office | None:
    """Return the office that a mention without a name reads as; None for a name, and for one official among many."""
    reading = mention.reading
    if reading.kind == "office":
        return reading.office
    tokens = split(mention.name)
    if reading.kind != "unnamed" or not tokens or tokens[0] in words().vague:
        return None
    definite = [token for token in tokens if token.startswith(("ال", "لل"))]
    if not definite or (tokens[0] in words().shared_heads and not tokens[0].startswith("ال")):
        return None  # متحدث باسم الوزارة ("a spokesman of the ministry") may be another than the one named
    return read_office(mention.name, mention.country)


def _feminine(role: str) -> bool:
    tokens = split(role)
    return bool(tokens) and tokens[0].endswith("ه")


def written(profiles: Sequence[Profile]) -> str:
    """Return the name that a person's mentions bear most often, for evidence texts."""
    counted = Counter(mention.name for profile in profiles for mention in profile.mentions)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""
