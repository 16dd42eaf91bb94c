"""The endpoint over a real socket: the protocol, and all that it refuses."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import KEPT, sample_graph

from graph.errors import BayanError
from graph.export.serialise import write_trig
from graph.rdf import quads
from graph.sparql import asks_another_server, names_its_dataset
from graph.store import Store

httpx = pytest.importorskip("httpx", reason="httpx is not installed (pip install 'bayan[dev]')")
pytest.importorskip("uvicorn", reason="uvicorn is not installed (pip install 'bayan[serve]')")

from graph.serve import _hosts, serve  # noqa: E402
from graph.serve.results import preferred  # noqa: E402

ROOT = Path(__file__).parents[2]
SELECT = "SELECT ?s WHERE { ?s a bayan:Statement } ORDER BY ?s"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["httpx.Client"]:
    folder = tmp_path_factory.mktemp("out")
    write_trig(sample_graph(), folder / "graph.trig")
    Store.create(folder / "store", folder / "graph.trig")
    (folder / "index.html").write_text("<!doctype html><title>pages</title>", "utf-8")
    (folder / ".bayan.json").write_text("{}", "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"""
from pathlib import Path
from graph.serve import serve
if __name__ == "__main__":
    serve(Path({str(folder)!r}), port={port}, timeout=2.5, rows=50, origins=["https://friend.example"])
"""
    script = folder.parent / f"{folder.name}_serve.py"
    script.write_text(code, "utf-8")
    process = subprocess.Popen([sys.executable, str(script)], cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""})
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
    try:
        for _ in range(150):
            try:
                client.get("/queries.json")
                break
            except httpx.TransportError:
                assert process.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield client
    finally:
        process.terminate()
        process.wait(10)


def test_get_and_both_kinds_of_post_answer_alike(server: "httpx.Client") -> None:
    answers = [
        server.get("/sparql", params={"query": SELECT}),
        server.post("/sparql", data={"query": SELECT}),
        server.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[0].content == answers[1].content == answers[2].content
    assert answers[0].headers["content-type"] == "application/sparql-results+json"
    assert len(answers[0].json()["results"]["bindings"]) == 4


@pytest.mark.parametrize(
    ("media_type", "results_format"),
    [("application/sparql-results+json", ox.QueryResultsFormat.JSON),
     ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
     ("text/tab-separated-values", ox.QueryResultsFormat.TSV)],
)  # fmt: skip
def test_rows_in_every_media_type(
    server: "httpx.Client", media_type: str, results_format: ox.QueryResultsFormat
) -> None:
    query = "SELECT ?t ?d ?c ?x { ?s schema:text ?t ; bayan:confidence ?c . OPTIONAL { ?s schema:dateCreated ?d } }"
    answer = server.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    parsed = ox.parse_query_results(answer.content, results_format)
    assert isinstance(parsed, ox.QuerySolutions)
    rows = {tuple(row) for row in parsed}
    direct = Store.of(quads(sample_graph())).query(query, {"schema": "https://schema.org/",
                                                           "bayan": "https://w3id.org/bayan/ontology#"})  # fmt: skip
    assert isinstance(direct, ox.QuerySolutions)
    assert rows == {tuple(row) for row in direct}
    assert KEPT in {row[0].value for row in rows}


def test_csv_ask_and_triples(server: "httpx.Client") -> None:
    csv = server.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert csv.text.startswith("s\r\n")
    for media_type in ("application/json", "application/xml", "text/csv"):
        asked = server.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": media_type})
        assert "true" in asked.text
    construct = {"query": "CONSTRUCT WHERE { ?s bayan:speaker ?o }"}
    for media_type, rdf in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ):
        answer = server.get("/sparql", params=construct, headers={"Accept": media_type})
        assert answer.headers["content-type"].startswith(media_type)
        assert len(set(ox.parse(answer.content, format=rdf))) == 4
    assert server.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"}).status_code == 406


def test_named_graphs_can_be_asked_for(server: "httpx.Client") -> None:
    graph = "https://w3id.org/bayan/id/article/a1"
    query = {"query": "SELECT ?s { ?s a bayan:Report }", "default-graph-uri": graph}
    assert len(server.get("/sparql", params=query).json()["results"]["bindings"]) == 2
    from_one = {"query": f"SELECT ?s FROM <{graph}> {{ ?s a bayan:Report }}"}
    assert len(server.get("/sparql", params=from_one).json()["results"]["bindings"]) == 2
    nowhere = {"query": "SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }"}
    assert server.get("/sparql", params=nowhere).json()["results"]["bindings"] == []
    inside = {"query": f"SELECT ?s {{ GRAPH <{graph}> {{ ?s a bayan:Report }} }}"}
    assert len(server.get("/sparql", params=inside).json()["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("status", "parameters"),
    [(400, {"query": "SELECT"}), (400, {"query": "DELETE WHERE { ?s ?p ?o }"}),
     (400, {"query": "LOAD <file:///etc/passwd>"}), (403, {"update": "DROP ALL"}),
     (403, {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}),
     (400, {"query": SELECT, "default-graph-uri": "not an IRI"})],
)  # fmt: skip
def test_what_is_refused(server: "httpx.Client", status: int, parameters: dict[str, str]) -> None:
    assert server.get("/sparql", params=parameters).status_code == status
    assert server.post("/sparql", data=parameters).status_code == status
    assert len(server.get("/sparql", params={"query": SELECT}).json()["results"]["bindings"]) == 4


def test_other_methods_and_bodies_are_refused(server: "httpx.Client") -> None:
    update = {"Content-Type": "application/sparql-update"}
    assert server.post("/sparql", content="DROP ALL", headers=update).status_code == 403
    assert server.post("/sparql", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert server.get("/sparql").status_code == 400
    query = {"Content-Type": "application/sparql-query"}
    assert server.post("/sparql", content=b"\xff", headers=query).status_code == 400
    assert server.post("/sparql", content=b"#" * (1 << 21), headers=query).status_code == 413
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.request(method, "/sparql").status_code == 405
    assert server.get("/sparql", params={"query": SELECT}, headers={"Host": "evil.example"}).status_code == 400


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(server: "httpx.Client") -> None:
    started = time.monotonic()
    answer = server.get("/sparql", params={"query": HEAVY})
    assert answer.status_code == 503 and "longer than" in answer.text
    assert time.monotonic() - started < 8
    assert server.get("/sparql", params={"query": SELECT}).status_code == 200


def test_rows_are_cut_and_said_to_be(server: "httpx.Client") -> None:
    answer = server.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert len(answer.json()["results"]["bindings"]) == 50
    assert answer.headers["x-bayan-truncated"] == "50"
    assert "x-bayan-truncated" not in server.get("/sparql", params={"query": SELECT}).headers


def test_only_named_sites_may_read_it(server: "httpx.Client") -> None:
    def allowed(origin: str) -> str | None:
        answer = server.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
        found: str | None = answer.headers.get("access-control-allow-origin")
        return found

    assert allowed("https://friend.example") == "https://friend.example"
    assert allowed("https://other.example") is None


def test_pages_are_served_and_what_is_not_a_page_is_not(server: "httpx.Client") -> None:
    assert "pages" in server.get("/").text
    page = server.get("/query")
    assert 'dir="rtl"' in page.text and "default-src 'self'" in page.headers["content-security-policy"]
    for part in ("query.js", "query.css"):
        assert server.get(f"/query-page/{part}").status_code == 200
    listed = json.loads(server.get("/queries.json").text)
    assert {"who_said_what", "evidence"} <= {query["name"] for query in listed}
    assert not any(asks_another_server(query["text"]) for query in listed)
    for hidden in ("/.bayan.json", "/store/current", "/..%2f..%2fetc/passwd", "/%2e%2e/x", "/absent.html"):
        assert server.get(hidden).status_code == 404, hidden


def test_the_query_page_asks_no_other_site() -> None:
    for file in (ROOT / "graph/serve/static").iterdir():
        text = file.read_text("utf-8")
        assert "innerHTML" not in text and "//" not in text.replace("https?:\\/\\/", "").replace("// Runs", "")


@pytest.mark.parametrize(
    "query",
    ["SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SELECT * {service silent ?g { ?s ?p ?o }}",
     "PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SELECT * { ?s ?p 1SERVICE <http://x/> {} }",
     "SELECT * { ?s ?p 'a' . #\nSERVICE <http://x/> {} }", "SELECT * { ?s ?p '''it''s''' . SERVICE <http://x/> {} }",
     'SELECT * { ?s ?p "\\"" . SERVICE <http://x/> {} }', "SELECT * { FILTER(1<2) SERVICE <http://x/> {} }",
     "SELECT * { ?s a:b.SERVICE <http://x/> {} }", "SELECT * { ?s ?p 'unclosed\n SERVICE <http://x/> {} }"],
)  # fmt: skip
def test_service_is_found_wherever_it_hides(query: str) -> None:
    assert asks_another_server(query)


@pytest.mark.parametrize(
    "query",
    ["SELECT ?service { ?service a <http://x/SERVICE> }", 'SELECT * { ?s ?p "SERVICE <x>" }', "SELECT * { } # SERVICE",
     "SELECT * { ?s ?p '''a SERVICE''' , 'it\\'s SERVICE' }", "SELECT * { ?s ex:service $serviced }"],
)  # fmt: skip
def test_the_word_alone_is_no_service(query: str) -> None:
    assert not asks_another_server(query)


def test_a_dataset_clause_is_told_from_the_word() -> None:
    assert names_its_dataset("SELECT * FROM NAMED <http://g/> { }") and names_its_dataset("ASK\nfrom<http://g/>{}")
    assert not names_its_dataset("SELECT ?from { ?from ex:from 'FROM' } # from")


def test_accept_headers_are_obeyed() -> None:
    offered = ["a/json", "b/xml", "b/csv"]
    assert preferred("", offered) == preferred("*/*", offered) == "a/json"
    assert preferred("b/*", offered) == "b/xml"
    assert preferred("a/json;q=0.1, b/csv;q=0.9", offered) == "b/csv"
    assert preferred("*/*;q=0.5, a/json;q=0", offered) == "b/xml"
    assert preferred("image/png", offered) is None and preferred("a/json;q=x", offered) is None


def test_foreign_hosts_are_refused_on_loopback_only() -> None:
    assert "localhost" in _hosts("127.0.0.1") and "localhost" in _hosts("::1")
    assert _hosts("0.0.0.0") == ["*"] == _hosts("graph.example")


def test_what_cannot_be_served_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BayanError, match="no store here"):
        serve(tmp_path)
    with pytest.raises(BayanError, match="--port"):
        serve(tmp_path, port=-1)
