"""The merged graph as plain records: what `graph.merge` makes and what every exporter reads.

Keys are stable, unique within their kind and made of `[A-Za-z0-9_-]` only, so that they serve as the last part of an
IRI and as a node's id. All sequences are sorted, so that the same statements give the same bytes whatever their order.
"""

from __future__ import annotations

import dataclasses

from extract.statement import Statement as StatementRecord

SPEAKER_KINDS = ("person", "organization", "group", "document", "unnamed", "office", "country")


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """A name of an entity: `ar` as written in the news; `en` known, or romanised when `romanised` is true."""

    ar: str
    en: str
    romanised: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Membership:
    """A role a speaker was seen in (`org:Membership`).

    `role` is the title as written; `organisation` the key of a `Speaker` of kind organization, office or country, or
    None; `country` an ISO code or None; the dates are the first and last day it was seen (ISO), None when unknown.
    """

    key: str
    speaker: str
    role: str
    organisation: str | None
    country: str | None
    first_seen: str | None
    last_seen: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """One real speaker, or an addressee or agency: a person, an organisation, a group, an office, a country.

    `labels` holds every surface form it was named by. `concept` is the IRI of the ontology concept it is (an
    organisation of organisations.ttl, a country of countries.ttl), or None.
    """

    key: str
    kind: str
    label: Label
    labels: tuple[str, ...]
    country: str | None
    concept: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Outlet:
    """Who published an article."""

    key: str
    label: Label


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """An article that carries reports. Its body is not kept."""

    key: str
    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """One article carrying one statement: the record it was read from, and the agencies it came through (keys)."""

    key: str
    article: str
    record: StatementRecord
    via: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """One communicative act, however many reports carry it.

    `text` is the fullest wording among its reports. `conveyed_by` are the keys of statements whose content this one
    lies in. `date` is the day it was said, ISO, or None. `confidence` is that of the best report.
    """

    key: str
    speaker: str
    capacity: str | None
    act: str
    form: str
    polarity: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    text: str
    date: str | None
    addressee: str | None
    conveyed_by: tuple[str, ...]
    confidence: float
    reports: tuple[Report, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Join:
    """Why a mention belongs to an entity: which name in which article, and the evidence that joined it."""

    entity: str
    article: str
    name: str
    evidence: str


@dataclasses.dataclass(frozen=True, slots=True)
class MergedGraph:
    """Everything, each sequence sorted by key."""

    speakers: tuple[Speaker, ...]
    memberships: tuple[Membership, ...]
    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    joins: tuple[Join, ...]
