"""The merged graph as files: Turtle, TriG, N-Quads, N-Triples, JSON-LD, GraphML and GEXF.

Every writer streams, writes the same bytes for the same graph, and leaves the file as it was when it fails. A further
suffix of `.gz` or `.zst` compresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.errors import UsageError
from graph.export.files import written
from graph.export.jsonld import jsonld
from graph.model import MergedGraph
from graph.rdf import DEFAULT_BASE, header, parsed, prefixes, quads, trig_blocks, triples, turtle_blocks
from graph.rdf.names import checked_base

__all__ = [
    "FORMATS",
    "check_format",
    "write",
    "write_gexf",
    "write_graphml",
    "write_jsonld",
    "write_nquads",
    "write_ntriples",
    "write_trig",
    "write_turtle",
]


def write_turtle(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write every triple as Turtle, grouped by subject."""
    _write_text(path, _declared(turtle_blocks(graph), base))


def write_trig(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write TriG: the reports of an article in the graph that the article names."""
    _write_text(path, _declared(trig_blocks(graph), base))


def write_jsonld(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write JSON-LD 1.1 with a context of the prefixes."""
    _write_text(path, jsonld(triples(graph, base), prefixes(base)))


def write_nquads(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write N-Quads: the reports of an article in the graph that the article names."""
    with written(path) as output:
        ox.serialize(quads(graph, base), output, format=ox.RdfFormat.N_QUADS)


def write_ntriples(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write every triple as N-Triples."""
    with written(path) as output:
        ox.serialize(parsed(turtle_blocks(graph), base), output, format=ox.RdfFormat.N_TRIPLES)


def write_graphml(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write the full networkx view (`graph.network.network`) as GraphML, which Gephi, yEd and networkx read."""
    from graph.export.interchange import write_graphml as write_view

    with written(path) as output:
        write_view(graph, output)


def write_gexf(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write the full networkx view (`graph.network.network`) as GEXF 1.2, which Gephi and networkx read."""
    from graph.export.interchange import write_gexf as write_view

    with written(path) as output:
        write_view(graph, output)


Writer = Callable[[MergedGraph, Path, str], None]

FORMATS: dict[str, Writer] = {
    ".ttl": write_turtle,
    ".trig": write_trig,
    ".nq": write_nquads,
    ".nt": write_ntriples,
    ".jsonld": write_jsonld,
    ".graphml": write_graphml,
    ".gexf": write_gexf,
}
"""The writer of each suffix."""


def write(graph: MergedGraph, path: Path, base: str = DEFAULT_BASE) -> None:
    """Write the format that the suffix names (`graph.nq`, `graph.nq.gz`).

    Raises `graph.errors.UsageError` when no writer has that suffix.
    """
    FORMATS[check_format(path)](graph, path, base)


def check_format(path: Path) -> str:
    """Return the suffix of a file name that names its format.

    Raises `graph.errors.UsageError` when no writer has that suffix.
    """
    plain = path.with_suffix("") if path.suffix in (".gz", ".zst") else path
    if plain.suffix not in FORMATS:
        raise UsageError(f"{path.name}: no such format; use one of {', '.join(FORMATS)}, with .gz or .zst if you like")
    return plain.suffix


def _declared(blocks: Iterable[str], base: str) -> Iterator[str]:
    yield header(prefixes(checked_base(base)))
    yield from blocks


def _write_text(path: Path, pieces: Iterable[str]) -> None:
    with written(path) as output:
        _copy(pieces, output)


def _copy(pieces: Iterable[str], output: IO[bytes]) -> None:
    for piece in pieces:
        output.write(piece.encode())
