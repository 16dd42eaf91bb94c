"""The ontology's concepts that a graph uses, with their labels, so that a graph file shows names when loaded alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from graph.model import MergedGraph
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


def used_concepts(graph: MergedGraph) -> Iterator[ox.Triple]:
    """Describe the acts, topics, countries and occasions that the statements, speakers and roles use.

    Only what shows and links them travels along: preferred labels, notation, scheme and matches. A key that the
    ontology does not know is left undescribed, so that the shapes report it.
    """
    for file, namespace, keys in _used(graph):
        known: Mapping[str, Concept] = concepts(file)
        for key in sorted(keys):
            if key in known:
                yield from _described(concept(namespace, key), known[key])
    yield from _choices()


def _used(graph: MergedGraph) -> Iterator[tuple[str, str, set[str]]]:
    statements = graph.statements
    yield "acts", ACT, {statement.act for statement in statements}
    countries = {country for statement in statements for country in statement.countries}
    countries |= {speaker.country for speaker in graph.speakers if speaker.country}
    countries |= {membership.country for membership in graph.memberships if membership.country}
    yield "countries", COUNTRY, countries - {"UN"}
    reports = (report for statement in statements for report in statement.reports)
    yield "occasions", OCCASION, {report.record.occasion.kind for report in reports if report.record.occasion}
    if "UN" in countries:
        yield "organisations", ORGANISATION, {"united_nations"}
    yield "topics", TOPIC, {topic for statement in statements for topic in statement.topics}


def _described(node: ox.NamedNode, described: Concept) -> Iterator[ox.Triple]:
    yield ox.Triple(node, term("rdf:type"), term("skos:Concept"))
    for language in ("ar", "en"):
        if language in described.pref:
            literal = ox.Literal(terms.writable(described.pref[language]), language=language)
            yield ox.Triple(node, term("skos:prefLabel"), literal)
    for notation in (*described.properties.get("notation", ()), *described.properties.get("iso2", ())):
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
