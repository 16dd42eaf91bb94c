"""The ontology's documentation, rendered from `ontology/*.ttl`: one page, bilingual, without scripts or the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.export.files import written
from graph.rdf.names import VOCABULARIES
from ontology.concepts import BAYAN, concepts, ontology_path

_RDF_TYPE = VOCABULARIES["rdf"] + "type"
_OWL = VOCABULARIES["owl"]
_RDFS = VOCABULARIES["rdfs"]
_SECTIONS = (
    ("classes", "الأصناف", "Classes", "Class"),
    ("object-properties", "العلاقات", "Relations", "ObjectProperty"),
    ("datatype-properties", "الصفات", "Attributes", "DatatypeProperty"),
)
_FACTS = (
    ("subClassOf", "يندرج تحت", "Subclass of"),
    ("subPropertyOf", "يندرج تحت", "Subproperty of"),
    ("domain", "الموضوع", "Domain"),
    ("range", "المدى", "Range"),
)
_SCHEMES = (
    ("acts", "الأفعال الكلامية", "Speech acts"),
    ("topics", "الموضوعات", "Topics"),
    ("occasions", "المناسبات", "Occasions"),
    ("countries", "الدول", "Countries"),
    ("organisations", "المنظمات ووسائل الإعلام", "Organisations and media"),
)
_MATCHES = ("notation", "exactMatch", "closeMatch", "broadMatch", "sameAs")


def write_ontology_page(path: Path) -> None:
    """Write the page. Raises `GraphFileError` when it cannot be written."""
    with written(path) as output:
        output.write(ontology_page().encode())


def ontology_page() -> str:
    """Return the page: classes, properties, and the concepts of each scheme with what they match elsewhere."""
    import jinja2

    about = _Triples(ontology_path("bayan.ttl"))
    ontology = BAYAN.rstrip("#")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=False
    )
    return environment.get_template("ontology.html").render(
        title=about.texts(ontology, VOCABULARIES["dcterms"] + "title"),
        description=about.texts(ontology, VOCABULARIES["dcterms"] + "description"),
        namespace=BAYAN,
        version=about.values(ontology, _OWL + "versionInfo")[0].value,
        licence=about.values(ontology, VOCABULARIES["dcterms"] + "license")[0].value,
        sections=[
            {"id": id_, "ar": ar, "en": en, "terms": [_term(about, iri) for iri in about.of_type(_OWL + kind)]}
            for id_, ar, en, kind in _SECTIONS
        ],
        schemes=[{"file": file, "ar": ar, "en": en, "concepts": list(_concepts(file))} for file, ar, en in _SCHEMES],
    )


class _Triples:
    """A Turtle file by subject and property, blank nodes kept by their label."""

    def __init__(self, path: Path) -> None:
        self._found: dict[str, dict[str, list[Any]]] = {}
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject = getattr(quad.subject, "value", "")
            self._found.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object)

    def values(self, subject: str, predicate: str) -> list[Any]:
        return self._found.get(subject, {}).get(predicate, [])

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        return {text.language: text.value for text in self.values(subject, predicate)}

    def of_type(self, kind: str) -> list[str]:
        found = [subject for subject in self._found if ox.NamedNode(kind) in self.values(subject, _RDF_TYPE)]
        return sorted(subject for subject in found if subject.startswith(BAYAN))

    def members(self, node: Any) -> list[Any]:
        """Return the classes that a node stands for: itself, or those of its union."""
        union = self.values(node.value, _OWL + "unionOf")
        found = []
        rest = union[0] if union else None
        while rest is not None and self.values(rest.value, VOCABULARIES["rdf"] + "first"):
            found += self.values(rest.value, VOCABULARIES["rdf"] + "first")
            rest = next(iter(self.values(rest.value, VOCABULARIES["rdf"] + "rest")), None)
        return found or [node]


def _term(about: _Triples, iri: str) -> dict[str, Any]:
    facts = []
    for name, ar, en in _FACTS:
        values = [member for value in about.values(iri, _RDFS + name) for member in about.members(value)]
        if values:
            facts.append({"ar": ar, "en": en, "terms": [_link(value.value) for value in values]})
    return {
        "name": iri.removeprefix(BAYAN),
        "label": about.texts(iri, _RDFS + "label"),
        "comment": about.texts(iri, _RDFS + "comment"),
        "facts": facts,
    }


def _link(iri: str) -> dict[str, str]:
    for prefix, namespace in VOCABULARIES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return {"text": f"{prefix}:{local}", "local": local if prefix == "bayan" else ""}
    return {"text": iri, "local": ""}


def _concepts(file: str) -> Iterable[Mapping[str, Any]]:
    for key, concept in concepts(file).items():
        matches = [value for name in _MATCHES for value in concept.properties.get(name, ())]
        yield {"key": key, "ar": concept.pref.get("ar", key), "en": concept.pref.get("en", key), "matches": matches}
