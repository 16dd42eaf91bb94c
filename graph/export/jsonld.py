"""JSON-LD 1.1 with a context, one node object a line, so that it streams and diffs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from graph.export.turtle import Term, writer

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def jsonld(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a JSON-LD document piece by piece; triples of one subject must come together to be grouped."""
    shown = writer(prefixes)

    def name(term: Term) -> str:
        text = shown(term)
        return term.value if text.startswith("<") and isinstance(term, ox.NamedNode) else text

    context = {"@version": 1.1, **dict(sorted(prefixes.items()))}
    yield '{"@context": ' + json.dumps(context, ensure_ascii=False) + ',\n"@graph": ['
    separator = "\n"
    for subject, about in itertools.groupby(triples, lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": name(subject)}
        for triple in about:
            if triple.predicate.value == _TYPE:
                node.setdefault("@type", []).append(name(triple.object))
            else:
                node.setdefault(name(triple.predicate), []).append(_value(triple.object, name))
        yield separator + json.dumps({key: _single(value) for key, value in node.items()}, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _value(term: Term, name: Any) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == _XSD + "string":
        return term.value
    if datatype == _XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    return {"@value": term.value, "@type": name(term.datatype)}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
