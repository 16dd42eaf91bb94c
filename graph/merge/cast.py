"""From mentions to everything of the graph but its articles and statements: who speaks, and in which roles.

It needs the mentions alone, which are few and small beside the records; that is why a cluster can make the rest.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping

from graph import model
from graph.merge import labels
from graph.merge.entities import Entity, Resolution, resolve
from graph.merge.gazetteer import gazetteer
from graph.merge.judgements import digest, reference_key
from graph.merge.mentions import Mention, MentionKey
from graph.merge.names import split
from graph.merge.offices import Office, read_office
from graph.merge.reading import tidy
from graph.merge.same_as import SameAs

RoleIdentity = tuple[str, ...]
"""What two wordings of one role have in common."""


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """What a statement must know of the entity that a mention names."""

    key: str
    country: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Cast:
    """All that follows from the mentions: the speakers, their memberships, and why each mention is whose.

    `named` is the entity of each mention, `capacities` the key of the membership for a speaker's key and a role. The
    sequences are sorted as `MergedGraph` has them.
    """

    speakers: tuple[model.Speaker, ...]
    memberships: tuple[model.Membership, ...]
    joins: tuple[model.Join, ...]
    named: Mapping[MentionKey, Named]
    capacities: Mapping[tuple[str, RoleIdentity], str]


def cast_of(mentions: Mapping[MentionKey, Mention], same_as: SameAs | None = None) -> Cast:
    """Resolve mentions and return who speaks. `same_as` are the user's judgements, which outdo all other evidence."""
    return _Casting(resolve(mentions, same_as or SameAs())).cast()


class _Casting:
    """Builds the parts of a cast from the resolution of its names."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self._memberships: dict[tuple[str, RoleIdentity], model.Membership] = {}
        self._extra: dict[str, model.Speaker] = {}

    def cast(self) -> Cast:
        resolution = self._resolution
        speakers = {entity.key: _speaker(entity) for entity in resolution.entities}
        for entity in resolution.entities:
            self._memberships_of(entity)
        self._offices_held()
        for key, speaker in self._extra.items():
            speakers.setdefault(key, speaker)
        joins = {
            model.Join(entity.key, mention.article, mention.name, why)
            for entity in resolution.entities
            for mention, why in zip(entity.mentions, entity.whys, strict=True)
        }
        shared: dict[str, Named] = {}  # one for all mentions of an entity
        return Cast(
            speakers=tuple(sorted(speakers.values(), key=lambda speaker: speaker.key)),
            memberships=tuple(sorted(self._memberships.values(), key=lambda membership: membership.key)),
            joins=tuple(sorted(joins, key=lambda join: (join.entity, join.article, join.name, join.evidence))),
            named={
                mention: shared.setdefault(entity.key, Named(entity.key, entity.country))
                for mention, entity in resolution.of.items()
            },
            capacities={identity: membership.key for identity, membership in self._memberships.items()},
        )

    def _memberships_of(self, entity: Entity) -> None:
        """Note each role that the entity was seen in: one membership for all wordings of one office."""
        if entity.kind != "person":
            return
        texts: dict[RoleIdentity, Counter[str]] = defaultdict(Counter)
        days: dict[RoleIdentity, set[str]] = defaultdict(set)
        offices: dict[RoleIdentity, Office | None] = {}
        for mention in entity.mentions:
            for role, seen in mention.role_days.items():
                office = read_office(role, mention.country)
                identity = role_identity(role, office)
                texts[identity][tidy(role)] += len(seen)
                days[identity].update(day for day in seen if day)
                offices[identity] = office
        for identity, counted in texts.items():
            office = offices[identity]
            self._member(entity.key, identity, labels.commonest(counted), self._body(office), office, days[identity])

    def _member(
        self,
        speaker: str,
        identity: RoleIdentity,
        role: str,
        body: str | None,
        office: Office | None,
        days: set[str],
    ) -> None:
        code = digest(speaker, *identity)
        self._memberships[speaker, identity] = model.Membership(
            key=f"m-{code}",
            speaker=speaker,
            role=role,
            organisation=body,
            country=office.country if office else None,
            first_seen=min(days, default=None),
            last_seen=max(days, default=None),
        )

    def _body(self, office: Office | None) -> str | None:
        """Return the key of the organisation, or else the country, that an office belongs to; its node is made."""
        if office is None:
            return None
        country = f"country:{office.country}" if office.country else None
        for reference in (office.organisation, country):
            if reference is None:
                continue
            concept = labels.concept_of(reference)
            if concept is None and not reference.startswith("body:"):
                continue
            node = reference_key(reference)
            kind = "country" if reference == country else "organization"
            home = office.country if reference == country else gazetteer().home(reference)
            label = labels.reference_label(reference)
            self._extra[node] = model.Speaker(node, kind, label, (), home, concept.iri if concept else None)
            return node
        return None

    def _offices_held(self) -> None:
        """Link every office that stayed a node of its own to all who were seen holding it."""
        for entity in self._resolution.entities:
            office = entity.mentions[0].reading.office if entity.kind == "office" else None
            if office is None:
                continue
            for person in self._resolution.holders.get(office.identity, []):
                seen = {
                    day
                    for mention in person.mentions
                    for role, days in mention.role_days.items()
                    if (held := read_office(role, mention.country)) and held.held and held.identity == office.identity
                    for day in days
                    if day
                }
                self._member(person.key, ("holds", entity.key), tidy(entity.mentions[0].name), entity.key, office, seen)


def _speaker(entity: Entity) -> model.Speaker:
    concept = labels.concept_of(entity.concept) if entity.concept else None
    chief = [mention for mention in entity.mentions if mention.reading.kind == entity.kind] or entity.mentions
    identity = chief[0].reading.identity or ("",)
    if entity.concept is not None:
        label = labels.reference_label(entity.concept)
    elif identity[0] == "ministry":
        label = labels.ministry_label(chief)
    elif entity.kind == "person":
        tokens = entity.chief[1]
        label = labels.person_label(chief, tokens if isinstance(tokens, tuple) else ())
    elif entity.kind == "office":
        named = Counter(mention.name for mention in chief)
        label = labels.office_label(labels.commonest(named), chief[0].reading.office)
    else:
        label = labels.named_label(chief)
    surfaces = labels.surfaces(entity.mentions)
    return model.Speaker(entity.key, entity.kind, label, surfaces, entity.country, concept.iri if concept else None)


def role_identity(role: str, office: Office | None) -> RoleIdentity:
    """Return what a role and the office it reads as, if any, have in common with other wordings of it."""
    if office is None:
        return ("role", *split(role))
    return ("office", *office.identity, "" if office.held else "not held")
