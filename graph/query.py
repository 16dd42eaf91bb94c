"""Saved queries and how their parameters are bound.

A query names its parameters in a row of unknowns, which is plain SPARQL and filters nothing:

    VALUES (?country ?since) { (UNDEF UNDEF) }

Running it with values puts them into that row as encoded terms. (Oxigraph's own substitution binds only variables
that the query also shows, and leaves `BOUND` and `EXISTS` unaware of them, so it cannot carry optional parameters;
`VALUES` means the same to every engine.) A value is a term or several; several mean any of them.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from graph.answers import Answer, Term
from graph.errors import QueryError, UsageError
from graph.store import Store
from ontology.concepts import ontology_path

Value = Term | Sequence[Term]

_PARAMETERS = re.compile(r"VALUES\s*\(((?:\s*\?\w+)+)\s*\)\s*\{\s*\((?:\s*UNDEF)+\s*\)\s*\}")

_CONDITION = re.compile(r"FILTER\(!BOUND\(\?(?P<name>\w+)\) \|\| EXISTS \{(?P<pattern>[^{}]*)\}\)")
"""A condition on a parameter that may be absent. Knowing whether it is bound, it is a plain pattern or nothing, and
only as a pattern does an engine start from its index; with all its variables bound the two mean the same."""


@dataclasses.dataclass(frozen=True, slots=True)
class SavedQuery:
    """One `ontology/queries/<name>.rq`: what it answers, in English and Arabic, its text and its parameters."""

    name: str
    comment: str
    comment_ar: str
    text: str
    parameters: tuple[str, ...]


@functools.cache
def saved_queries() -> Mapping[str, SavedQuery]:
    """Return every saved query by name, in the order of the names."""
    found = {}
    for file in sorted(ontology_path("queries").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        comments = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
        english, arabic = [*comments, "", ""][:2]
        found[file.stem] = SavedQuery(file.stem, english, arabic, text, parameters(text))
    return found


def saved_query(name: str) -> SavedQuery:
    """Return a saved query.

    Raises `UsageError` that lists the names when there is none of that name.
    """
    queries = saved_queries()
    if name not in queries:
        raise UsageError(f"no saved query named {name!r:.60}; there are {', '.join(queries)}")
    return queries[name]


def parameters(text: str) -> tuple[str, ...]:
    """Return the names of the parameters that a query declares."""
    names = [name for match in _PARAMETERS.finditer(text) for name in match[1].replace("?", " ").split()]
    return tuple(dict.fromkeys(names))


def bound(text: str, bindings: Mapping[str, Value]) -> str:
    """Return the query with its row of unknowns replaced by rows of the bound parameters' encoded terms.

    Raises `UsageError` when a binding is for a parameter that the query does not declare.
    """
    unknown = sorted(set(bindings) - set(parameters(text)))
    if unknown:
        known = ", ".join(parameters(text)) or "none"
        raise UsageError(f"this query has no parameter {', '.join(unknown)}; it has {known}")

    def rows(match: re.Match[str]) -> str:
        # A column of unknowns would only mislead an engine's planner, so unbound parameters leave the row.
        names = [name for name in match[1].replace("?", " ").split() if name in bindings]
        if not names:
            return ""
        choices = [[_encoded(value) for value in _several(bindings[name])] for name in names]
        written = " ".join(f"({' '.join(row)})" for row in itertools.product(*choices))
        return f"VALUES ({' '.join('?' + name for name in names)}) {{ {written} }}"

    def condition(match: re.Match[str]) -> str:
        return f"{match['pattern'].strip()} ." if match["name"] in bindings else ""

    return _CONDITION.sub(condition, _PARAMETERS.sub(rows, text))


def run(
    store: Store, text: str, bindings: Mapping[str, Value] | None = None, prefixes: Mapping[str, str] | None = None
) -> Answer:
    """Answer a query in Oxigraph; `prefixes` need no declaration in it.

    Raises `QueryError` when it cannot be parsed or answered, `UsageError` for an unknown parameter.
    """
    results = store.query(bound(text, bindings or {}), prefixes)
    if isinstance(results, ox.QueryBoolean):
        return Answer(truth=bool(results))
    try:
        if isinstance(results, ox.QueryTriples):
            return Answer(triples=tuple(results))
        variables = tuple(variable.value for variable in results.variables)
        return Answer(variables, tuple(tuple(row) for row in results))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def run_rdflib(graph: Any, text: str, bindings: Mapping[str, Value] | None = None) -> Answer:
    """Answer a query in rdflib, for small graphs and as a second opinion.

    Raises `QueryError` when it cannot be parsed or answered.
    """
    try:
        result = graph.query(bound(text, bindings or {}))
        if result.type == "ASK":
            return Answer(truth=bool(result.askAnswer))
        if result.type in ("CONSTRUCT", "DESCRIBE"):
            return Answer(triples=tuple(ox.Triple(*(_term(part) for part in triple)) for triple in result.graph))
        variables = tuple(str(variable) for variable in result.vars)
        return Answer(variables, tuple(tuple(_term(value) for value in row) for row in result))
    except UsageError:
        raise
    except Exception as error:  # rdflib raises whatever its parser and functions do
        raise QueryError(f"the query cannot be answered by rdflib: {error}") from error


def _several(value: Value) -> Sequence[Term]:
    return [value] if isinstance(value, (ox.NamedNode, ox.BlankNode, ox.Literal, ox.Triple)) else value


def _encoded(term: Term) -> str:
    """Return a term in SPARQL's own syntax, quotes and controls escaped by Oxigraph's encoder."""
    if not isinstance(term, (ox.NamedNode, ox.Literal)):
        raise UsageError("a parameter takes an IRI or a literal")
    return str(term)


def _term(value: Any) -> Any:
    import rdflib

    if value is None:
        return None
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        return ox.BlankNode(str(value))
    if value.language:
        return ox.Literal(str(value), language=value.language)
    if value.datatype:
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)))
    return ox.Literal(str(value))
