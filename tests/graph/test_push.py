"""Pushing to a real, separate SPARQL server and back; retries and resuming against one that misbehaves."""

import base64
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pyoxigraph as ox
import pytest
from sample_graph import KEPT, sample_graph

from graph.errors import BayanError, PushError
from graph.export.serialise import write_trig, write_turtle
from graph.push import PushSettings, push
from graph.query import run, saved_query
from graph.rdf import quads, triples
from graph.store import Store

httpx = pytest.importorskip("httpx", reason="httpx is not installed (pip install 'bayan[push]')")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("push")
    write_turtle(sample_graph(), folder / "graph.ttl")
    write_trig(sample_graph(), folder / "graph.trig")
    return folder


def fetched(server: str) -> set[ox.Quad]:
    answer = httpx.get(f"{server}/store", headers={"Accept": "application/n-quads"})
    return set(ox.parse(answer.content, format=ox.RdfFormat.N_QUADS))


def test_there_and_back_again(files: Path, oxigraph: str) -> None:
    report = push(files / "graph.ttl", f"{oxigraph}/store", PushSettings(chunk=50))
    assert report.triples == len(set(triples(sample_graph()))) and report.chunks == -(-report.triples // 50)
    assert {quad.triple for quad in fetched(oxigraph)} == set(triples(sample_graph()))
    again = push(files / "graph.ttl", f"{oxigraph}/store")
    assert again.triples == report.triples
    assert len(fetched(oxigraph)) == report.triples  # sent twice, there once
    assert KEPT in {getattr(quad.object, "value", "") for quad in fetched(oxigraph)}
    query = saved_query("who_said_what").text
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    answer = httpx.post(f"{oxigraph}/query", content=query, headers=headers)
    rows = ox.parse_query_results(answer.content, ox.QueryResultsFormat.JSON)
    assert isinstance(rows, ox.QuerySolutions)
    assert [tuple(row) for row in rows] == list(run(Store.of(quads(sample_graph())), query).rows)


def test_each_articles_graph_goes_to_its_own(files: Path, oxigraph: str) -> None:
    httpx.request("DELETE", f"{oxigraph}/store", params={"default": ""})
    push(files / "graph.trig", f"{oxigraph}/store", PushSettings(named=True, replace=True, chunk=40))
    assert fetched(oxigraph) == set(quads(sample_graph()))


def test_what_is_in_no_graph_can_go_to_one_beside_the_named(files: Path, oxigraph: str) -> None:
    name = ox.NamedNode("https://data.example/rest")
    httpx.request("DELETE", f"{oxigraph}/store", params={"default": ""})
    push(files / "graph.trig", f"{oxigraph}/store", PushSettings(named=True, graph=name.value))
    graphs = {quad.graph_name for quad in fetched(oxigraph)}
    assert ox.DefaultGraph() not in graphs and name in graphs
    assert {quad.triple for quad in fetched(oxigraph)} == set(triples(sample_graph()))
    httpx.request("DELETE", f"{oxigraph}/store", params={"graph": name.value})


def test_a_graph_can_be_named_and_replaced(files: Path, oxigraph: str) -> None:
    name = "https://data.example/graph"
    for _ in range(2):
        push(files / "graph.ttl", f"{oxigraph}/store", PushSettings(graph=name, replace=True))
    inside = {quad.triple for quad in fetched(oxigraph) if quad.graph_name == ox.NamedNode(name)}
    assert inside == set(triples(sample_graph()))


class Unsteady(BaseHTTPRequestHandler):
    """Answers with the statuses it is told to, then takes everything."""

    statuses: ClassVar[list[int]] = []
    taken: ClassVar[list[bytes]] = []
    authorisation: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = Unsteady.statuses.pop(0) if Unsteady.statuses else 204
        Unsteady.authorisation.append(self.headers.get("Authorization"))
        if status == 204:
            Unsteady.taken.append(body)
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def unsteady(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("graph.push.time.sleep", lambda seconds: None)
    Unsteady.statuses, Unsteady.taken, Unsteady.authorisation = [], [], []
    server = HTTPServer(("127.0.0.1", 0), Unsteady)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/store"
    server.shutdown()
    server.server_close()


def test_a_server_that_falters_is_asked_again(files: Path, unsteady: str) -> None:
    Unsteady.statuses = [503, 429, 204, 500]
    report = push(files / "graph.ttl", unsteady, PushSettings(chunk=200))
    received = {quad.triple for body in Unsteady.taken for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}
    assert received == set(triples(sample_graph())) and report.chunks == len(Unsteady.taken)


def test_an_interrupted_push_goes_on_where_it_was(files: Path, unsteady: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    settings = PushSettings(chunk=100, tries=2)
    Unsteady.statuses = [204, 204, 503, 503]
    with pytest.raises(PushError, match=r"503.*again to go on"):
        push(files / "graph.ttl", unsteady, settings, state)
    assert len(Unsteady.taken) == 2
    report = push(files / "graph.ttl", unsteady, settings, state)
    assert report.skipped == 2 and not state.exists()
    assert sum(body.count(b"\n") for body in Unsteady.taken) == len(set(triples(sample_graph())))


def test_a_changed_file_starts_anew(files: Path, unsteady: str, tmp_path: Path) -> None:
    state, copy = tmp_path / "state", tmp_path / "graph.ttl"
    shutil.copy(files / "graph.ttl", copy)
    Unsteady.statuses = [204, 503]
    with pytest.raises(PushError):
        push(copy, unsteady, PushSettings(chunk=100, tries=1), state)
    copy.write_text(copy.read_text("utf-8") + "<http://a/> <http://b/> <http://c/> .\n", "utf-8")
    assert push(copy, unsteady, PushSettings(chunk=100), state).skipped == 0


def test_who_sends_is_told_and_never_written_down(files: Path, unsteady: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    Unsteady.statuses = [204, 403]
    with pytest.raises(PushError, match="--user") as failure:
        push(files / "graph.ttl", unsteady, PushSettings(user="reader", password="hush", chunk=100), state)
    assert Unsteady.authorisation[0] == "Basic " + base64.b64encode(b"reader:hush").decode()
    assert "hush" not in str(failure.value) and "hush" not in state.read_text()
    push(files / "graph.ttl", unsteady, PushSettings(token="abc"))
    assert Unsteady.authorisation[-1] == "Bearer abc"


@pytest.mark.parametrize(("status", "remedy"), [(404, "address"), (413, "--chunk"), (302, "redirects"), (400, "log")])
def test_a_refusal_is_not_repeated_and_has_a_remedy(files: Path, unsteady: str, status: int, remedy: str) -> None:
    Unsteady.statuses = [status]
    with pytest.raises(PushError, match=remedy):
        push(files / "graph.ttl", unsteady)
    assert len(Unsteady.authorisation) == 1
    (files / ".graph.ttl.push").unlink(missing_ok=True)


def test_what_cannot_be_pushed_is_one_line(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.push.time.sleep", lambda seconds: None)
    with pytest.raises(BayanError, match="not an http"):
        push(files / "graph.ttl", "file:///etc")
    with pytest.raises(BayanError, match="no such file"):
        push(tmp_path / "absent.ttl", "http://127.0.0.1:9/store")
    with pytest.raises(PushError, match="cannot be reached") as failure:
        push(files / "graph.ttl", "http://me:secret@127.0.0.1:9/store", PushSettings(tries=2))
    assert "secret" not in str(failure.value)
    (tmp_path / "graph.ttl").write_text("<http://a/> nonsense", "utf-8")
    with pytest.raises(BayanError, match=r"graph\.ttl: line 1"):
        push(tmp_path / "graph.ttl", "http://127.0.0.1:9/store", PushSettings(tries=1))
