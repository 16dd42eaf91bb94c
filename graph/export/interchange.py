"""GraphML and GEXF of the networkx views, written so that networkx and Gephi read back what was written."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

from graph.model import MergedGraph
from graph.network import network

if TYPE_CHECKING:
    import networkx


def write_graphml(graph: MergedGraph, output: IO[bytes]) -> None:
    """Write the full view as GraphML."""
    write_view_graphml(network(graph), output)


def write_gexf(graph: MergedGraph, output: IO[bytes]) -> None:
    """Write the full view as GEXF 1.2."""
    write_view_gexf(network(graph), output)


def write_view_graphml(view: networkx.Graph, output: IO[bytes]) -> None:
    """Write any view of `graph.network` as GraphML."""
    import networkx

    # Named keys would give a node's and an edge's `date` one XML id between them.
    networkx.write_graphml_xml(view, output, encoding="utf-8", named_key_ids=False)


def write_view_gexf(view: networkx.Graph, output: IO[bytes]) -> None:
    """Write any view of `graph.network` as GEXF 1.2.

    GEXF names a node's caption `label` itself, so networkx takes ours for it; nothing of the clock goes in.
    """
    from networkx.readwrite.gexf import GEXFWriter

    writer: Any = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(view)
    # networkx stamps the day of writing, which would make two runs differ.
    for meta in writer.xml.findall("{*}meta") + writer.xml.findall("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    buffer = io.BytesIO()
    writer.write(buffer)
    output.write(buffer.getvalue())
