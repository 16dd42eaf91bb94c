"""The store on disk: replaced whole, opened read-only, never half there."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import sample_graph

from graph.errors import GraphFileError, QueryError, StoreError
from graph.rdf import quads
from graph.store import Store, current_generation

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(store: Store) -> int:
    solutions = store.query(COUNT)
    assert isinstance(solutions, ox.QuerySolutions)
    return int(next(solutions)["n"].value)


def test_a_store_holds_every_quad_and_queries_all_graphs(tmp_path: Path) -> None:
    every = list(quads(sample_graph()))
    store = Store.create(tmp_path / "store", every)
    assert len(store) == count(store) == len(every)


def test_a_rebuild_takes_the_place_of_the_old(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", quads(sample_graph()))
    before = current_generation(tmp_path / "store")
    few = list(quads(sample_graph()))[:10]
    assert len(Store.create(tmp_path / "store", few)) == 10
    assert current_generation(tmp_path / "store") != before
    assert len(list((tmp_path / "store").glob("data-*"))) == 1


def test_a_crash_leaves_the_previous_store_whole(tmp_path: Path) -> None:
    every = list(quads(sample_graph()))
    Store.create(tmp_path / "store", every)

    def broken() -> Iterator[ox.Quad]:
        yield every[0]
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        Store.create(tmp_path / "store", broken())
    assert len(Store.open(tmp_path / "store")) == len(every)
    assert len(list((tmp_path / "store").glob("data-*"))) == 1


def test_two_readers_at_once(tmp_path: Path) -> None:
    Store.create(tmp_path / "store", quads(sample_graph()))
    one, two = Store.open(tmp_path / "store"), Store.open(tmp_path / "store")
    assert count(one) == count(two)


def test_no_store_and_a_pointer_that_leads_astray_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "absent")
    (tmp_path / "current").write_text("../../etc")
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path)
    (tmp_path / "current").write_text("data-00")
    (tmp_path / "data-00").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_query_cannot_change_the_graph(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", quads(sample_graph()))
    for update in ("DELETE WHERE { ?s ?p ?o }", "LOAD <file:///etc/passwd>", "DROP ALL"):
        with pytest.raises(QueryError, match="cannot be read"):
            store.query(update)
    assert count(store) == len(store)


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("@prefix a: <http://a/> .\na:b a:c .\n")
    with pytest.raises(GraphFileError, match=r"graph\.ttl: line 2"):
        Store.load(tmp_path / "graph.ttl")
    with pytest.raises(GraphFileError, match="cannot be read"):
        Store.load(tmp_path / "absent.ttl")
    with pytest.raises(GraphFileError, match="not an RDF file name"):
        Store.load(tmp_path / "graph.doc")
