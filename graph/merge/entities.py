"""Resolving mentions to entities: persons, organisations, countries, offices, groups and unnamed sources."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.merge.clusters import Clusters, ProfileKey, Proposal
from graph.merge.gazetteer import phrase
from graph.merge.holders import Holders
from graph.merge.labels import known_english
from graph.merge.mentions import Mention, MentionKey
from graph.merge.names import is_common, skeleton, split
from graph.merge.people import Bearers, People, Profile
from graph.merge.reading import name_words, tidy
from graph.merge.romanise import slug
from graph.merge.same_as import SameAs
from graph.merge.words import evidence

_log = logging.getLogger(__name__)


@dataclasses.dataclass(slots=True, eq=False)
class Entity:
    """One real speaker. `chief` is the profile it is known by; `whys` says for each mention why it belongs here."""

    key: str
    kind: str
    chief: ProfileKey
    concept: str | None
    country: str | None
    mentions: list[Mention]
    whys: list[str]


@dataclasses.dataclass(slots=True)
class Resolution:
    """The entities, the entity of each mention, and who was seen in which office."""

    entities: list[Entity]
    of: dict[MentionKey, Entity]
    holders: dict[tuple[str, ...], list[Entity]]


def digest(*parts: object) -> str:
    """Return eight hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def reference_key(reference: str) -> str:
    """Return the key of the entity that `country:RU`, `organisation:un` or `body:kremlin` refers to."""
    scheme, _, name = reference.partition(":")
    return f"{'organisation' if scheme == 'body' else scheme}-{name}"


def why(kind: str, other: str = "", what: str = "") -> str:
    """Return the evidence in English and Arabic, ` · ` between them."""
    english, arabic = evidence(kind)
    return f"{english.format(other=other, what=what)} · {arabic.format(other=other, what=what)}"


def resolve(mentions: Mapping[MentionKey, Mention], same_as: SameAs) -> Resolution:
    """Return the entities that the mentions name, the user's judgements obeyed."""
    profile_of = {key: _profile_key(mention) for key, mention in mentions.items()}
    by_profile: dict[ProfileKey, list[MentionKey]] = defaultdict(list)
    for key in sorted(mentions):
        by_profile[profile_of[key]].append(key)
    joins, barred = _judgements(same_as, by_profile, mentions)
    people = People(_profiles(mentions, profile_of), barred)
    clusters = people.clusters
    for profile in sorted(by_profile, key=repr):
        clusters.add(profile)
    clusters.join_all(_things(by_profile))
    clusters.join_all(joins, forced=True)
    target, reasons = _parts(people, mentions, profile_of)
    return _assemble(clusters, people, mentions, profile_of, target, reasons)


def _profile_key(mention: Mention) -> ProfileKey:
    reading = mention.reading
    if reading.kind == "person" and len(reading.tokens) > 1:
        return ("person", reading.tokens, mention.country or "")
    if reading.kind == "person":
        return ("part", reading.tokens, mention.country or "")
    if reading.identity is None:
        return ("apart", mention.article, reading.kind, phrase(mention.name), mention.country or "")
    return ("thing", reading.kind, reading.identity, phrase(mention.name))


def _profiles(
    mentions: Mapping[MentionKey, Mention], profile_of: Mapping[MentionKey, ProfileKey]
) -> dict[ProfileKey, Profile]:
    found: dict[ProfileKey, Profile] = {}
    for key in sorted(mentions):
        profile = profile_of[key]
        if profile[0] == "person":
            mention = mentions[key]
            found.setdefault(profile, Profile(profile, mention.reading.tokens, mention.country)).add(mention)
    return found


def _things(by_profile: Mapping[ProfileKey, Sequence[MentionKey]]) -> Iterable[Proposal]:
    """Propose to join the names of one organisation, country, office or group."""
    from rapidfuzz import fuzz

    named: dict[tuple[str, ...], list[ProfileKey]] = defaultdict(list)
    for profile in sorted(by_profile, key=repr):
        if profile[0] == "thing":
            named[_identity(profile)].append(profile)
    for identity, profiles in named.items():
        kind = {"ministry": "ministry", "country": "concept", "organisation": "concept", "body": "concept"}.get(
            identity[0], "organisation"
        )
        for profile in profiles[1:]:
            yield Proposal(100, profiles[0], profile, kind, identity[-1])
    # Names without a country beside the same name with one, and spellings of one name (كيميائية, كيمياوية).
    blocks: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for identity in named:
        if identity[0] in ("organization", "group"):
            blocks[(identity[0], *(skeleton(word) for word in identity[1:-1]))].append(identity)
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                countries = {one[-1], other[-1]} - {""}
                alike = fuzz.ratio(" ".join(one[1:-1]), " ".join(other[1:-1]))
                unsure = len(countries) == 1 and "" in (one[-1], other[-1]) and len({i[-1] for i in block} - {""}) > 1
                if len(countries) <= 1 and not unsure and (alike == 100 or (alike >= 88 and len(one) > 3)):
                    yield Proposal(
                        round(alike), named[one][0], named[other][0], "organisation", "".join(countries) or "-"
                    )


def _identity(profile: ProfileKey) -> tuple[str, ...]:
    identity = profile[2]
    assert isinstance(identity, tuple)
    return identity


def _parts(
    people: People, mentions: Mapping[MentionKey, Mention], profile_of: dict[MentionKey, ProfileKey]
) -> tuple[dict[MentionKey, ProfileKey], dict[MentionKey, str]]:
    """Return for each family name alone, and each role alone, the profile of the person it stands for, and why."""
    target: dict[MentionKey, ProfileKey] = {}
    reasons: dict[MentionKey, str] = {}
    bearers = Bearers(people)
    for key in sorted(mentions):
        mention = mentions[key]
        profile = profile_of[key]
        if profile[0] != "part":
            continue
        found = bearers.find(mention, profile)
        if found is not None:
            root, kind, what = found
            target[key] = root
            reasons[key] = why(kind, _written(people.of(root)), what)
        else:
            profile_of[key] = _alone(mention)
            people.clusters.add(profile_of[key])
    holders = Holders()
    for key in sorted(mentions):
        mention = mentions[key]
        if mention.reading.kind == "person":
            person = people.clusters.find(target.get(key, profile_of[key]))
            for office in mention.offices:
                if office.held and office.alone:
                    holders.saw(office.identity, person, mention.first, mention.last)
    for key in sorted(mentions):
        mention = mentions[key]
        post = mention.reading.office
        if mention.reading.kind == "office" and post is not None:
            holder = holders.at(post.identity, mention.first, mention.last)
            if holder is not None and not people.clusters.kept_apart(profile_of[key], holder):
                target[key] = holder
                reasons[key] = why("holder", _written(people.of(holder)) or mention.name)
    return target, reasons


def _alone(mention: Mention) -> ProfileKey:
    """Return the profile of a family name that no full name explains: of its country, else of its article alone."""
    token = mention.reading.tokens
    offices = sorted(office.identity for office in mention.offices if office.alone)
    if mention.country and not is_common(token[0]):
        return ("part", token, mention.country)
    if offices:
        return ("part", token, mention.country or "", offices[0])
    return ("part", token, mention.country or "", mention.article)


def _written(profiles: Sequence[Profile]) -> str:
    counted = Counter(mention.name for profile in profiles for mention in profile.mentions)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else ""


def _judgements(
    same_as: SameAs, by_profile: Mapping[ProfileKey, Sequence[MentionKey]], mentions: Mapping[MentionKey, Mention]
) -> tuple[list[Proposal], list[tuple[ProfileKey, ProfileKey]]]:
    """Return the user's joins and the pairs kept apart, between all profiles that the user's words name."""
    if not same_as.judgements:
        return [], []
    index: dict[str, set[ProfileKey]] = defaultdict(set)
    for profile, keys in by_profile.items():
        index[_code(profile)].add(profile)
        for key in keys:
            index[" ".join(split(mentions[key].name))].add(profile)
            index[" ".join(mentions[key].reading.tokens)].add(profile)
        if profile[0] == "thing":
            scheme, name, *_rest = _identity(profile)
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


def _code(profile: ProfileKey) -> str:
    """Return the part of an entity's key that tells it from all others, whatever else the entity comes to hold."""
    return digest(*(_identity(profile) if profile[0] == "thing" else profile))


def _assemble(
    clusters: Clusters,
    people: People,
    mentions: Mapping[MentionKey, Mention],
    profile_of: Mapping[MentionKey, ProfileKey],
    target: Mapping[MentionKey, ProfileKey],
    reasons: Mapping[MentionKey, str],
) -> Resolution:
    gathered: dict[ProfileKey, list[MentionKey]] = defaultdict(list)
    for key in sorted(mentions):
        gathered[clusters.find(target.get(key, profile_of[key]))].append(key)
    links = _links(clusters)
    entities: list[Entity] = []
    of: dict[MentionKey, Entity] = {}
    for root in sorted(gathered, key=repr):
        keys = gathered[root]
        # A name that found its bearer by evidence of its own is no name the bearer is chiefly known by.
        own = [key for key in keys if key not in target]
        entity = _entity([mentions[key] for key in own], [profile_of[key] for key in own])
        paths = _paths(links, entity.chief)
        names = {profile_of[key]: mentions[key].name for key in reversed(own)}
        for key in keys:
            entity.mentions.append(mentions[key])
            entity.whys.append(reasons.get(key) or _reason(paths, profile_of[key], names, mentions[key]))
            of[key] = entity
        entities.append(entity)
    holders: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    for key in sorted(mentions):
        entity = of[key]
        for office in mentions[key].offices:
            if office.held and office.alone and entity.kind == "person" and entity not in holders[office.identity]:
                holders[office.identity].append(entity)
    return Resolution(entities, of, dict(holders))


def _entity(mentions: list[Mention], profiles: Sequence[ProfileKey]) -> Entity:
    weight = Counter(profiles)
    articles: dict[ProfileKey, set[str]] = defaultdict(set)
    for mention, profile in zip(mentions, profiles, strict=True):
        articles[profile].add(mention.article)
    readings = {profile: mention.reading for mention, profile in zip(mentions, profiles, strict=True)}
    chief = min(
        weight,
        key=lambda p: (readings[p].concept is None, p[0] != "person", -len(articles[p]), -len(str(p[1])), repr(p)),
    )
    reading = readings[chief]
    counted = Counter(mention.country for mention in mentions if mention.country)
    country = reading.country or (min(counted, key=lambda c: (-counted[c], c)) if counted else None)
    if chief[0] == "person":
        country = chief[2] or country  # type: ignore[assignment]
    if reading.concept:
        key = reference_key(reading.concept)
    else:
        spelled = max(
            (tidy(m.name) for m, p in zip(mentions, profiles, strict=True) if p == chief),
            key=lambda name: (len(split(name)), len(name), name),
        )
        readable = known_english(reading) or (name_words(spelled) if reading.kind == "person" else spelled)
        key = f"{slug(readable) or reading.kind}-{_code(chief)}"
    return Entity(key, reading.kind, chief, reading.concept, country, [], [])


def _links(clusters: Clusters) -> Mapping[ProfileKey, Mapping[ProfileKey, Proposal]]:
    """Return the accepted joins as a graph: its connected components are the entities."""
    links: dict[ProfileKey, dict[ProfileKey, Proposal]] = defaultdict(dict)
    for proposal in clusters.accepted:
        links[proposal.left][proposal.right] = proposal
        links[proposal.right][proposal.left] = proposal
    return links


def _paths(
    links: Mapping[ProfileKey, Mapping[ProfileKey, Proposal]], chief: ProfileKey
) -> dict[ProfileKey, tuple[ProfileKey, Proposal]]:
    """Return for each profile joined with the chief one, directly or through others, the join on its way there."""
    found: dict[ProfileKey, tuple[ProfileKey, Proposal]] = {}
    queue = [chief]
    for here in queue:
        for there in sorted(links.get(here, {}), key=repr):
            if there not in found and there != chief:
                found[there] = (here, links[here][there])
                queue.append(there)
    return found


def _reason(
    paths: Mapping[ProfileKey, tuple[ProfileKey, Proposal]],
    profile: ProfileKey,
    names: Mapping[ProfileKey, str],
    mention: Mention,
) -> str:
    if profile in paths:
        nearer, proposal = paths[profile]
        return why(proposal.kind, names.get(nearer, mention.name), proposal.what)
    reading = mention.reading
    if profile[0] == "person" or (profile[0] == "part" and mention.country):
        return why("full_name_country" if profile[0] == "person" else "part_same", what=str(mention.country or "-"))
    if reading.identity is None:
        return why("alone")
    if reading.kind == "office":
        return why("office")
    return why(reading.evidence, other=str(reading.identity[-1]), what=str(reading.identity[-1]))
