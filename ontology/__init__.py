"""Bayan's vocabulary as data: SKOS concepts in Turtle files, read once and cached.

Topics, countries, organisations, speech acts and reporting verbs live in `ontology/*.ttl`. Their labels are the very
words that extraction looks for and that pages show; to teach Bayan one, edit the file. Each concept scheme has one
namespace, so that prefixed names stay plain (`topic:sanctions`, `country:RU`).
"""

from ontology.concepts import (
    ACT,
    BAYAN,
    COUNTRY,
    CUE,
    OCCASION,
    ORGANISATION,
    ROLE,
    TOPIC,
    Concept,
    OntologyError,
    concepts,
    ontology_path,
)

__all__ = [
    "ACT",
    "BAYAN",
    "COUNTRY",
    "CUE",
    "OCCASION",
    "ORGANISATION",
    "ROLE",
    "TOPIC",
    "Concept",
    "OntologyError",
    "concepts",
    "ontology_path",
]
