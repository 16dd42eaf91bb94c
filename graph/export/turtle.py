"""Turtle and TriG for people to read: grouped by subject, a predicate a line, a blank line between subjects.

Oxigraph's own writer is as quick, but escapes prefixed names (`speaker:\\-a`), which some stores read wrongly. Here a
name that is not plain is written as a full IRI.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a Turtle file piece by piece; triples of one subject must come together to be grouped."""
    shown = writer(prefixes)
    yield header(prefixes)
    yield from _blocks(triples, shown, "")


def trig(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a TriG file piece by piece; quads of one graph must come together to be grouped."""
    shown = writer(prefixes)
    yield header(prefixes)
    for name, inside in itertools.groupby(quads, lambda quad: quad.graph_name):
        triples = (quad.triple for quad in inside)
        if isinstance(name, ox.DefaultGraph):
            yield from _blocks(triples, shown, "")
        else:
            yield f"\n{shown(name)} {{\n"
            yield from _blocks(triples, shown, "    ")
            yield "}\n"


def header(prefixes: Mapping[str, str]) -> str:
    """Return the prefix lines."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))


def writer(prefixes: Mapping[str, str]) -> Callable[[Term], str]:
    """Return a function that writes one term, shortened by the prefixes where that needs no escape."""
    by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def shown(term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            iri = term.value
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix = by_namespace.get(iri[:cut])
            return f"{prefix}:{iri[cut:]}" if prefix and _PLAIN.fullmatch(iri, cut) else f"<{iri}>"
        if isinstance(term, ox.Literal) and not term.language:
            datatype = term.datatype.value
            if datatype == _XSD + "string":
                return str(term)
            bare = _BARE.get(datatype)
            if bare and bare.fullmatch(term.value):
                return term.value
            return f"{ox.Literal(term.value)}^^{shown(term.datatype)}"
        return str(term)

    return shown


def _blocks(triples: Iterable[ox.Triple], shown: Callable[[Term], str], indent: str) -> Iterator[str]:
    for subject, about in itertools.groupby(triples, lambda triple: triple.subject):
        lines = []
        for predicate, same in itertools.groupby(about, lambda triple: triple.predicate):
            name = "a" if predicate == _TYPE else shown(predicate)
            lines.append(f"{name} {' , '.join(shown(triple.object) for triple in same)}")
        yield f"\n{indent}{shown(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"
