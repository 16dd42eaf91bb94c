"""Reading the concept files.

Oxigraph's parser reads them, because start-up must stay well under a second; rdflib reads the same files in the tests.
"""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

BASE = "https://w3id.org/bayan/"
BAYAN = BASE + "ontology#"
ACT = BASE + "act/"
CUE = BASE + "cue/"
TOPIC = BASE + "topic/"
COUNTRY = BASE + "country/"
ORGANISATION = BASE + "organisation/"
OCCASION = BASE + "occasion/"
ROLE = BASE + "role/"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class OntologyError(ValueError):
    """An ontology file cannot be read; the message names file, line and remedy."""


@dataclasses.dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept.

    `key` is the IRI after its scheme's namespace. `pref` maps a language tag to the one preferred label; `alt` and
    `hidden` map it to further labels, those shown and those only searched for. `properties` holds every other
    predicate, named by its local name (`demonym`, `capital`, `exactMatch` ...), with values as plain text, sorted.
    """

    iri: str
    key: str
    types: tuple[str, ...]
    pref: Mapping[str, str]
    alt: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, tuple[str, ...]]

    def labels(self, language: str = "ar") -> tuple[str, ...]:
        """Return every label in a language, preferred first, without repeats."""
        found = [self.pref[language]] if language in self.pref else []
        found += self.alt.get(language, ())
        found += self.hidden.get(language, ())
        return tuple(dict.fromkeys(found))

    def one(self, name: str) -> str | None:
        """Return the first value of a property, or None."""
        values = self.properties.get(name, ())
        return values[0] if values else None


def ontology_path(name: str) -> Path:
    """Return the path of an ontology file, from the folder BAYAN_ONTOLOGY names when it holds that file."""
    own = os.environ.get("BAYAN_ONTOLOGY")
    if own and (Path(own) / name).exists():
        return Path(own) / name
    return Path(__file__).resolve().parent / name


@functools.cache
def concepts(name: str) -> Mapping[str, Concept]:
    """Return the concepts of `ontology/<name>.ttl` by key, in the order of their keys.

    Raises `OntologyError` when the file is missing or is not Turtle.
    """
    path = ontology_path(f"{name}.ttl")
    gathered: dict[str, dict[str, dict[str, list[str]]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            subject = gathered.setdefault(quad.subject.value, {})
            language = quad.object.language if isinstance(quad.object, ox.Literal) else None
            values = subject.setdefault(quad.predicate.value, {}).setdefault(language or "", [])
            values.append(getattr(quad.object, "value", ""))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error.strerror or error}); reinstall Bayan") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: not Turtle ({error.msg}); mend that line") from error
    found = {}
    for iri, predicates in sorted(gathered.items()):
        types = tuple(sorted(predicates.get(_RDF_TYPE, {}).get("", ())))
        if _SKOS + "Concept" not in types:
            continue
        concept = _concept(iri, types, predicates)
        found[concept.key] = concept
    return found


def _concept(iri: str, types: tuple[str, ...], predicates: Mapping[str, Mapping[str, list[str]]]) -> Concept:
    def labels(name: str) -> dict[str, tuple[str, ...]]:
        return {tag: tuple(sorted(values)) for tag, values in predicates.get(_SKOS + name, {}).items()}

    shown = {_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel", _RDF_TYPE}
    properties: dict[str, tuple[str, ...]] = {}
    for predicate, by_language in sorted(predicates.items()):
        if predicate not in shown:
            values = sorted(value for values in by_language.values() for value in values)
            properties[_local(predicate)] = tuple(values)
    pref = {tag: values[0] for tag, values in labels("prefLabel").items()}
    return Concept(iri, _local(iri), types, pref, labels("altLabel"), labels("hiddenLabel"), properties)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
