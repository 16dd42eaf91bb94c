"""SHACL Core shapes as SPARQL queries, for graphs that are too large for pySHACL.

Only the constraints that `ontology/shapes.ttl` uses are known (SHACL, section 4, gives their meaning as SPARQL); a
shape with another one is refused, never passed over.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.errors import UsageError
from graph.store import Store
from ontology.concepts import ontology_path

if TYPE_CHECKING:
    from graph.validate import Violation

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NODE_KINDS = {_SH + "IRI": "isIRI", _SH + "Literal": "isLiteral", _SH + "BlankNode": "isBlank"}
_NOT_CONSTRAINTS = {_SH + name for name in ("path", "message", "severity", "name", "description", "order")}


@dataclasses.dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a query for `?focus` and, where a value is at fault, `?value`."""

    path: str
    constraint: str
    query: str
    message_ar: str
    message_en: str


def violations(store: Store) -> Iterator[Violation]:
    """Yield what in a store breaks the project's shapes, its graphs taken together.

    Raises `UsageError` when the shapes use a constraint that has no query here.
    """
    from graph.validate import Violation

    for check in checks():
        solutions: Any = store.query(check.query)
        for row in solutions:
            value = row["value"] if "value" in check.query.split("WHERE", 1)[0] else None
            text = None if value is None else getattr(value, "value", str(value))
            yield Violation(row["focus"].value, check.path, check.constraint, text, check.message_ar, check.message_en)


def checks() -> list[Check]:
    """Return every constraint of the shapes file as a query."""
    shapes = _Shapes()
    found = []
    for shape in shapes.subjects(_RDF + "type", ox.NamedNode(_SH + "NodeShape")):
        target = _target(shapes, shape)
        for property_ in shapes.values(shape, "property"):
            path = shapes.values(property_, "path")[0]
            if not isinstance(path, ox.NamedNode):
                raise UsageError(f"shapes.ttl: path {path}: only a plain property can be checked; use --engine pyshacl")
            messages = {m.language: m.value for m in shapes.values(property_, "message") if isinstance(m, ox.Literal)}
            for name, value in shapes.constraints(property_):
                component, query = _query(shapes, property_, name, value, target, str(path))
                if query:
                    ar, en = messages.get("ar", ""), messages.get("en", "")
                    found.append(Check(path.value, component, query, ar, en))
    return found


class _Shapes:
    """The shapes graph, with what it takes to read it."""

    def __init__(self) -> None:
        self._store = ox.Store()
        self._store.load(path=str(ontology_path("shapes.ttl")), format=ox.RdfFormat.TURTLE)

    def subjects(self, predicate: str, value: Any) -> list[Any]:
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), value, None)
        return sorted((quad.subject for quad in quads), key=str)

    def values(self, subject: Any, name: str) -> list[Any]:
        iri = name if name.startswith("http") else _SH + name
        return [quad.object for quad in self._store.quads_for_pattern(subject, ox.NamedNode(iri), None, None)]

    def constraints(self, subject: Any) -> list[tuple[str, Any]]:
        quads = self._store.quads_for_pattern(subject, None, None, None)
        pairs = [(quad.predicate.value, quad.object) for quad in quads]
        return sorted(((name, value) for name, value in pairs if name not in _NOT_CONSTRAINTS), key=str)

    def members(self, node: Any) -> list[Any]:
        found = []
        while node != ox.NamedNode(_RDF + "nil"):
            found.append(self.values(node, _RDF + "first")[0])
            node = self.values(node, _RDF + "rest")[0]
        return found


def _target(shapes: _Shapes, shape: Any) -> str:
    ways = [f"{{ ?focus a {target} }}" for target in shapes.values(shape, "targetClass")]
    ways += [f"{{ ?anything {target} ?focus }}" for target in shapes.values(shape, "targetObjectsOf")]
    ways += [f"{{ ?focus {target} ?anything }}" for target in shapes.values(shape, "targetSubjectsOf")]
    return ways[0] if len(ways) == 1 else f"{{ SELECT DISTINCT ?focus WHERE {{ {' UNION '.join(sorted(ways))} }} }}"


def _query(shapes: _Shapes, property_: Any, name: str, value: Any, target: str, path: str) -> tuple[str, str | None]:
    """Return the name of a constraint's component and the query for what breaks it, None where another covers it."""
    local = name.removeprefix(_SH)
    if local in ("qualifiedMinCount", "flags"):
        return local, None
    if local == "qualifiedValueShape":
        return "QualifiedMinCount", _qualified(shapes, property_, value, target, path)
    if local == "in":
        members = ", ".join(str(member) for member in shapes.members(value))
        return "In", _values(target, path, f"?value NOT IN ({members})")
    if local not in _QUERIES:
        raise UsageError(f"shapes.ttl: sh:{local} cannot be checked as a query; use --engine pyshacl")
    return local[0].upper() + local[1:], _QUERIES[local](target, path, value)


def _values(target: str, path: str, wrong: str) -> str:
    return f"SELECT ?focus ?value WHERE {{ {target} ?focus {path} ?value . FILTER({wrong}) }}"


def _min_count(target: str, path: str, value: ox.Literal) -> str:
    if value.value == "1":
        return f"SELECT ?focus WHERE {{ {target} FILTER NOT EXISTS {{ ?focus {path} ?any }} }}"
    counted = f"{{ {target} OPTIONAL {{ ?focus {path} ?any }} }}"
    return f"SELECT ?focus WHERE {counted} GROUP BY ?focus HAVING(COUNT(DISTINCT ?any) < {value.value})"


def _max_count(target: str, path: str, value: ox.Literal) -> str:
    if value.value == "1":
        two = f"{{ {target} ?focus {path} ?any , ?other . FILTER(!sameTerm(?any, ?other)) }}"
        return f"SELECT DISTINCT ?focus WHERE {two}"
    counted = f"{{ {target} ?focus {path} ?any }}"
    return f"SELECT ?focus WHERE {counted} GROUP BY ?focus HAVING(COUNT(DISTINCT ?any) > {value.value})"


def _datatype(target: str, path: str, value: ox.NamedNode) -> str:
    # A cast fails on an ill-formed literal, such as a thirtieth of February.
    right = f"DATATYPE(?value) = {value}"
    if value.value != _XSD_STRING:
        right += f" && STRLEN(STR({value}(STR(?value)))) > 0"
    return _values(target, path, f"!COALESCE({right}, false)")


def _unique_lang(target: str, path: str, value: ox.Literal) -> str | None:
    if value.value != "true":
        return None
    grouped = f'{{ {target} ?focus {path} ?any . BIND(LANG(?any) AS ?language) FILTER(?language != "") }}'
    return f"SELECT ?focus WHERE {grouped} GROUP BY ?focus ?language HAVING(COUNT(DISTINCT ?any) > 1)"


def _less_than_or_equals(target: str, path: str, value: ox.NamedNode) -> str:
    wrong = "!COALESCE(?value <= ?other, false)"
    return f"SELECT ?focus ?value WHERE {{ {target} ?focus {path} ?value ; {value} ?other . FILTER({wrong}) }}"


def _qualified(shapes: _Shapes, property_: Any, shape: Any, target: str, path: str) -> str:
    least = shapes.values(property_, "qualifiedMinCount")
    languages = shapes.values(shape, "languageIn")
    if [value.value for value in least] != ["1"] or len(languages) != 1 or len(shapes.constraints(shape)) != 1:
        raise UsageError("shapes.ttl: a qualified shape other than one value of a language; use --engine pyshacl")
    right = " || ".join(f"LANGMATCHES(LANG(?any), {language})" for language in shapes.members(languages[0]))
    return f"SELECT ?focus WHERE {{ {target} FILTER NOT EXISTS {{ ?focus {path} ?any . FILTER({right}) }} }}"


_QUERIES: dict[str, Callable[[str, str, Any], str | None]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "datatype": _datatype,
    "uniqueLang": _unique_lang,
    "lessThanOrEquals": _less_than_or_equals,
    "nodeKind": lambda target, path, kind: _values(target, path, f"!{_NODE_KINDS[kind.value]}(?value)"),
    "class": lambda target, path, value: _values(target, path, f"NOT EXISTS {{ ?value a {value} }}"),
    "pattern": lambda target, path, value: _values(target, path, f"!REGEX(STR(?value), {value})"),
    "minInclusive": lambda target, path, value: _values(target, path, f"!COALESCE(?value >= {value}, false)"),
    "maxInclusive": lambda target, path, value: _values(target, path, f"!COALESCE(?value <= {value}, false)"),
    "minLength": lambda target, path, value: _values(target, path, f"STRLEN(STR(?value)) < {value.value}"),
}
