"""The merged graph as RDF triples and quads.

`triples` is the plain graph, shortcuts included; `quads` puts each article's reports in the graph that the article
names, and everything else in the default graph. Both stream: nothing is held beyond the merged graph itself.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from graph.model import MergedGraph, Report, Statement
from graph.rdf.labels import used_concepts
from graph.rdf.mapping import Mapping
from graph.rdf.names import DEFAULT_BASE, prefixes

__all__ = ["DEFAULT_BASE", "named_reports", "prefixes", "quads", "shortcuts", "triples", "unnamed"]


def triples(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """Yield every triple once, those of one resource together, resources in the order of their keys.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    mapping = Mapping(graph, base)
    yield from _entities(graph, mapping)
    conveyed = _conveyed(graph)
    for statement in graph.statements:
        yield from mapping.statement(statement, conveyed.get(statement.key, ()))
        for report in statement.reports:
            yield from mapping.report(statement, report)
    yield from used_concepts(graph)


def named_reports(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[tuple[ox.NamedNode, Iterator[ox.Triple]]]:
    """Yield each article's name with the triples of its reports, which `quads` puts into the graph of that name.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    mapping = Mapping(graph, base)
    carried: dict[str, list[tuple[Statement, Report]]] = defaultdict(list)
    for statement in graph.statements:
        for report in statement.reports:
            carried[report.article].append((statement, report))
    for article, reports in sorted(carried.items()):
        described = (mapping.report(statement, report) for statement, report in reports)
        yield mapping.graph_name(article), itertools.chain.from_iterable(described)


def unnamed(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """Yield everything but the reports, which `quads` leaves in the default graph.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    mapping = Mapping(graph, base)
    conveyed = _conveyed(graph)
    yield from _entities(graph, mapping)
    for statement in graph.statements:
        yield from mapping.statement(statement, conveyed.get(statement.key, ()))
    yield from used_concepts(graph)


def quads(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Quad]:
    """Yield the same as quads: first the default graph, then one named graph per article with its reports.

    Raises `graph.errors.UsageError` when the base is not an http(s) IRI that ends in `/` or `#`.
    """
    for subject, predicate, value in unnamed(graph, base):
        yield ox.Quad(subject, predicate, value)
    for name, reports in named_reports(graph, base):
        for subject, predicate, value in reports:
            yield ox.Quad(subject, predicate, value, name)


def shortcuts(graph: MergedGraph, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """Yield only the derived one-hop triples, `?speaker bayan:said | bayan:spokeOn | bayan:spokeAbout ?x`.

    `triples` and `quads` hold them too.
    """
    mapping = Mapping(graph, base)
    said = _said(graph)
    for speaker in graph.speakers:
        yield from mapping.shortcuts(speaker.key, said.get(speaker.key, ()))


def _entities(graph: MergedGraph, mapping: Mapping) -> Iterator[ox.Triple]:
    said = _said(graph)
    for speaker in graph.speakers:
        yield from mapping.speaker(speaker, mapping.shortcuts(speaker.key, said.get(speaker.key, ())))
    for membership in graph.memberships:
        yield from mapping.membership(membership)
    for outlet in graph.outlets:
        yield from mapping.outlet(outlet)
    for article in graph.articles:
        yield from mapping.article(article)


def _said(graph: MergedGraph) -> dict[str, list[Statement]]:
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        said[statement.speaker].append(statement)
    return said


def _conveyed(graph: MergedGraph) -> dict[str, list[str]]:
    """Return, for an outer statement, the statements that lie in its content."""
    conveyed: dict[str, list[str]] = defaultdict(list)
    for statement in graph.statements:
        for outer in statement.conveyed_by:
            conveyed[outer].append(statement.key)
    return conveyed
