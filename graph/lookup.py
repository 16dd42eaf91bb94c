"""From what a user types to the terms that a query is bound to: a country's name to its concept, a name to speakers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import pyoxigraph as ox

from extract.language.folding import folded_form
from graph.errors import UsageError
from graph.query import Value
from graph.rdf import terms
from graph.rdf.names import link
from graph.store import Store
from ontology.concepts import COUNTRY, TOPIC, concepts

_SPEAKERS = frozenset({"speaker", "agency", "addressee"})
_COUNTRIES = frozenset({"country", "from"})
_DAYS = frozenset({"since", "until"})

_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX bayan: <https://w3id.org/bayan/ontology#>
SELECT DISTINCT ?node ?label WHERE {
  { ?x bayan:speaker ?node } UNION { ?x bayan:viaAgency ?node } UNION { ?x bayan:addressee ?node }
  ?node skos:prefLabel|skos:altLabel ?label
}
"""


def bindings(store: Store, given: Mapping[str, str]) -> dict[str, Value]:
    """Return the terms for parameters as typed; what the parameter is named decides how its value is read.

    `country` and `from` take an ISO code or a name, `topic` a key or a name, `speaker`, `agency` and `addressee` a
    name or part of one (or an IRI), `since` and `until` a day, `statement` an IRI, anything else a text. Raises
    `UsageError` with the nearest known names when a value means nothing.
    """
    return {name: _value(store, name, value.strip()) for name, value in given.items()}


def _value(store: Store, name: str, value: str) -> Value:
    if name in _COUNTRIES:
        return _concept("countries", COUNTRY, value, f"--{name}")
    if name == "topic":
        return _concept("topics", TOPIC, value, "--topic")
    if name in _SPEAKERS:
        return _speakers(store, value, f"--{name}")
    if name in _DAYS:
        literal = terms.day(value)
        if literal is None:
            raise UsageError(f"--{name} {value!r:.40}: not a day; write it as 2024-11-06")
        return literal
    if name == "statement":
        iri = link(value)
        if iri is None:
            raise UsageError(f"--{name} {value!r:.60}: not an IRI; copy one from the statement column of another query")
        return iri
    return terms.plain(value)


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


def _speakers(store: Store, value: str, option: str) -> Value:
    """Find everyone of a name: those named exactly so if any, else those whose name holds all its words."""
    iri = link(value)
    if iri is not None:
        return iri
    named: dict[ox.NamedNode, set[str]] = {}
    solutions = store.query(_NAMES)
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        named.setdefault(solution["node"], set()).add(_folded(solution["label"].value))
    wanted = _folded(value)
    exact = [node for node, names in named.items() if wanted in names]
    words = set(wanted.split())
    found = exact or [node for node, names in named.items() if words and any(words <= set(n.split()) for n in names)]
    if found:
        return sorted(found, key=str)
    every = sorted({name for names in named.values() for name in names})
    near = difflib.get_close_matches(wanted, every, 3)
    hint = f"did you mean {', '.join(near)}?" if near else "see bayan query speakers"
    raise UsageError(f"{option} {value!r:.60}: nobody of that name speaks in this graph; {hint}")


def _folded(text: str) -> str:
    return " ".join(folded_form(text).lower().split())
