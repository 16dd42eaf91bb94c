"""Virtuoso, a store of another make, loads the Turtle file and answers every saved query with the same rows.

By hand: `virtuoso-t -f -c virtuoso.ini`, then in `isql-vt 1111 dba dba`
`TTLP_MT(file_open('graph.ttl'), '', 'https://data.example/bayan');` the file's folder being in `DirsAllowed`.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import sample_graph

from graph.export.serialise import write_trig, write_turtle
from graph.lookup import bindings
from graph.push import PushSettings, push
from graph.query import bound, run, saved_queries, saved_query
from graph.rdf import quads
from graph.store import Store

httpx = pytest.importorskip("httpx", reason="httpx is not installed (pip install 'bayan[push]')")

GRAPH = "https://data.example/bayan"
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""
GIVEN = [{}, {"country": "US"}, {"topic": "sanctions"}, {"speaker": "الناطق"}, {"since": "2024-11-06"}]
Ask = Callable[[str], list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def virtuoso_http() -> str:
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory, virtuoso_http: str) -> Iterator[Ask]:
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    folder = tmp_path_factory.mktemp("virtuoso")
    write_turtle(sample_graph(), folder / "graph.ttl")
    sql, http = free_port(), virtuoso_http.rpartition(":")[2]
    (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, sql=sql, http=http))
    server = subprocess.Popen(
        ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(sql, server)
        load = f"DB.DBA.TTLP_MT(file_open('{folder}/graph.ttl'), '', '{GRAPH}');"
        subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        with httpx.Client(timeout=60, headers={"Accept": "application/sparql-results+json"}) as client:

            def ask(query: str) -> list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]:
                sent = {"query": query, "default-graph-uri": GRAPH}
                answer = client.post(f"{virtuoso_http}/sparql", data=sent)
                assert answer.status_code == 200, answer.text[:300]
                rows = ox.parse_query_results(answer.content, ox.QueryResultsFormat.JSON)
                assert isinstance(rows, ox.QuerySolutions)
                return [tuple(row) for row in rows]

            yield ask
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "Virtuoso did not start"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Virtuoso did not open its port within half a minute")


def test_it_holds_every_triple(virtuoso: Ask) -> None:
    counted = virtuoso("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0][0]
    assert isinstance(counted, ox.Literal)
    assert int(counted.value) == len({quad.triple for quad in quads(sample_graph())})


@pytest.mark.parametrize("name", [name for name, query in saved_queries().items() if "CONSTRUCT" not in query.text])
def test_every_saved_query_gives_the_same_rows(virtuoso: Ask, name: str) -> None:
    query = saved_query(name)
    if "SERVICE" in query.text:
        pytest.skip("asks Wikidata, and tests stay offline")
    store = Store.of(quads(sample_graph()))
    for given in GIVEN:
        if set(given) <= set(query.parameters):
            values = bindings(store, given)
            ours = run(store, query.text, values).rows
            assert texts(virtuoso(bound(query.text, values))) == texts(list(ours)), given
    assert texts(virtuoso(query.text)) == texts(list(run(store, query.text).rows)), "as the file stands"


def texts(rows: list[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]) -> list[tuple[str, ...]]:
    """Return rows without datatypes, which Virtuoso widens, in order."""
    return sorted(tuple(str(getattr(value, "value", "")) for value in row) for row in rows)


def test_a_push_fills_it_too(virtuoso: Ask, virtuoso_http: str, tmp_path: Path) -> None:
    """It has no default graph, so all goes to named ones; it asks for the password by HTTP Digest."""
    write_trig(sample_graph(), tmp_path / "graph.trig")
    rest = "https://data.example/pushed"
    settings = PushSettings(graph=rest, named=True, user="dba", password="dba", digest=True, chunk=150)
    report = push(tmp_path / "graph.trig", f"{virtuoso_http}/sparql-graph-crud-auth", settings)
    assert report.triples == len(set(quads(sample_graph())))
    names = sorted({str(quad.graph_name) for quad in quads(sample_graph())} - {"DEFAULT"})
    clauses = " ".join(f"FROM {name}" for name in (*names, f"<{rest}>"))
    asked = httpx.get(
        f"{virtuoso_http}/sparql",
        params={"query": f"SELECT (COUNT(*) AS ?n) {clauses} WHERE {{ ?s ?p ?o }}"},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert int(asked.json()["results"]["bindings"][0]["n"]["value"]) == report.triples
