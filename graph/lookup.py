"""From what a user types to the terms that a query is bound to: a country's name to its concept, a name to speakers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pyoxigraph as ox

from extract.language.folding import folded_form
from graph.errors import UsageError
from graph.naming import meant
from graph.query import Value
from graph.rdf.names import full, link
from graph.rdf.terms import is_day, writable
from graph.store import Store
from ontology.concepts import COUNTRY, TOPIC, concepts

_SPEAKERS = {"speaker": "bayan:speaker", "agency": "bayan:viaAgency", "addressee": "bayan:addressee"}
_COUNTRIES = frozenset({"country", "from"})
_DAYS = frozenset({"since", "until"})

_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?node ?label ?preferred WHERE {
  { SELECT DISTINCT ?node WHERE { ?x <PROPERTY> ?node } }
  { ?node skos:prefLabel ?label . BIND(true AS ?preferred) } UNION { ?node skos:altLabel ?label }
}
"""


def bindings(store: Store, given: Mapping[str, str]) -> dict[str, Value]:
    """Return the terms for parameters as typed; what the parameter is named decides how its value is read.

    `country` and `from` take an ISO code or a name, `topic` a key or a name, `speaker`, `agency` and `addressee` a
    name, a part that only one holds, a key or an IRI, `since` and `until` a day, `statement` an IRI, anything else a
    text. Raises `UsageError` with the nearest known names, or those to choose from, when a value means nothing or more
    than one.
    """
    return {name: _value(store, name, value.strip()) for name, value in given.items()}


def _value(store: Store, name: str, value: str) -> Value:
    if name in _COUNTRIES:
        return _concept("countries", COUNTRY, value, f"--{name}")
    if name == "topic":
        return _concept("topics", TOPIC, value, "--topic")
    if name in _SPEAKERS:
        return _speaker(store, _SPEAKERS[name], value, f"--{name}")
    if name in _DAYS:
        if not is_day(value):
            raise UsageError(f"--{name} {value!r:.40}: not a day; write it as 2024-11-06")
        return ox.Literal(value, datatype=ox.NamedNode(full("xsd:date")))
    if name == "statement":
        iri = link(value)
        if iri is None:
            raise UsageError(f"--{name} {value!r:.60}: not an IRI; copy one from the statement column of another query")
        return iri
    return ox.Literal(writable(value))


def _concept(file: str, namespace: str, value: str, option: str) -> ox.NamedNode:
    """Find a concept by key or by any label in any language, spelling folded."""
    known = concepts(file)
    iri = link(value)
    if iri is not None and iri.value.startswith(namespace):
        return iri
    for key in (value, value.upper(), value.lower()):
        if key in known:
            return ox.NamedNode(namespace + key)
    wanted = _folded(value)
    names: dict[str, str] = {}
    for key, concept in known.items():
        for language in ("ar", "en"):
            for label in concept.labels(language):
                names.setdefault(_folded(label), key)
    if wanted in names:
        return ox.NamedNode(namespace + names[wanted])
    near = difflib.get_close_matches(value, list(known), 3)
    near = near or [names[name] for name in difflib.get_close_matches(wanted, names, 3)]
    hint = f"did you mean {', '.join(dict.fromkeys(near))}?" if near else f"see ontology/{file}.ttl"
    raise UsageError(f"{option} {value!r:.60}: not known; {hint}")


def _speaker(store: Store, property_: str, value: str, option: str) -> Value:
    """Find the one that a name, a part of one, a key or an IRI means, among those that the property leads to."""
    iri = link(value)
    if iri is not None:
        return iri
    solutions = store.query(_NAMES.replace("PROPERTY", full(property_)))
    assert isinstance(solutions, ox.QuerySolutions)
    nodes: dict[str, ox.NamedNode] = {}
    names: dict[str, list[str]] = {}
    for solution in sorted(solutions, key=lambda one: (one["preferred"] is None, str(one["label"]))):
        key = solution["node"].value.rsplit("/", 1)[-1]
        nodes[key] = solution["node"]
        names.setdefault(key, []).append(solution["label"].value)
    try:
        return nodes[meant(value, names)]
    except UsageError as error:
        raise UsageError(f"{option} {error}") from None


def _folded(text: str) -> str:
    return " ".join(folded_form(text).lower().split())
