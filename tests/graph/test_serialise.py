"""Files: every parser reads back the same triples; bytes are stable; a failure leaves the old file."""

import gzip
import io
import os
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from sample_graph import HOSTILE, KEPT, sample_graph

from graph.errors import BayanError
from graph.export import serialise
from graph.export.serialise import write, write_graphml, write_jsonld, write_nquads, write_trig, write_turtle
from graph.export.turtle import turtle
from graph.rdf import quads, triples, turtle_blocks
from graph.store import Store, opened, rdf_format
from graph.validate import rdflib_graph

RDF = [suffix for suffix in serialise.FORMATS if suffix not in (".graphml", ".gexf")]
EXPECTED = len(set(triples(sample_graph())))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for suffix in serialise.FORMATS:
        write(sample_graph(), folder / f"graph{suffix}")
    return folder


def parsed(path: Path) -> set[ox.Triple]:
    with opened(path) as source:
        return {quad.triple for quad in ox.parse(source, format=rdf_format(path))}


@pytest.mark.parametrize("suffix", RDF)
def test_oxigraph_reads_back_what_was_written(files: Path, suffix: str) -> None:
    assert parsed(files / f"graph{suffix}") == set(triples(sample_graph()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("suffix", RDF)
def test_rdflib_reads_the_same_graph(files: Path, suffix: str) -> None:
    formats = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(files / f"graph{suffix}", format=formats[suffix])
    graph = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    assert len(graph) == EXPECTED
    assert isomorphic(graph, rdflib_graph(files / "graph.nt"))


def test_rdflibs_own_turtle_comes_back_through_oxigraph(files: Path, tmp_path: Path) -> None:
    rdflib.Graph().parse(files / "graph.ttl").serialize(tmp_path / "again.ttl", format="turtle", encoding="utf-8")
    assert parsed(tmp_path / "again.ttl") == set(triples(sample_graph()))


def test_named_graphs_survive(files: Path) -> None:
    for suffix in (".trig", ".nq"):
        with opened(files / f"graph{suffix}") as source:
            assert set(ox.parse(source, format=rdf_format(files / f"graph{suffix}"))) == set(quads(sample_graph()))


def test_hostile_text_comes_back_from_every_format(files: Path) -> None:
    for suffix in RDF:
        assert KEPT in {getattr(t.object, "value", "") for t in parsed(files / f"graph{suffix}")}
    assert HOSTILE != KEPT


@pytest.mark.parametrize(
    ("tool", "suffix", "syntax"),
    [("rapper", ".ttl", "turtle"), ("rapper", ".nt", "ntriples"), ("rapper", ".nq", "nquads"),
     ("serdi", ".ttl", "turtle"), ("serdi", ".nt", "ntriples"), ("serdi", ".nq", "nquads"), ("serdi", ".trig", "trig")],
)  # fmt: skip
def test_c_parsers_read_the_same(files: Path, tool: str, suffix: str, syntax: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed (Debian: raptor2-utils, serdi)")
    written = "ntriples" if suffix in (".ttl", ".nt") else "nquads"
    quiet = ["-q"] if tool == "rapper" else []
    command = [tool, *quiet, "-i", syntax, "-o", written, str(files / f"graph{suffix}")]
    done = subprocess.run(command, capture_output=True, check=True)
    read = set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))
    if written == "nquads":
        assert read == set(quads(sample_graph()))
    assert {quad.triple for quad in read} == set(triples(sample_graph()))


N3 = """
const fs = require('fs'), { Parser, Writer } = require('n3');
const quads = new Parser({ format: process.argv[2] }).parse(fs.readFileSync(process.argv[1], 'utf8'));
const writer = new Writer({ format: 'N-Quads' });
quads.forEach(quad => writer.addQuad(quad));
writer.end((error, text) => process.stdout.write(text));
"""


@pytest.mark.parametrize(
    ("suffix", "syntax"),
    [(".ttl", "text/turtle"), (".trig", "application/trig"), (".nt", "application/n-triples"),
     (".nq", "application/n-quads")],
)  # fmt: skip
def test_a_javascript_parser_reads_the_same(files: Path, suffix: str, syntax: str) -> None:
    node = shutil.which("node")
    modules = os.environ.get("BAYAN_NODE_MODULES", "")
    environment = {**os.environ, "NODE_PATH": modules}
    if not node or subprocess.run([node, "-e", "require('n3')"], env=environment, capture_output=True).returncode:
        pytest.skip("N3.js is not installed (npm install n3, its node_modules in BAYAN_NODE_MODULES)")
    command = [node, "-e", N3, "--", str(files / f"graph{suffix}"), syntax]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    read = set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))
    if suffix in (".trig", ".nq"):
        assert read == set(quads(sample_graph()))
    assert {quad.triple for quad in read} == set(triples(sample_graph()))


@pytest.mark.parametrize("suffix", serialise.FORMATS)
def test_bytes_are_the_same_every_time(files: Path, tmp_path: Path, suffix: str) -> None:
    write(sample_graph(), tmp_path / f"graph{suffix}")
    assert (tmp_path / f"graph{suffix}").read_bytes() == (files / f"graph{suffix}").read_bytes()


def test_turtle_is_for_people(files: Path) -> None:
    text = (files / "graph.ttl").read_text("utf-8")
    assert "\n\nstatement:s2 a bayan:Statement , schema:Quotation ;\n    bayan:speaker speaker:envoy ;\n" in text
    assert "bayan:confidence 0.9 ;" in text and '"2024-11-05"^^xsd:date ;' in text


def test_a_name_that_would_need_an_escape_is_a_full_iri() -> None:
    name = ox.NamedNode("https://x.example/-a")
    text = "".join(turtle([ox.Triple(name, name, name)], {"x": "https://x.example/"}))
    assert "<https://x.example/-a> <https://x.example/-a> <https://x.example/-a> ." in text and "\\" not in text


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_compressed_files_hold_the_same_and_no_clock(tmp_path: Path, files: Path, compression: str) -> None:
    if compression == ".zst":
        pytest.importorskip("zstandard", reason="zstandard is not installed (pip install 'bayan[zstd]')")
    for folder in ("one", "two"):
        write(sample_graph(), tmp_path / folder / f"graph.nq{compression}")
    first, second = (tmp_path / folder / f"graph.nq{compression}" for folder in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    with opened(first) as source:
        assert source.read() == (files / "graph.nq").read_bytes()
    assert len(Store.load(first)) == len(set(quads(sample_graph())))


def test_gzip_is_gzip(tmp_path: Path) -> None:
    write_turtle(sample_graph(), tmp_path / "graph.ttl.gz")
    assert gzip.decompress((tmp_path / "graph.ttl.gz").read_bytes()).startswith(b"@prefix")


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(sample_graph(), path)
    before = path.read_bytes()

    def broken(*_: object) -> Iterator[str]:
        yield next(turtle_blocks(sample_graph()))
        raise RuntimeError("the power went")

    monkeypatch.setattr(serialise, "turtle_blocks", broken)
    with pytest.raises(RuntimeError):
        write_turtle(sample_graph(), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BayanError, match="cannot be written"):
        write_turtle(sample_graph(), tmp_path / "file" / "graph.ttl")
    with pytest.raises(BayanError, match="no such format"):
        write(sample_graph(), tmp_path / "graph.doc")


@pytest.mark.parametrize("writer", [write_trig, write_nquads, write_jsonld, write_graphml])
def test_a_folder_that_is_not_there_is_made(tmp_path: Path, writer: serialise.Writer) -> None:
    writer(sample_graph(), tmp_path / "new" / "file", "https://data.example/")
    assert (tmp_path / "new" / "file").stat().st_size > 100


def test_writing_holds_little_at_once() -> None:
    """A thousand times the triples must not need more memory to write."""
    some = list(triples(sample_graph()))

    def peak(times: int) -> int:
        tracemalloc.start()
        sink = io.BytesIO()
        for piece in turtle((triple for _ in range(times) for triple in some), {}):
            sink.seek(0)
            sink.write(piece.encode())
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    assert peak(100) < 1.5 * peak(5) + 100_000
