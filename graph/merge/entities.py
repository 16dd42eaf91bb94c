"""Resolving mentions to entities: persons, organisations, countries, offices, groups and unnamed sources."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.merge.clusters import Clusters, ProfileKey, Proposal
from graph.merge.gazetteer import phrase
from graph.merge.judgements import identity_of, judged, profile_code, reference_key
from graph.merge.labels import described, known_english, reference_label
from graph.merge.mentions import Mention, MentionKey
from graph.merge.names import skeleton, split
from graph.merge.parts import find_bearers
from graph.merge.people import People, Profile
from graph.merge.reading import name_words, tidy
from graph.merge.romanise import slug
from graph.merge.same_as import SameAs
from graph.merge.words import why


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


def resolve(mentions: Mapping[MentionKey, Mention], same_as: SameAs) -> Resolution:
    """Return the entities that the mentions name, the user's judgements obeyed."""
    profile_of = {key: _profile_key(mention) for key, mention in mentions.items()}
    by_profile: dict[ProfileKey, list[MentionKey]] = defaultdict(list)
    for key in sorted(mentions):
        by_profile[profile_of[key]].append(key)
    joins, barred = judged(same_as, by_profile, mentions)
    people = People(_profiles(mentions, profile_of), barred)
    clusters = people.clusters
    for profile in sorted(by_profile, key=repr):
        clusters.add(profile)
    clusters.join_all(_things(by_profile))
    clusters.join_all(joins, forced=True)
    target, reasons = find_bearers(people, mentions, profile_of)
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
            named[identity_of(profile)].append(profile)
    for identity, profiles in named.items():
        kind = {"ministry": "ministry", "country": "concept", "organisation": "concept", "body": "concept"}.get(
            identity[0], "organisation"
        )
        for profile in profiles[1:]:
            yield Proposal(100, profiles[0], profile, kind, identity[-1] or "-")
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


def _assemble(
    clusters: Clusters,
    people: People,
    mentions: Mapping[MentionKey, Mention],
    profile_of: Mapping[MentionKey, ProfileKey],
    target: Mapping[MentionKey, ProfileKey],
    reasons: Mapping[MentionKey, str],
) -> Resolution:
    import networkx as nx

    joined = nx.Graph()
    for proposal in clusters.accepted:
        joined.add_edge(proposal.left, proposal.right, proposal=proposal)
    component: dict[ProfileKey, ProfileKey] = {}
    for members in nx.connected_components(joined):
        component.update(dict.fromkeys(members, min(members, key=repr)))
    gathered: dict[ProfileKey, list[MentionKey]] = defaultdict(list)
    for key in sorted(mentions):
        profile = target.get(key, profile_of[key])
        gathered[component.get(profile, profile)].append(key)
    entities: list[Entity] = []
    of: dict[MentionKey, Entity] = {}
    for root in sorted(gathered, key=repr):
        keys = gathered[root]
        # A name that found its bearer by evidence of its own is no name the bearer is chiefly known by.
        own = [key for key in keys if key not in target]
        entity = _entity([mentions[key] for key in own], [profile_of[key] for key in own])
        paths = _paths(joined, entity.chief)
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
        readable = known_english(reading) or (name_words(spelled) if reading.kind == "person" else described(spelled))
        key = f"{slug(readable) or reading.kind}-{profile_code(chief)}"
    return Entity(key, reading.kind, chief, reading.concept, country, [], [])


def _paths(joined: Any, chief: ProfileKey) -> dict[ProfileKey, tuple[ProfileKey, Proposal]]:
    """Return for each profile joined with the chief one, directly or through others, the join on its way there."""
    import networkx as nx

    if chief not in joined:
        return {}
    steps = nx.bfs_predecessors(joined, chief, sort_neighbors=lambda found: sorted(found, key=repr))
    return {there: (here, joined.edges[here, there]["proposal"]) for there, here in steps}


def _reason(
    paths: Mapping[ProfileKey, tuple[ProfileKey, Proposal]],
    profile: ProfileKey,
    names: Mapping[ProfileKey, str],
    mention: Mention,
) -> str:
    if mention.reading.concept and (profile not in paths or paths[profile][1].kind == "concept"):
        return why("concept", reference_label(mention.reading.concept).ar)
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
    return why(reading.evidence, what=str(reading.identity[-1] or "-"))
