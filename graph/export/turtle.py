"""Triples as Turtle for people to read: grouped by subject, a predicate a line, a blank line between subjects.

Oxigraph's own writer is as quick, but escapes prefixed names (`speaker:\\-a`), which some stores read wrongly. Here a
name that is not plain is written as a full IRI.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.rdf.names import header

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
    yield header(prefixes)
    yield from _blocks(triples, writer(prefixes))


def writer(prefixes: Mapping[str, str]) -> Callable[[Term], str]:
    """Return a function that writes one term, shortened by the prefixes where that needs no escape."""
    by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
    plain = _PLAIN.fullmatch

    def shown(term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            iri = term.value
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix = by_namespace.get(iri[:cut])
            return f"{prefix}:{iri[cut:]}" if prefix and plain(iri, cut) else f"<{iri}>"
        text = str(term)
        if text[-1] == ">" and isinstance(term, ox.Literal):
            datatype = term.datatype.value
            bare = _BARE.get(datatype)
            if bare and bare.fullmatch(term.value):
                return term.value
            return f"{ox.Literal(term.value)}^^{shown(term.datatype)}"
        return text

    return shown


def _blocks(triples: Iterable[ox.Triple], shown: Callable[[Term], str]) -> Iterator[str]:
    names: dict[str, str] = {_TYPE.value: "a"}  # predicates are few
    last_subject = last_predicate = ""
    between, within = " ;\n    ", " , "
    parts: list[str] = []
    # A plain loop over texts: groupby over terms takes twice as long, and this runs for every triple there is.
    for subject, predicate, value in triples:
        subject_text, predicate_text = str(subject), predicate.value
        if subject_text != last_subject:
            if parts:
                yield "".join(parts) + " .\n"
            parts = [f"\n{shown(subject)} "]
            last_subject = subject_text
        elif predicate_text == last_predicate:
            parts += (within, shown(value))
            continue
        else:
            parts.append(between)
        last_predicate = predicate_text
        name = names.get(predicate_text)
        if name is None:
            name = names[predicate_text] = shown(predicate)
        parts += (name, " ", shown(value))
    if parts:
        yield "".join(parts) + " .\n"
