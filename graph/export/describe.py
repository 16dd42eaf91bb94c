"""The data set's own description, as VoID and DCAT: what it holds, how much, from when to when, in which files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.export.files import written
from graph.model import MergedGraph
from graph.rdf import DEFAULT_BASE, header, prefixes, turtle_blocks
from graph.rdf import terms as make
from graph.rdf.mapping import described
from graph.rdf.names import VOCABULARIES, checked_base, full, local_name, shortened

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
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def write_description(
    graph: MergedGraph, path: Path, files: Sequence[Path] = (), base: str = DEFAULT_BASE, issued: str | None = None
) -> None:
    """Write `void.ttl`: counts of triples, classes, properties and subjects, the days covered, and the files.

    Files that are there are described with their size and media type, by name only. `issued` is a day to write down;
    None leaves it out, so that the same graph gives the same bytes.
    """
    names = {**prefixes(checked_base(base)), "dcat": _DCAT, "void": _VOID}
    with written(path) as output:
        output.write(header(names).encode())
        for block in description(graph, files, base, issued):
            output.write(block.encode())


def description(
    graph: MergedGraph, files: Sequence[Path] = (), base: str = DEFAULT_BASE, issued: str | None = None
) -> Iterator[str]:
    """Yield the description as Turtle without its prefix lines; see `write_description`."""
    classes, properties, subjects, count = _counted(graph)
    partitions = (("class", classes, "entities"), ("property", properties, "triples"))
    days = sorted({str(statement.date) for statement in graph.statements if make.is_day(statement.date)})
    there = sorted(file for file in files if file.is_file())
    issue = make.day(issued)
    about = [
        "a void:Dataset , dcat:Dataset",
        f"dcterms:title {make.arabic('بيان: من قال ماذا')} , {make.english('Bayan: who said what')}",
        f"dcterms:description {make.arabic('تصريحات مسندة إلى قائليها مع مواضعها في الأخبار.')} , "
        + make.english("Statements attributed to who made them, with their place in the news."),
        'dcterms:language "ar"',
    ]
    if issue:
        about.append(f"dcterms:issued {issue}")
    if days:
        about.append(f"dcterms:temporal <{base}dataset-period>")
    about.append(f"void:uriSpace {make.plain(base)}")
    vocabularies = (VOCABULARIES[name] for name in ("bayan", "dcterms", "foaf", "oa", "org", "schema", "skos"))
    about.append(f"void:vocabulary {' , '.join(f'<{vocabulary}>' for vocabulary in vocabularies)}")
    about.append(f"void:triples {count}")
    about.append(f"void:distinctSubjects {subjects}")
    about.append(f"void:classes {len(classes)}")
    about.append(f"void:properties {len(properties)}")
    for kind, counted, _ in partitions:
        parts = [f"<{base}dataset-{kind}-{place}>" for place in range(1, len(counted) + 1)]
        if parts:
            about.append(f"void:{kind}Partition {' , '.join(parts)}")
    if there:
        about.append(f"dcat:distribution {' , '.join(_file(base, file) for file in there)}")
    yield described(f"<{base}dataset>", about)
    if days:
        period = ["a dcterms:PeriodOfTime", f"dcat:startDate {make.day(days[0])}", f"dcat:endDate {make.day(days[-1])}"]
        yield described(f"<{base}dataset-period>", period)
    for kind, counted, unit in partitions:
        for place, (iri, number) in enumerate(sorted(counted.items()), 1):
            part = [f"void:{kind} {shortened(ox.NamedNode(iri))}", f"void:{unit} {number}"]
            yield described(f"<{base}dataset-{kind}-{place}>", part)
    for file in there:
        plain = file.with_suffix("") if file.suffix in (".gz", ".zst") else file
        media_type = _MEDIA_TYPES.get(plain.suffix)
        facts = ["a dcat:Distribution", f"dcterms:title {make.plain(file.name)}"]
        facts.append(f"dcat:byteSize {file.stat().st_size}")
        if media_type:
            facts.append(f"dcat:mediaType <{_MEDIA}{media_type}>")
        yield described(_file(base, file), facts)


def _counted(graph: MergedGraph) -> tuple[Counter[str], Counter[str], int, int]:
    """Count the graph in one pass: entities of each class, triples of each property, subjects, triples.

    The Turtle is counted as it is written, a predicate a line, which takes half the time of parsing it.
    """
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    subjects = 0
    for block in turtle_blocks(graph):
        for line in _LITERAL.sub("x", block).splitlines():
            if not line:
                continue
            words = line.split()
            if not line.startswith(" "):
                subjects += 1
                del words[0]
            objects = words[1:-1:2]  # a comma after each, or what ends the line
            properties[words[0]] += len(objects)
            if words[0] == "a":
                classes.update(objects)
    classes = Counter({full(name): number for name, number in classes.items()})
    properties = Counter({full("rdf:type" if name == "a" else name): number for name, number in properties.items()})
    return classes, properties, subjects, properties.total()


def _file(base: str, file: Path) -> str:
    return f"<{base}dataset-file-{local_name(file.name)}>"
