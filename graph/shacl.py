"""SHACL Core shapes as SPARQL queries, for graphs that are too large for pySHACL.

Only the constraints that `ontology/shapes.ttl` uses are known (SHACL, section 4, gives their meaning as SPARQL); a
shape with another one is refused, never passed over.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
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
    """One constraint as a query for `?focus` and, where a value is at fault, `?value`.

    `wrong` is the condition under which a value alone is at fault, empty where the constraint is of another kind;
    `target` the pattern that finds the focus nodes; `count` what `MinCount` or `MaxCount` allows.
    """

    path: str
    constraint: str
    query: str
    message_ar: str
    message_en: str
    target: str
    wrong: str
    count: int = 0


def violations(store: Store) -> Iterator[Violation]:
    """Yield what in a store breaks the project's shapes, its graphs taken together.

    Raises `UsageError` when the shapes use a constraint that has no query here.
    """
    from graph.validate import Violation

    enough: dict[tuple[str, str], int] = {}
    for check in sorted(_needed(store, checks()), key=lambda check: check.constraint != "MinCount"):
        place = check.target, check.path
        if check.constraint == "MaxCount" and enough.get(place) == check.count and _none_over(store, check):
            continue
        found = 0
        solutions: Any = store.query(check.query)
        for row in solutions:
            found += 1
            value = row["value"] if "value" in check.query.split("WHERE", 1)[0] else None
            text = None if value is None else getattr(value, "value", str(value))
            yield Violation(row["focus"].value, check.path, check.constraint, text, check.message_ar, check.message_en)
        if check.constraint == "MinCount" and not found:
            enough[place] = check.count


def _none_over(store: Store, check: Check) -> bool:
    """Say whether nothing can have too many values, for the graph holds no more than the least that each must have.

    Counting takes a fraction of what looking every focus node up does.
    """

    def count(what: str, pattern: str) -> int:
        solutions: Any = store.query(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}")
        return int(next(iter(solutions))["n"].value)

    # Oxigraph counts a triple for each graph that holds it: too many values would do no harm, too many nodes would.
    return count("*", f"?focus <{check.path}> ?any") <= check.count * count("DISTINCT ?focus", check.target)


def _needed(store: Store, every: Iterable[Check]) -> Iterator[Check]:
    """Leave out the checks of values that one walk over all values of their property finds without fault.

    A property has up to five such checks, and nearly all graphs pass them all.
    """
    groups: dict[tuple[str, str], list[Check]] = {}
    for check in every:
        if check.wrong:
            groups.setdefault((check.target, check.path), []).append(check)
        else:
            yield check
    for (target, path), group in groups.items():
        wrong = " || ".join(f"({check.wrong})" for check in group)
        pattern = f"{{ {target} ?focus <{path}> ?value . FILTER({wrong}) }}"
        found: Any = store.query(f"ASK {pattern}") if len(group) > 1 else True
        if found:
            yield from group


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
                component, query, wrong = _query(shapes, property_, name, value, target, str(path))
                if query:
                    ar, en = messages.get("ar", ""), messages.get("en", "")
                    count = int(value.value) if component in ("MinCount", "MaxCount") else 0
                    found.append(Check(path.value, component, query, ar, en, target, wrong, count))
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


def _query(
    shapes: _Shapes, property_: Any, name: str, value: Any, target: str, path: str
) -> tuple[str, str | None, str]:
    """Return the name of a constraint's component, the query for what breaks it and the condition on a value alone.

    The query is None where another constraint's covers it, the condition empty where there is none.
    """
    local = name.removeprefix(_SH)
    component = local[0].upper() + local[1:]
    if local in ("qualifiedMinCount", "flags"):
        return component, None, ""
    if local == "qualifiedValueShape":
        return "QualifiedMinCount", _qualified(shapes, property_, value, target, path), ""
    if local == "in":
        wrong = f"?value NOT IN ({', '.join(str(member) for member in shapes.members(value))})"
    elif local in _WRONG_VALUES:
        wrong = _WRONG_VALUES[local](value)
    elif local in _QUERIES:
        return component, _QUERIES[local](target, path, value), ""
    else:
        raise UsageError(f"shapes.ttl: sh:{local} cannot be checked as a query; use --engine pyshacl")
    return component, f"SELECT ?focus ?value WHERE {{ {target} ?focus {path} ?value . FILTER({wrong}) }}", wrong


def _min_count(target: str, path: str, value: ox.Literal) -> str:
    if value.value == "1":
        return f"SELECT ?focus WHERE {{ {target} FILTER NOT EXISTS {{ ?focus {path} ?any }} }}"
    if value.value == "2":
        two = f"?focus {path} ?any , ?other . FILTER(!sameTerm(?any, ?other))"
        return f"SELECT ?focus WHERE {{ {target} FILTER NOT EXISTS {{ {two} }} }}"
    counted = f"{{ {target} OPTIONAL {{ ?focus {path} ?any }} }}"
    return f"SELECT ?focus WHERE {counted} GROUP BY ?focus HAVING(COUNT(DISTINCT ?any) < {value.value})"


def _max_count(target: str, path: str, value: ox.Literal) -> str:
    if value.value == "1":
        two = f"{{ {target} ?focus {path} ?any , ?other . FILTER(!sameTerm(?any, ?other)) }}"
        return f"SELECT DISTINCT ?focus WHERE {two}"
    counted = f"{{ {target} ?focus {path} ?any }}"
    return f"SELECT ?focus WHERE {counted} GROUP BY ?focus HAVING(COUNT(DISTINCT ?any) > {value.value})"


def _wrong_datatype(value: ox.NamedNode) -> str:
    # A cast fails on an ill-formed literal, such as a thirtieth of February.
    right = f"DATATYPE(?value) = {value}"
    if value.value != _XSD_STRING:
        right += f" && STRLEN(STR({value}(STR(?value)))) > 0"
    return f"!COALESCE({right}, false)"


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


_WRONG_VALUES: dict[str, Callable[[Any], str]] = {
    "datatype": _wrong_datatype,
    "nodeKind": lambda kind: f"!{_NODE_KINDS[kind.value]}(?value)",
    "class": lambda value: f"NOT EXISTS {{ ?value a {value} }}",
    "pattern": lambda value: f"!REGEX(STR(?value), {value})",
    "minInclusive": lambda value: f"!COALESCE(?value >= {value}, false)",
    "maxInclusive": lambda value: f"!COALESCE(?value <= {value}, false)",
    "minLength": lambda value: f"STRLEN(STR(?value)) < {value.value}",
}
_QUERIES: dict[str, Callable[[str, str, Any], str | None]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "lessThanOrEquals": _less_than_or_equals,
}
