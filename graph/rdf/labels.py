"""The ontology's concepts that a graph uses, with their labels, so that a graph file shows names when loaded alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.model import Membership, MergedGraph, Speaker, Statement
from graph.rdf import terms
from graph.rdf.mapping import concept
from graph.rdf.names import VOCABULARIES, link
from graph.rdf.terms import term
from ontology.concepts import ACT, COUNTRY, OCCASION, ORGANISATION, TOPIC, Concept, concepts

_LINKS = {
    "inScheme": "skos:inScheme",
    "exactMatch": "skos:exactMatch",
    "closeMatch": "skos:closeMatch",
    "broadMatch": "skos:broadMatch",
    "narrowMatch": "skos:narrowMatch",
    "sameAs": "owl:sameAs",
}


@dataclasses.dataclass(slots=True)
class Uses:
    """The keys of the concepts that statements use."""

    acts: set[str] = dataclasses.field(default_factory=set)
    countries: set[str] = dataclasses.field(default_factory=set)
    occasions: set[str] = dataclasses.field(default_factory=set)
    topics: set[str] = dataclasses.field(default_factory=set)

    def add(self, statement: Statement) -> None:
        """Note the concepts of a statement."""
        self.acts.add(statement.act)
        self.countries.update(statement.countries)
        self.topics.update(statement.topics)
        self.occasions.update(report.record.occasion.kind for report in statement.reports if report.record.occasion)

    def update(self, other: Uses) -> None:
        """Note all that another has noted."""
        self.acts |= other.acts
        self.countries |= other.countries
        self.occasions |= other.occasions
        self.topics |= other.topics


def used_concepts(graph: MergedGraph) -> Iterator[ox.Triple]:
    """Describe the acts, topics, countries and occasions that the statements, speakers and roles use.

    Only what shows and links them travels along: preferred labels, notation, scheme and matches. A key that the
    ontology does not know is left undescribed, so that the shapes report it.
    """
    uses = Uses()
    for statement in graph.statements:
        uses.add(statement)
    yield from described_concepts(uses, graph.speakers, graph.memberships)


def described_concepts(
    uses: Uses, speakers: Iterable[Speaker], memberships: Iterable[Membership]
) -> Iterator[ox.Triple]:
    """Describe the concepts that statements use, and the countries that speakers and roles have."""
    countries = uses.countries | {speaker.country for speaker in speakers if speaker.country}
    countries |= {membership.country for membership in memberships if membership.country}
    organisations = {"united_nations"} if "UN" in countries else set()
    used = (
        ("acts", ACT, uses.acts),
        ("countries", COUNTRY, countries - {"UN"}),
        ("occasions", OCCASION, uses.occasions),
        ("organisations", ORGANISATION, organisations),
        ("topics", TOPIC, uses.topics),
    )
    for file, namespace, keys in used:
        known: Mapping[str, Concept] = concepts(file)
        for key in sorted(keys):
            if key in known:
                yield from _described(concept(namespace, key), known[key])
    yield from _choices()


def _described(node: ox.NamedNode, described: Concept) -> Iterator[ox.Triple]:
    yield ox.Triple(node, term("rdf:type"), term("skos:Concept"))
    for language in ("ar", "en"):
        if language in described.pref:
            literal = ox.Literal(terms.writable(described.pref[language]), language=language)
            yield ox.Triple(node, term("skos:prefLabel"), literal)
    codes = (*described.properties.get("notation", ()), *described.properties.get("iso2", ()))
    for notation in dict.fromkeys(codes):  # EU has its code twice
        yield ox.Triple(node, term("skos:notation"), terms.plain(notation))
    for name, property_ in _LINKS.items():
        for value in described.properties.get(name, ()):
            target = link(value)
            if target is not None:
                yield ox.Triple(node, term(property_), target)


def _choices() -> Iterator[ox.Triple]:
    """Describe the forms and polarities, which are few and always the same."""
    known = concepts("bayan")
    for key in ("direct", "indirect", "mixed", "neutral", "oppose", "support"):
        if key in known:
            yield from _described(ox.NamedNode(VOCABULARIES["bayan"] + key), known[key])
