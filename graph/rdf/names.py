"""Namespaces, prefixes and the IRIs of resources.

One prefix per class, and local names of `[A-Za-z0-9_-]` only: some stores read escapes in prefixed names wrongly, so
no name ever needs one. No IRI is made from the words of an article; only keys, which the merge made, enter one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from graph.errors import UsageError
from ontology.concepts import ACT, BASE, BAYAN, COUNTRY, OCCASION, ORGANISATION, TOPIC

DEFAULT_BASE = BASE + "id/"
"""Where resources live unless the user sets a base of their own."""

CLASSES = ("speaker", "membership", "outlet", "article", "statement", "report", "evidence")
"""The kinds of resource; each is a path below the base, and its prefix."""

VOCABULARIES = {
    "bayan": BAYAN,
    "act": ACT,
    "topic": TOPIC,
    "country": COUNTRY,
    "organisation": ORGANISATION,
    "occasion": OCCASION,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, of the ontology and of the vocabularies it reuses."""

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_URL = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]+"
)


_BY_NAMESPACE = {namespace: prefix for prefix, namespace in VOCABULARIES.items()}


def checked_base(base: str) -> str:
    """Return a base IRI if resources can be named below it.

    Raises `UsageError` unless it is an absolute http(s) IRI that ends in `/` or `#`.
    """
    if link(base) is None or not base.endswith(("/", "#")):
        raise UsageError(f"base IRI {base!r:.80}: must be an http or https IRI that ends in / or #")
    return base


def prefixes(base: str) -> dict[str, str]:
    """Return every prefix that the graph files declare, sorted by prefix."""
    own = {name: f"{base}{name}/" for name in CLASSES}
    return dict(sorted({**VOCABULARIES, **own}.items()))


def header(names: Mapping[str, str]) -> str:
    """Return the lines that declare prefixes, by namespace, in Turtle and TriG."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(names.items()))


def local_name(key: str) -> str:
    """Return a key as the last part of an IRI; a key from elsewhere has its other characters spelled as code points.

    >>> local_name("dmitri-peskov"), local_name("a b")
    ('dmitri-peskov', 'a_20_b')
    """
    if _LOCAL.fullmatch(key):
        return key
    spelled = re.sub(r"[^A-Za-z0-9_-]", lambda match: f"_{ord(match[0]):x}_", key)
    return spelled if _LOCAL.fullmatch(spelled) else f"_{spelled}"


def link(url: str | None) -> ox.NamedNode | None:
    """Return a URL as an IRI, or None when it is not a valid http(s) one (a space, a quote, a control character)."""
    if not url or not _URL.fullmatch(url):
        return None
    try:
        return ox.NamedNode(url)
    except ValueError:
        return None


def named(kind: str, key: str) -> str:
    """Return the prefixed name of the resource of a kind (one of `CLASSES`) with a key."""
    return f"{kind}:{local_name(key)}"


def shortened(iri: ox.NamedNode) -> str:
    """Return an IRI as Turtle has it, by a prefix of `VOCABULARIES` where that needs no escape."""
    cut = max(iri.value.rfind("/"), iri.value.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(iri.value[:cut])
    return f"{prefix}:{iri.value[cut:]}" if prefix and _LOCAL.fullmatch(iri.value, cut) else f"<{iri.value}>"


def full(name: str) -> str:
    """Return the IRI of a vocabulary's term from its prefixed name.

    >>> full("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, local = name.split(":", 1)
    return VOCABULARIES[prefix] + local
