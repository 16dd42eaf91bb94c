"""The commands that carry a graph elsewhere: other formats, other stores, a browser."""

import contextlib
import gzip
import json
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from commands import BAYAN, ROOT, assert_one_line, bayan
from sample_graph import KEPT, sample_graph

from graph.store import rdf_format

httpx = pytest.importorskip("httpx", reason="httpx is not installed (pip install 'bayan[push]')")
pytest.importorskip("uvicorn", reason="uvicorn is not installed (pip install 'bayan[serve]')")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a graph of records whose texts are hostile, as `bayan graph` does."""
    folder = tmp_path_factory.mktemp("elsewhere")
    reports = (report for statement in sample_graph().statements for report in statement.reports)
    lines = (json.dumps(report.record.to_dict(), ensure_ascii=False).replace("\ud800", "\ufffd") for report in reports)
    (folder / "statements.jsonl").write_text("\n".join(lines), "utf-8")
    done = bayan("graph", folder / "statements.jsonl", "--out", folder / "out", "--base", "https://data.example/")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@contextlib.contextmanager
def served(*arguments: object) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Run `bayan serve` on a free port and give its address, which it prints once it listens."""
    command = [*BAYAN, "serve", *map(str, arguments), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT)
    try:
        assert process.stderr
        lines = [process.stderr.readline() for _ in range(4)]
        found = re.search(r"http://\S+/(?=\s)", "".join(lines))
        assert found, lines
        yield found[0], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0  # Ctrl-C is the way to end it


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    with served(out, "--rows", "300") as (found, _):
        yield found


def quads(path: Path) -> set[ox.Quad]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return set(ox.parse(data, format=rdf_format(path)))


def test_export_writes_every_format_the_suffixes_name(out: Path, tmp_path: Path) -> None:
    names = ["a.nq.gz", "a.nt", "a.jsonld", "a.trig", "a.gexf"]
    done = bayan("export", *(tmp_path / name for name in names), "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert quads(tmp_path / "a.nq.gz") == quads(tmp_path / "a.trig") == quads(out / "graph.trig")
    assert quads(tmp_path / "a.nt") == quads(tmp_path / "a.jsonld") == quads(out / "graph.ttl")
    assert (tmp_path / "a.trig").read_bytes() == (out / "graph.trig").read_bytes()
    assert KEPT in {getattr(quad.object, "value", "") for quad in quads(tmp_path / "a.nt")}
    assert_one_line(bayan("export", tmp_path / "a.doc", "--out", out), 2, "a.doc", ".jsonld")
    assert_one_line(bayan("export", tmp_path / "a.nt", "--out", tmp_path), 1, tmp_path)


def test_the_out_folder_describes_itself(out: Path) -> None:
    void = {(q.subject.value, q.predicate.value): getattr(q.object, "value", "") for q in quads(out / "void.ttl")}
    data = "https://data.example/dataset"
    assert int(void[data, "http://rdfs.org/ns/void#triples"]) == len(quads(out / "graph.ttl"))
    sizes = {value for (_, name), value in void.items() if name.endswith("#byteSize")}
    assert str((out / "graph.ttl").stat().st_size) in sizes and len(sizes) == 4
    assert "bayan/ontology#" in (out / "ontology.html").read_text("utf-8")


@pytest.fixture
def store(oxigraph: str) -> str:
    """Return the address of the server's Graph Store."""
    return f"{oxigraph}/store"


def held(store: str) -> set[ox.Quad]:
    answer = httpx.get(store, headers={"Accept": "application/n-quads"})
    return set(ox.parse(answer.content, format=ox.RdfFormat.N_QUADS))


def test_push_loads_a_separate_server(out: Path, store: str) -> None:
    done = bayan("push", store, "--out", out, "--chunk", "100")
    assert (done.returncode, done.stderr) == (0, "")
    triples = quads(out / "graph.ttl")
    assert done.stdout == f"{len(triples):,} triples sent in {-(-len(triples) // 100)} requests\n"
    assert held(store) == triples
    named = bayan("push", store, "--out", out, "--named", "--replace")
    assert named.returncode == 0 and held(store) == quads(out / "graph.trig")
    into = bayan("push", store, out / "graph.ttl", "--graph", "https://data.example/all")
    assert into.returncode == 0
    assert {quad.triple for quad in held(store) if str(quad.graph_name) == "<https://data.example/all>"} == {
        quad.triple for quad in triples
    }


def test_push_that_cannot_be_is_one_line(out: Path, store: str, tmp_path: Path) -> None:
    assert_one_line(bayan("push", "ftp://store.example/", "--out", out), 2, "ftp://")
    assert_one_line(bayan("push", store, "--out", tmp_path), 1, tmp_path, "bayan build")
    assert_one_line(bayan("push", store, tmp_path / "absent.ttl"), 1, "absent.ttl")
    assert_one_line(bayan("push", store.replace("/store", "/nowhere"), "--out", out), 1, "404", "Graph Store")
    assert_one_line(bayan("push", "http://127.0.0.1:9/store", "--out", out, "--tries", "1"), 1, "cannot be reached")


def test_serve_answers_and_refuses(out: Path, address: str) -> None:
    def ask(**parameters: str) -> Any:
        return httpx.get(f"{address}sparql", params=parameters)

    count = ask(query="SELECT (COUNT(*) AS ?n) { ?s a bayan:Statement ; bayan:aboutCountry country:US }")
    assert int(count.json()["results"]["bindings"][0]["n"]["value"]) == 5
    assert ask(query="ASK { speaker:nobody ?p ?o }").json()["boolean"] is False  # the graph's own prefixes too
    assert ask(update="DROP ALL").status_code == 403
    assert ask(query="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }").status_code == 403
    assert ask(query="LOAD <file:///etc/passwd>").status_code == 400
    assert ask(query="SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }").json()["results"]["bindings"] == []
    assert len(ask(query="SELECT * { ?s ?p ?o }").json()["results"]["bindings"]) == 300
    assert "access-control-allow-origin" not in httpx.get(
        f"{address}sparql", params={"query": "ASK {}"}, headers={"Origin": "https://other.example"}
    ).headers  # fmt: skip
    for page in ("", "graph.html", "ontology.html", "graph.ttl", "void.ttl"):
        assert httpx.get(address + page).content == (out / (page or "index.html")).read_bytes()
    for hidden in (".bayan.json", "store/current", "..%2fstatements.jsonl"):
        assert httpx.get(address + hidden).status_code == 404


def test_serve_that_cannot_be_is_one_line(out: Path, address: str, tmp_path: Path) -> None:
    taken = address.rstrip("/").rpartition(":")[2]
    assert_one_line(bayan("serve", tmp_path), 1, tmp_path, "bayan build")
    assert_one_line(bayan("serve", out, "--port", taken), 1, taken, "--port")
    assert_one_line(bayan("serve", out, "--host", "no.such.host.invalid"), 1, "no.such.host.invalid")
    assert_one_line(bayan("serve", out, "--port", "70000"), 2, "--port")
    assert_one_line(bayan("serve", out, "--origin", "example.org"), 2, "--origin")


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """Open the query page; nothing but this machine may be asked, nothing may go wrong on the console."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))

    def loopback_only(route: Any) -> None:
        if route.request.url.startswith((address, "blob:")):
            route.continue_()
        else:
            faults.append(route.request.url)
            route.abort()

    context.route("**/*", loopback_only)
    opened.goto(f"{address}query")
    opened.wait_for_selector("#saved option", state="attached")
    yield opened
    context.close()
    # A refused query is a response of 400, which Chromium itself logs.
    assert [fault for fault in faults if "status of 400" not in fault] == []


def test_the_query_page_runs_a_saved_query(page: Any) -> None:
    assert page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == ["ar", "rtl"]
    assert page.locator("#saved option").count() >= 15
    assert "bayan:aboutCountry" in page.input_value("#text")
    page.click("button[type=submit]")
    page.wait_for_selector("#results td")
    assert page.locator("#results tbody tr").count() == 5
    assert "5 rows" in page.inner_text("#status")
    shown = page.locator("#results td").all_text_contents()
    assert KEPT in shown  # as text: no dialog opened, no element was made of it
    assert page.locator("#results script").count() == 0
    with page.expect_download() as download:
        page.click("#csv")
    assert "speakerName" in download.value.path().read_text("utf-8")


def test_the_query_page_takes_ones_own_query_and_says_what_is_wrong(page: Any) -> None:
    def run(query: str) -> None:
        page.fill("#text", query)
        with page.expect_response("**/sparql"):
            page.press("#text", "Control+Enter")

    run("ASK { ?s a bayan:Statement }")
    page.wait_for_selector("#status:has-text('yes')")
    run("SELECT ?who { ?s bayan:aboutCountry country:US ; bayan:speaker ?who }")
    page.wait_for_selector("#results a[href^='https://data.example/speaker/']")
    run("CONSTRUCT { ?s bayan:said ?o } { ?s bayan:said ?o }")
    page.wait_for_selector("#results pre")
    assert "bayan:said" in page.inner_text("#results pre") or "#said" in page.inner_text("#results pre")
    run("SELECT nonsense")
    page.wait_for_selector("#status.error")
    assert page.locator("#results td").count() == 0


def test_the_query_page_leads_to_the_pages(page: Any) -> None:
    page.click("nav a")
    page.wait_for_selector("html[data-ready=yes]")
    page.set_viewport_size({"width": 390, "height": 844})
    page.go_back()
    page.wait_for_selector("#saved option", state="attached")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
