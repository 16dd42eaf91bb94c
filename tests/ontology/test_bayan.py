"""The ontology's own file: every term that anything uses is declared, in both languages."""

from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
BAYAN = rdflib.Namespace("https://w3id.org/bayan/ontology#")
DECLARED = rdflib.Graph().parse(ONTOLOGY / "bayan.ttl")


def terms(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {t for triple in graph for t in triple if isinstance(t, rdflib.URIRef) and t.startswith(BAYAN)}


def test_every_class_and_property_is_named_and_explained_in_both_languages() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {s for kind in kinds for s in DECLARED.subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef)}
    assert len(declared) > 60
    for term in declared:
        for property_ in (RDFS.label, RDFS.comment):
            languages = sorted(str(text.language) for text in DECLARED.objects(term, property_))
            assert languages == ["ar", "en"], f"{term} {property_}"
    concepts = set(DECLARED.subjects(RDF.type, SKOS.Concept))
    assert concepts | declared | set(DECLARED.subjects(RDF.type, SKOS.ConceptScheme)) == terms(DECLARED)


def test_every_term_that_a_concept_file_or_shape_uses_is_declared() -> None:
    known = terms(DECLARED)
    for file in sorted(ONTOLOGY.glob("*.ttl")):
        assert terms(rdflib.Graph().parse(file)) <= known, file.name


def test_values_are_of_the_kind_that_a_property_is_declared_for() -> None:
    literal = dict.fromkeys(DECLARED.subjects(RDF.type, OWL.ObjectProperty), False)
    literal |= dict.fromkeys(DECLARED.subjects(RDF.type, OWL.DatatypeProperty), True)
    for file in sorted(ONTOLOGY.glob("*.ttl")):
        for subject, property_, value in rdflib.Graph().parse(file):
            if property_ in literal:
                assert isinstance(value, rdflib.Literal) == literal[property_], f"{file.name}: {subject} {property_}"


def test_every_term_that_a_graph_or_a_query_uses_is_declared() -> None:
    import re

    known = {term.removeprefix(BAYAN) for term in terms(DECLARED)}
    mapping = (ONTOLOGY.parent / "graph/rdf/mapping.py").read_text("utf-8")
    used = set(re.findall(r"\bbayan:(\w+)", mapping))
    for query in (ONTOLOGY / "queries").glob("*.rq"):
        used |= set(re.findall(r"\bbayan:(\w+)", query.read_text("utf-8")))
    assert used and used <= known


def test_it_has_a_version_a_licence_and_its_parents() -> None:
    ontology = rdflib.URIRef("https://w3id.org/bayan/ontology")
    assert DECLARED.value(ontology, OWL.versionInfo)
    assert DECLARED.value(ontology, rdflib.DCTERMS.license)
    assert {rdflib.URIRef("https://schema.org/Quotation"), rdflib.PROV.Entity} == set(
        DECLARED.objects(BAYAN.Statement, RDFS.subClassOf)
    )
