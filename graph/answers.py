"""Answers to SPARQL queries and how they are shown: aligned table, CSV, JSON, Turtle."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from graph.errors import UsageError
from graph.export.turtle import turtle, writer

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

FORMATS = ("table", "csv", "json", "ttl")

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_WIDEST = 80


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a query answered: rows (SELECT), a truth (ASK) or triples (CONSTRUCT, DESCRIBE)."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None


def formatted(answer: Answer, format_: str, prefixes: Mapping[str, str]) -> str:
    """Return an answer in one of `FORMATS`.

    Raises `UsageError` for another format, or for `ttl` when the query made no triples.
    """
    if format_ == "ttl":
        return format_ttl(answer, prefixes)
    if format_ == "csv":
        return format_csv(answer)
    if format_ == "json":
        return format_json(answer)
    if format_ == "table":
        return format_table(answer, prefixes)
    raise UsageError(f"--format {format_}: no such format; use one of {', '.join(FORMATS)}")


def format_table(answer: Answer, prefixes: Mapping[str, str]) -> str:
    """Return an aligned table, IRIs shortened, long texts cut, nothing in it that could command a terminal."""
    from rich.cells import cell_len, set_cell_size

    if answer.truth is not None:
        return ("yes" if answer.truth else "no") + "\n"
    shown = writer(prefixes)
    if answer.triples is not None:
        variables: tuple[str, ...] = ("subject", "predicate", "object")
        rows: Sequence[tuple[Term | None, ...]] = [(t.subject, t.predicate, t.object) for t in answer.triples]
    else:
        variables, rows = answer.variables, answer.rows
    cells = [[_cell(value, shown) for value in row] for row in rows]
    widths = [
        max([cell_len(name), *(min(cell_len(row[column]), _WIDEST) for row in cells)])
        for column, name in enumerate(variables)
    ]
    lines = [list(variables), ["-" * width for width in widths], *cells]
    table = "".join(
        "  ".join(set_cell_size(_cut(cell), width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )
    return table + ("" if cells else "(no rows)\n")


def format_csv(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results CSV; a truth and triples become columns of their own."""
    output = io.StringIO()
    table = csv.writer(output, lineterminator="\r\n")
    if answer.truth is not None:
        table.writerows([["answer"], [str(answer.truth).lower()]])
    elif answer.triples is not None:
        table.writerow(["subject", "predicate", "object"])
        table.writerows([_plain(t.subject), _plain(t.predicate), _plain(t.object)] for t in answer.triples)
    else:
        table.writerow(answer.variables)
        table.writerows([_plain(value) for value in row] for row in answer.rows)
    return output.getvalue()


def format_json(answer: Answer) -> str:
    """Return SPARQL 1.1 Query Results JSON; triples become rows of subject, predicate and object."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    variables, rows = answer.variables, answer.rows
    if answer.triples is not None:
        variables = ("subject", "predicate", "object")
        rows = tuple((t.subject, t.predicate, t.object) for t in answer.triples)
    bindings = [
        {name: _json(value) for name, value in zip(variables, row, strict=True) if value is not None} for row in rows
    ]
    document = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def format_ttl(answer: Answer, prefixes: Mapping[str, str]) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE query as Turtle, sorted.

    Raises `UsageError` for the answer of any other query.
    """
    if answer.triples is None:
        raise UsageError("--format ttl: only CONSTRUCT and DESCRIBE make triples; use table, csv or json")
    ordered = sorted(set(answer.triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return "".join(turtle(ordered, prefixes))


def _plain(value: Term | None) -> str:
    if value is None:
        return ""
    return f"_:{value.value}" if isinstance(value, ox.BlankNode) else getattr(value, "value", str(value))


def _json(value: Term) -> dict[str, str]:
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if not isinstance(value, ox.Literal):
        return {"type": "literal", "value": str(value)}
    if value.language:
        return {"type": "literal", "value": value.value, "xml:lang": value.language}
    if value.datatype.value.endswith("#string"):
        return {"type": "literal", "value": value.value}
    return {"type": "literal", "value": value.value, "datatype": value.datatype.value}


def _cell(value: Term | None, shown: object) -> str:
    if isinstance(value, ox.NamedNode):
        assert callable(shown)
        return str(shown(value))
    # A control character could move the cursor, a direction control could reorder the line.
    return _UNSHOWN.sub(" ", _plain(value))


def _cut(cell: str) -> str:
    from rich.cells import cell_len, set_cell_size

    return cell if cell_len(cell) <= _WIDEST else set_cell_size(cell, _WIDEST - 1) + "…"
