"""Checking a graph file against the project's SHACL shapes (`ontology/shapes.ttl`).

pySHACL checks files of ordinary size; above that Oxigraph checks the same shapes as queries (`graph.shacl`), a hundred
times quicker. The tests hold the two to the same findings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.errors import GraphFileError, UsageError
from graph.store import Store, opened, rdf_format
from ontology.concepts import BAYAN, ontology_path

ENGINES = ("auto", "pyshacl", "oxigraph")
LARGEST_FOR_PYSHACL = 1 << 20
"""Bytes of a file, compressed or not, up to which pySHACL answers within seconds."""


@dataclasses.dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise: the node, the property, the value if one is at fault, which constraint, and why.

    `constraint` is the name of SHACL's component (`MinCount`, `Class`, `Datatype` ...).
    """

    focus: str
    path: str
    constraint: str
    value: str | None
    message_ar: str
    message_en: str


@dataclasses.dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a check found: `violations` in order of their nodes, among how many statements, by which engine."""

    violations: tuple[Violation, ...]
    statements: int
    engine: str

    @property
    def conforms(self) -> bool:
        """Say whether nothing is amiss."""
        return not self.violations

    def lines(self, most: int = 20) -> list[str]:
        """Return the report as lines for people, Arabic beside English, at most so many violations."""
        if self.conforms:
            return [f"conforms: {self.statements} statements · مطابق: {self.statements} تصريحا"]
        shown = [
            f"{v.focus}  {v.path.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"
            f"{f'  {_short(v.value)}' if v.value is not None else ''}: {v.message_en} · {v.message_ar}"
            for v in self.violations[:most]
        ]
        more = len(self.violations) - len(shown)
        total = f"{len(self.violations)} violations among {self.statements} statements · عدد المخالفات"
        return [*shown, *([f"... and {more} more"] if more else []), total]


def validate(path: Path, engine: str = "auto") -> ValidationReport:
    """Check an RDF file, all its named graphs together.

    Raises `GraphFileError` when it cannot be read, `UsageError` for an engine that there is not.
    """
    if engine not in ENGINES:
        raise UsageError(f"--engine {engine}: no such engine; use one of {', '.join(ENGINES)}")
    if not path.is_file():
        raise GraphFileError(f"{path}: no such file; give a graph file, for instance out/graph.ttl")
    if engine == "auto":
        engine = "pyshacl" if path.stat().st_size <= LARGEST_FOR_PYSHACL else "oxigraph"
    if engine == "pyshacl":
        return _with_pyshacl(path)
    from graph.shacl import violations

    store = Store.load(path)
    return ValidationReport(tuple(sorted(violations(store), key=_order)), _count(store), engine)


def rdflib_graph(path: Path) -> Any:
    """Read an RDF file into one rdflib graph, parsed by Oxigraph, which is many times quicker.

    Terms are kept as written: rdflib's own parsers rewrite literals. Raises `GraphFileError` naming file and line.
    """
    import rdflib

    graph = rdflib.Graph()
    iris: dict[str, Any] = {}

    def converted(term: Any) -> Any:
        if isinstance(term, ox.NamedNode):
            return iris.setdefault(term.value, rdflib.URIRef(term.value))
        if isinstance(term, ox.BlankNode):
            return rdflib.BNode(term.value)
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = converted(term.datatype)
        plain = datatype == rdflib.XSD.string
        return rdflib.Literal(term.value, datatype=None if plain else datatype, normalize=False)

    try:
        with opened(path) as source:
            for quad in ox.parse(source, format=rdf_format(path)):
                graph.add((converted(quad.subject), converted(quad.predicate), converted(quad.object)))
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:
        line = f" line {error.lineno}:" if error.lineno else ""
        raise GraphFileError(f"{path}:{line} not RDF ({error.msg}); mend that line") from error
    return graph


def _with_pyshacl(path: Path) -> ValidationReport:
    import pyshacl
    import rdflib

    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    data = rdflib_graph(path)
    shapes = rdflib.Graph().parse(ontology_path("shapes.ttl"), format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, meta_shacl=False, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise GraphFileError(f"{path}: pySHACL could not check it ({results}); try --engine oxigraph")
    found = []
    for result in results.subjects(rdflib.RDF.type, shacl.ValidationResult):
        messages = {
            message.language: str(message)
            for message in results.objects(result, shacl.resultMessage)
            if isinstance(message, rdflib.Literal)
        }
        component = str(results.value(result, shacl.sourceConstraintComponent)).rsplit("#", 1)[-1]
        value = results.value(result, shacl.value)
        found.append(
            Violation(
                focus=str(results.value(result, shacl.focusNode)),
                path=str(results.value(result, shacl.resultPath)),
                constraint=component.removesuffix("ConstraintComponent"),
                value=None if value is None else str(value),
                message_ar=messages.get("ar", ""),
                message_en=messages.get("en", ""),
            )
        )
    statements = len(set(data.subjects(rdflib.RDF.type, rdflib.URIRef(BAYAN + "Statement"))))
    return ValidationReport(tuple(sorted(found, key=_order)), statements, "pyshacl")


def _order(violation: Violation) -> tuple[str, str, str, str]:
    return violation.focus, violation.path, violation.constraint, violation.value or ""


def _count(store: Store) -> int:
    rows: Iterable[Any] = store.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s a <{BAYAN}Statement> }}")  # type: ignore[assignment]
    return int(next(iter(rows))["n"].value)


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 60 else line[:59] + "…"
