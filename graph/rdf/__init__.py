"""The merged graph as RDF: as Turtle text, and as triples and quads.

`turtle_blocks` is the plain graph, shortcuts included; `trig_blocks` puts each article's reports in the graph that the
article names, and everything else in the default graph. `triples` and `quads` are what a parser reads there, so that
there is one description of the graph. All stream: nothing is held beyond the merged graph itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.model import MergedGraph, Report, Statement
from graph.rdf.labels import used_concepts
from graph.rdf.mapping import Mapping
from graph.rdf.names import DEFAULT_BASE, checked_base, header, named, prefixes

__all__ = ["DEFAULT_BASE", "header", "parsed", "prefixes", "quads", "trig_blocks", "triples", "turtle_blocks"]

_BATCH = 1 << 16
"""Characters to parse at a time: the prefix lines are parsed with each batch."""


def turtle_blocks(graph: MergedGraph) -> Iterator[str]:
    """Yield the graph as Turtle without its prefix lines, resource by resource in the order of their keys."""
    mapping = Mapping(graph)
    yield from _entities(graph, mapping)
    conveyed = _conveyed(graph)
    for statement in graph.statements:
        yield mapping.statement(statement, conveyed.get(statement.key, ()))
        for report in statement.reports:
            yield mapping.report(statement, report)
    yield from used_concepts(graph)


def trig_blocks(graph: MergedGraph) -> Iterator[str]:
    """Yield the same as TriG without its prefix lines: the default graph, then one graph per article with its reports.

    Each named graph is one block.
    """
    mapping = Mapping(graph)
    conveyed = _conveyed(graph)
    carried: dict[str, list[tuple[Statement, Report]]] = defaultdict(list)
    yield from _entities(graph, mapping)
    for statement in graph.statements:
        yield mapping.statement(statement, conveyed.get(statement.key, ()))
        for report in statement.reports:
            carried[report.article].append((statement, report))
    yield from used_concepts(graph)
    for article, reports in sorted(carried.items()):
        yield in_graph(article, (mapping.report(statement, report) for statement, report in reports))


def in_graph(article: str, blocks: Iterable[str]) -> str:
    """Return blocks of Turtle in the graph that holds an article's reports: its name is the article's own."""
    # A line end in a literal is always escaped, so these are the ends of lines of Turtle alone.
    inside = "".join(blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n").removesuffix("    ")
    return f"\n{named('article', article)} {{\n{inside}}}\n"


def triples(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """Yield every triple once, those of one resource together, resources in the order of their keys.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    for quad in parsed(turtle_blocks(graph), base):
        yield quad.triple


def quads(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Quad]:
    """Yield the same as quads: first the default graph, then one named graph per article with its reports.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    return parsed(trig_blocks(graph), base)


def parsed(blocks: Iterable[str], base: str) -> Iterator[ox.Quad]:
    """Yield the quads of blocks of Turtle or TriG, a batch at a time.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    declared = header(prefixes(checked_base(base)))
    batch, size = [declared], 0
    for block in blocks:
        batch.append(block)
        size += len(block)
        if size > _BATCH:
            yield from ox.parse("".join(batch), format=ox.RdfFormat.TRIG)
            batch, size = [declared], 0
    yield from ox.parse("".join(batch), format=ox.RdfFormat.TRIG)


def _entities(graph: MergedGraph, mapping: Mapping) -> Iterator[str]:
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        said[statement.speaker].append(statement)
    for speaker in graph.speakers:
        yield mapping.speaker(speaker, said.get(speaker.key, ()))
    for membership in graph.memberships:
        yield mapping.membership(membership)
    for outlet in graph.outlets:
        yield mapping.outlet(outlet)
    for article in graph.articles:
        yield mapping.article(article)


def _conveyed(graph: MergedGraph) -> dict[str, list[str]]:
    """Return, for an outer statement, the statements that lie in its content."""
    conveyed: dict[str, list[str]] = defaultdict(list)
    for statement in graph.statements:
        for outer in statement.conveyed_by:
            conveyed[outer].append(statement.key)
    return conveyed
