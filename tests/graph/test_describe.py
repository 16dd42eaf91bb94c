"""The data set's description counts what is there."""

from pathlib import Path

import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID
from sample_graph import sample_graph

from graph.export.describe import write_description
from graph.export.serialise import write_turtle
from graph.rdf import DEFAULT_BASE, triples


def test_counts_days_and_files(tmp_path: Path) -> None:
    write_turtle(sample_graph(), tmp_path / "graph.ttl")
    files = [tmp_path / "graph.ttl", tmp_path / "absent.nq"]
    write_description(sample_graph(), tmp_path / "void.ttl", files, issued="2024-12-31")
    found = rdflib.Graph().parse(tmp_path / "void.ttl")
    data = rdflib.URIRef(DEFAULT_BASE + "dataset")
    assert {VOID.Dataset, DCAT.Dataset} == set(found.objects(data, RDF.type))
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl")
    assert found.value(data, VOID.triples).toPython() == len(graph) == len(list(triples(sample_graph())))
    assert found.value(data, VOID.distinctSubjects).toPython() == len(set(graph.subjects()))
    assert found.value(data, VOID.properties).toPython() == len(set(graph.predicates()))
    for part in found.objects(data, VOID.classPartition):
        members = set(graph.subjects(RDF.type, found.value(part, VOID["class"])))
        assert found.value(part, VOID.entities).toPython() == len(members)
    for part in found.objects(data, VOID.propertyPartition):
        assert found.value(part, VOID.triples).toPython() == len(
            list(graph.triples((None, found.value(part, VOID.property), None)))
        )
    period = found.value(data, DCTERMS.temporal)
    assert [str(found.value(period, p)) for p in (DCAT.startDate, DCAT.endDate)] == ["2024-11-05", "2024-12-01"]
    distribution = found.value(data, DCAT.distribution)
    assert found.value(distribution, DCAT.byteSize).toPython() == (tmp_path / "graph.ttl").stat().st_size
    assert len(list(found.objects(data, DCAT.distribution))) == 1
    assert str(found.value(data, DCTERMS.issued)) == "2024-12-31"
    assert str(tmp_path) not in (tmp_path / "void.ttl").read_text("utf-8")


def test_without_a_day_the_bytes_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        write_description(sample_graph(), tmp_path / name)
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert b"issued" not in (tmp_path / "a.ttl").read_bytes()
