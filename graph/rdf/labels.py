"""The ontology's concepts that a graph uses, with their labels, so that a graph file shows names when loaded alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from graph.model import Membership, MergedGraph, Speaker, Statement
from graph.rdf import terms
from graph.rdf.mapping import described
from graph.rdf.names import link, named, shortened
from ontology.concepts import Concept, concepts

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


def used_concepts(graph: MergedGraph) -> Iterator[str]:
    """Describe the acts, topics, countries and occasions that the statements, speakers and roles use.

    Only what shows and links them travels along: preferred labels, notation, scheme and matches. A key that the
    ontology does not know is left undescribed, so that the shapes report it.
    """
    uses = Uses()
    for statement in graph.statements:
        uses.add(statement)
    yield from described_concepts(uses, graph.speakers, graph.memberships)


def described_concepts(uses: Uses, speakers: Iterable[Speaker], memberships: Iterable[Membership]) -> Iterator[str]:
    """Describe the concepts that statements use, and the countries that speakers and roles have."""
    countries = uses.countries | {speaker.country for speaker in speakers if speaker.country}
    countries |= {membership.country for membership in memberships if membership.country}
    organisations = {"united_nations"} if "UN" in countries else set()
    used = (
        ("acts", "act", uses.acts),
        ("countries", "country", countries - {"UN"}),
        ("occasions", "occasion", uses.occasions),
        ("organisations", "organisation", organisations),
        ("topics", "topic", uses.topics),
    )
    for file, prefix, keys in used:
        known: Mapping[str, Concept] = concepts(file)
        for key in sorted(keys):
            if key in known:
                yield _described(named(prefix, key), known[key])
    yield from _choices()


def _described(node: str, concept: Concept) -> str:
    names = [
        f"{terms.plain(concept.pref[language])}@{language}" for language in ("ar", "en") if language in concept.pref
    ]
    codes = (*concept.properties.get("notation", ()), *concept.properties.get("iso2", ()))
    values = {
        "skos:prefLabel": names,
        "skos:notation": [terms.plain(code) for code in dict.fromkeys(codes)],  # EU has its code twice
        **{property_: _linked(concept.properties.get(name, ())) for name, property_ in _LINKS.items()},
    }
    about = [f"{property_} {' , '.join(objects)}" for property_, objects in values.items() if objects]
    return described(node, ["a skos:Concept", *about])


def _linked(urls: Iterable[str]) -> list[str]:
    return [shortened(target) for target in map(link, urls) if target is not None]


def _choices() -> Iterator[str]:
    """Describe the forms and polarities, which are few and always the same."""
    known = concepts("bayan")
    for key in ("direct", "indirect", "mixed", "neutral", "oppose", "support"):
        if key in known:
            yield _described(named("bayan", key), known[key])
