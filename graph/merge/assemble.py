"""From statement records to the merged graph."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from extract.statement import Statement as Record
from graph import model
from graph.merge import labels
from graph.merge.acts import content_text, group_records
from graph.merge.entities import Entity, Resolution, resolve
from graph.merge.gazetteer import gazetteer
from graph.merge.judgements import digest, reference_key
from graph.merge.mentions import gather, named_key, speaker_key
from graph.merge.names import split
from graph.merge.offices import Office, read_office
from graph.merge.reading import tidy
from graph.merge.romanise import slug
from graph.merge.same_as import SameAs

_SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def merge(statements: Iterable[Record], same_as: SameAs | None = None) -> model.MergedGraph:
    """Merge statement records into one graph: one node per real speaker, one statement per act.

    A pure function of the set of records: their order does not matter, a record given twice counts once, and merging
    in increments is merging all records again. Of records that share an id and differ, one is kept by a fixed rule.
    `same_as` are the user's judgements, which outdo every other evidence.
    """
    records = _distinct(statements)
    mentions = gather(records)
    resolution = resolve(mentions, same_as or SameAs())
    return _Assembly(records, resolution).graph()


def _distinct(statements: Iterable[Record]) -> list[Record]:
    found: dict[str, Record] = {}
    for record in statements:
        other = found.get(record.id)
        if other is None or (other != record and _line(record) < _line(other)):
            found[record.id] = record
    return [found[key] for key in sorted(found)]


def _line(record: Record) -> str:
    return json.dumps(record.to_dict(), ensure_ascii=False, sort_keys=True)


class _Assembly:
    """Builds each part of the graph from the records and the resolution of their names."""

    def __init__(self, records: Sequence[Record], resolution: Resolution) -> None:
        self._records = records
        self._resolution = resolution
        self._entity_of = resolution.of
        self._memberships: dict[tuple[str, tuple[str, ...]], model.Membership] = {}
        self._extra: dict[str, model.Speaker] = {}

    def graph(self) -> model.MergedGraph:
        """Return the merged graph, each sequence sorted by key."""
        speakers = {entity.key: _speaker(entity) for entity in self._resolution.entities}
        for entity in self._resolution.entities:
            self._memberships_of(entity)
        self._offices_held()
        statements = self._statements()
        for key, speaker in self._extra.items():
            speakers.setdefault(key, speaker)
        joins = {
            model.Join(entity.key, mention.article, mention.name, why)
            for entity in self._resolution.entities
            for mention, why in zip(entity.mentions, entity.whys, strict=True)
        }
        outlets = {outlet.key: outlet for outlet in map(_outlet, self._records) if outlet is not None}
        return model.MergedGraph(
            speakers=_sorted(speakers.values()),
            memberships=_sorted(self._memberships.values()),
            outlets=_sorted(outlets.values()),
            articles=_sorted(_articles(self._records)),
            statements=_sorted(statements),
            joins=tuple(sorted(joins, key=lambda join: (join.entity, join.article, join.name, join.evidence))),
        )

    def _memberships_of(self, entity: Entity) -> None:
        """Note each role that the entity was seen in: one membership for all wordings of one office."""
        if entity.kind != "person":
            return
        texts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        days: dict[tuple[str, ...], set[str]] = defaultdict(set)
        offices: dict[tuple[str, ...], Office | None] = {}
        for mention in entity.mentions:
            for role, seen in mention.role_days.items():
                office = read_office(role, mention.country)
                identity = _role_identity(role, office)
                texts[identity][tidy(role)] += len(seen)
                days[identity].update(day for day in seen if day)
                offices[identity] = office
        for identity, counted in texts.items():
            office = offices[identity]
            self._member(entity.key, identity, labels.commonest(counted), self._body(office), office, days[identity])

    def _member(
        self,
        speaker: str,
        identity: tuple[str, ...],
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

    def _statements(self) -> list[model.Statement]:
        by_speaker: dict[str, list[Record]] = defaultdict(list)
        for record in self._records:
            by_speaker[self._entity_of[speaker_key(record)].key].append(record)
        groups = [(speaker, group) for speaker in sorted(by_speaker) for group in group_records(by_speaker[speaker])]
        key_of = {record.id: "s-" + _long_digest(group[0].id) for _, group in groups for record in group}
        return [self._statement(speaker, group, key_of) for speaker, group in groups]

    def _statement(self, speaker: str, group: Sequence[Record], key_of: Mapping[str, str]) -> model.Statement:
        best = min(group, key=lambda record: (-record.confidence, record.id))
        fullest = min(group, key=lambda record: (-len(content_text(record)), record.id))
        days = Counter(record.date for record in group if record.date)
        key = key_of[best.id]
        return model.Statement(
            key=key,
            speaker=speaker,
            capacity=self._capacity(speaker, group),
            act=best.cue.act,
            form=fullest.form,
            polarity=best.polarity,
            topics=_ranked(record.topics for record in group),
            countries=tuple(sorted({code for record in group for code in record.countries})),
            text=content_text(fullest),
            date=min(days, key=lambda day: (-days[day], day)) if days else None,
            addressee=self._addressee(group),
            conveyed_by=tuple(
                sorted({key_of[r.parent] for r in group if r.parent in key_of and key_of[r.parent] != key})  # type: ignore[index]
            ),
            confidence=best.confidence,
            reports=_sorted(self._report(record) for record in group),
        )

    def _capacity(self, speaker: str, group: Sequence[Record]) -> str | None:
        keys: Counter[str] = Counter()
        for record in group:
            if record.speaker.role:
                country = self._entity_of[speaker_key(record)].country
                mention_country = record.speaker.country or country
                office = read_office(record.speaker.role, mention_country)
                member = self._memberships.get((speaker, _role_identity(record.speaker.role, office)))
                if member is not None:
                    keys[member.key] += 1
        return labels.commonest(keys) if keys else None

    def _addressee(self, group: Sequence[Record]) -> str | None:
        keys = Counter(
            self._entity_of[named_key(record, record.addressee.name, "")].key for record in group if record.addressee
        )
        return labels.commonest(keys) if keys else None

    def _report(self, record: Record) -> model.Report:
        via = {self._entity_of[named_key(record, medium.name, "organization")].key for medium in record.via}
        key = record.id if _SAFE.fullmatch(record.id) else "r-" + _long_digest(record.id)
        return model.Report(key, _article_key(record.article), record, tuple(sorted(via)))


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


def _role_identity(role: str, office: Office | None) -> tuple[str, ...]:
    if office is None:
        return ("role", *split(role))
    return ("office", *office.identity, "" if office.held else "not held")


def _ranked(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all keys of several rankings, those given most and earliest first."""
    score: dict[str, float] = defaultdict(float)
    for order in orders:
        for place, key in enumerate(order):
            score[key] += 1 / (place + 1)
    return tuple(sorted(score, key=lambda key: (-round(score[key], 6), key)))


def _outlet(record: Record) -> model.Outlet | None:
    if not record.source:
        return None
    label = labels.outlet_label(record.source)
    return model.Outlet(outlet_key(record.source), label)


def outlet_key(source: str) -> str:
    """Return the key of the outlet with this name."""
    return f"{slug(labels.outlet_label(source).en) or 'outlet'}-{digest('outlet', *split(source))}"


def _articles(records: Sequence[Record]) -> list[model.Article]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.article].append(record)
    return [
        model.Article(
            key=_article_key(article),
            id=article,
            title=_first(record.title for record in carried),
            url=_first(record.url for record in carried),
            outlet=outlet_key(source) if (source := _first(record.source for record in carried)) else None,
            published=_first(record.published for record in carried),
        )
        for article, carried in sorted(found.items())
    ]


def _first(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value), default=None)


def _article_key(article: str) -> str:
    return article if _SAFE.fullmatch(article) else "a-" + _long_digest(article)


def _long_digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Item = TypeVar("_Item", bound=_Keyed)


def _sorted(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(sorted(items, key=lambda item: item.key))
