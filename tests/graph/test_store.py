"""The store on disk: replaced whole, opened read-only, never half there."""

import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import sample_graph

from graph.errors import GraphFileError, QueryError, StoreError
from graph.export.serialise import write_trig, write_turtle
from graph.rdf import triples
from graph.store import Store, current_generation, loading

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(store: Store) -> int:
    solutions = store.query(COUNT)
    assert isinstance(solutions, ox.QuerySolutions)
    return int(next(solutions)["n"].value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    write_turtle(sample_graph(), path)
    return path


def test_a_store_holds_every_triple_and_quads_of_all_graphs_are_queried(tmp_path: Path, file: Path) -> None:
    store = Store.create(tmp_path / "store", file)
    assert len(store) == count(store) == len(set(triples(sample_graph())))
    write_trig(sample_graph(), tmp_path / "graph.trig")
    named = Store.create(tmp_path / "store", tmp_path / "graph.trig")
    assert len(named) == count(named) == len(store)
    assert named.query("ASK { GRAPH ?graph { ?s ?p ?o } }") and not store.query("ASK { GRAPH ?graph { ?s ?p ?o } }")


def test_a_rebuild_takes_the_place_of_the_old(tmp_path: Path, file: Path) -> None:
    Store.create(tmp_path / "store", file)
    before = current_generation(tmp_path / "store")
    few = tmp_path / "few.ttl"
    few.write_text("<http://x/s> <http://x/p> 1 , 2 .", "utf-8")
    assert len(Store.create(tmp_path / "store", few)) == 2
    assert current_generation(tmp_path / "store") != before
    assert len(list((tmp_path / "store").glob("data-*"))) == 1


def test_a_crash_leaves_the_previous_store_whole(tmp_path: Path, file: Path) -> None:
    whole = len(Store.create(tmp_path / "store", file))
    broken = tmp_path / "broken.ttl"
    broken.write_text(file.read_text("utf-8") + "\n<http://x/s> <http://x/p>", "utf-8")
    with pytest.raises(SyntaxError):
        Store.create(tmp_path / "store", broken)
    assert len(Store.open(tmp_path / "store")) == whole
    assert len(list((tmp_path / "store").glob("data-*"))) == 1


def test_a_store_is_loaded_while_other_work_is_done(tmp_path: Path, file: Path) -> None:
    with loading(tmp_path / "store", file):
        pass
    whole = len(Store.open(tmp_path / "store"))
    assert whole == len(set(triples(sample_graph())))
    with pytest.raises(ZeroDivisionError), loading(tmp_path / "store", file):
        raise ZeroDivisionError
    assert len(Store.open(tmp_path / "store")) == whole
    assert len(list((tmp_path / "store").glob("data-*"))) == 1


def test_loading_ends_soon_after_it_is_given_up(tmp_path: Path) -> None:
    given_up = threading.Event()
    long = tmp_path / "long.ttl"
    long.write_text("".join(f"<http://x/{n}> <http://x/p> {n} .\n" for n in range(10_000)), "utf-8")
    given_up.set()
    with pytest.raises(StoreError, match="given up"):
        Store.create(tmp_path / "store", long, given_up)
    assert list((tmp_path / "store").iterdir()) == []


def test_two_readers_at_once(tmp_path: Path, file: Path) -> None:
    Store.create(tmp_path / "store", file)
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


def test_a_query_cannot_change_the_graph(tmp_path: Path, file: Path) -> None:
    store = Store.create(tmp_path / "store", file)
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
