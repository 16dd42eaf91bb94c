"""The data set's own description, as VoID and DCAT: what it holds, how much, from when to when, in which files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.export.files import written
from graph.export.turtle import turtle
from graph.model import MergedGraph
from graph.rdf import DEFAULT_BASE, prefixes, triples
from graph.rdf import terms as make
from graph.rdf.names import VOCABULARIES, checked_base

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
    ".html": "text/html",
    ".jsonl": "application/jsonl",
}
_TYPE = VOCABULARIES["rdf"] + "type"


def write_description(
    graph: MergedGraph, path: Path, files: Sequence[Path] = (), base: str = DEFAULT_BASE, issued: str | None = None
) -> None:
    """Write `void.ttl`: counts of triples, classes, properties and subjects, the days covered, and the files.

    Files that are there are described with their size and media type, by name only. `issued` is a day to write down;
    None leaves it out, so that the same graph gives the same bytes.
    """
    names = {**prefixes(base), "dcat": _DCAT, "void": _VOID}
    with written(path) as output:
        for piece in turtle(description(graph, files, base, issued), names):
            output.write(piece.encode())


def description(
    graph: MergedGraph, files: Sequence[Path] = (), base: str = DEFAULT_BASE, issued: str | None = None
) -> Iterator[ox.Triple]:
    """Yield the description's triples; see `write_description`."""
    base = checked_base(base)
    data = ox.NamedNode(base + "dataset")
    classes, properties, subjects, count = _counted(graph, base)

    def about(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal | None) -> Iterator[ox.Triple]:
        if value is not None:
            prefix, local = name.split(":")
            namespace = {"void": _VOID, "dcat": _DCAT}.get(prefix) or VOCABULARIES[prefix]
            yield ox.Triple(subject, ox.NamedNode(namespace + local), value)

    yield from about(data, "rdf:type", ox.NamedNode(_VOID + "Dataset"))
    yield from about(data, "rdf:type", ox.NamedNode(_DCAT + "Dataset"))
    yield from about(data, "dcterms:title", make.arabic("بيان: من قال ماذا"))
    yield from about(data, "dcterms:title", make.english("Bayan: who said what"))
    yield from about(data, "dcterms:description", make.arabic("تصريحات مسندة إلى قائليها مع مواضعها في الأخبار."))
    summary = make.english("Statements attributed to who made them, with their place in the news.")
    yield from about(data, "dcterms:description", summary)
    yield from about(data, "dcterms:language", make.plain("ar"))
    yield from about(data, "dcterms:issued", make.day(issued))
    days = sorted({str(statement.date) for statement in graph.statements if make.is_day(statement.date)})
    period = ox.NamedNode(base + "dataset-period")
    if days:
        yield from about(data, "dcterms:temporal", period)
    yield from about(data, "void:uriSpace", make.plain(base))
    for vocabulary in ("bayan", "dcterms", "foaf", "oa", "org", "schema", "skos"):
        yield from about(data, "void:vocabulary", ox.NamedNode(VOCABULARIES[vocabulary]))
    for name, number in (
        ("triples", count), ("distinctSubjects", subjects), ("classes", len(classes)), ("properties", len(properties)),
    ):  # fmt: skip
        yield from about(data, f"void:{name}", make.integer(number))
    for kind, counted in (("class", classes), ("property", properties)):
        for place, _ in enumerate(sorted(counted), 1):
            yield from about(data, f"void:{kind}Partition", ox.NamedNode(f"{base}dataset-{kind}-{place}"))
    there = sorted(file for file in files if file.is_file())
    for file in there:
        yield from about(data, "dcat:distribution", _file(base, file))
    if days:
        yield from about(period, "rdf:type", ox.NamedNode(VOCABULARIES["dcterms"] + "PeriodOfTime"))
        yield from about(period, "dcat:startDate", make.day(days[0]))
        yield from about(period, "dcat:endDate", make.day(days[-1]))
    for kind, counted, unit in (("class", classes, "entities"), ("property", properties, "triples")):
        for place, (iri, number) in enumerate(sorted(counted.items()), 1):
            part = ox.NamedNode(f"{base}dataset-{kind}-{place}")
            yield from about(part, f"void:{kind}", ox.NamedNode(iri))
            yield from about(part, f"void:{unit}", make.integer(number))
    for file in there:
        node = _file(base, file)
        plain = file.with_suffix("") if file.suffix in (".gz", ".zst") else file
        media_type = _MEDIA_TYPES.get(plain.suffix)
        yield from about(node, "rdf:type", ox.NamedNode(_DCAT + "Distribution"))
        yield from about(node, "dcterms:title", make.plain(file.name))
        yield from about(node, "dcat:byteSize", make.integer(file.stat().st_size))
        yield from about(node, "dcat:mediaType", ox.NamedNode(_MEDIA + media_type) if media_type else None)


def _counted(graph: MergedGraph, base: str) -> tuple[Counter[str], Counter[str], int, int]:
    """Count the graph in one pass: entities of each class, triples of each property, subjects, triples."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    subjects, count, last = 0, 0, None
    for triple in triples(graph, base):
        count += 1
        if triple.subject != last:  # triples of a subject come together
            subjects, last = subjects + 1, triple.subject
        properties[triple.predicate.value] += 1
        if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
            classes[triple.object.value] += 1
    return classes, properties, subjects, count


def _file(base: str, file: Path) -> ox.NamedNode:
    from graph.rdf.names import local_name

    return ox.NamedNode(f"{base}dataset-file-{local_name(file.name)}")
