"""Content negotiation: which media type an answer is written in, and writing it."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.answers import Answer, Term, format_csv, format_json
from graph.network import clean

JSON = "application/sparql-results+json"


def written(answer: Answer, accept: str) -> tuple[str, bytes] | None:
    """Return the media type and the body that an Accept header prefers, or None when it takes none of ours."""
    offered = _GRAPHS if answer.triples is not None else _ROWS
    chosen = preferred(accept, list(offered))
    if chosen is None:
        return None
    content_type = chosen if chosen.endswith(("json", "xml", "rdf+xml")) else f"{chosen}; charset=utf-8"
    return content_type, offered[chosen](answer)


def preferred(accept: str, offered: list[str]) -> str | None:
    """Return the offered media type that an Accept header prefers, the first where it does not care (RFC 9110)."""
    ranges: list[tuple[str, float]] = []
    for part in accept.split(",") if accept.strip() else ["*/*"]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        with contextlib.suppress(ValueError):
            ranges.append((name, float(weight)))
    best: tuple[float, int, str] | None = None
    for place, media_type in enumerate(offered):
        matching = [(_specificity(name, media_type), quality) for name, quality in ranges]
        specificity, quality = max((m for m in matching if m[0]), default=(0, 0.0))  # the most specific range rules
        if specificity and quality > 0 and (best is None or (quality, -place) > best[:2]):
            best = (quality, -place, media_type)
    return best[2] if best else None


def _specificity(name: str, media_type: str) -> int:
    if name == media_type:
        return 3
    if name == media_type.split("/")[0] + "/*":
        return 2
    return 1 if name == "*/*" else 0


def _tsv(answer: Answer) -> bytes:
    if answer.truth is not None:
        return f"?answer\n{str(answer.truth).lower()}\n".encode()
    lines = ["\t".join("?" + name for name in answer.variables)]
    # Oxigraph's own form of a term escapes tabs and line ends, as the format asks.
    lines += ["\t".join("" if v is None else str(v).replace("\t", "\\t") for v in row) for row in answer.rows]
    return ("\n".join(lines) + "\n").encode()


def _xml(answer: Answer) -> bytes:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>']
    parts += [f"<variable name={quoteattr(name)}/>" for name in answer.variables]
    parts.append("</head>\n")
    if answer.truth is not None:
        parts.append(f"<boolean>{str(answer.truth).lower()}</boolean>\n")
    else:
        parts.append("<results>\n")
        for row in answer.rows:
            pairs = [(n, v) for n, v in zip(answer.variables, row, strict=True) if v is not None]
            cells = "".join(f"<binding name={quoteattr(n)}>{_xml_term(v)}</binding>" for n, v in pairs)
            parts.append(f"<result>{cells}</result>\n")
        parts.append("</results>\n")
    parts.append("</sparql>\n")
    return "".join(parts).encode()


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if not isinstance(term, ox.Literal):
        return f"<literal>{escape(str(term))}</literal>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif not term.datatype.value.endswith("#string"):
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{escape(clean(term.value), {chr(13): '&#13;'})}</literal>"


def _serialised(format_: ox.RdfFormat) -> Callable[[Answer], bytes]:
    def write(answer: Answer) -> bytes:
        output = io.BytesIO()
        ox.serialize(answer.triples or (), output, format=format_)
        return output.getvalue()

    return write


_ROWS: dict[str, Callable[[Answer], bytes]] = {
    JSON: lambda answer: format_json(answer).encode(),
    "application/json": lambda answer: format_json(answer).encode(),
    "application/sparql-results+xml": _xml,
    "application/xml": _xml,
    "text/csv": lambda answer: format_csv(answer).encode(),
    "text/tab-separated-values": _tsv,
}
_GRAPHS: dict[str, Callable[[Answer], bytes]] = {
    "text/turtle": _serialised(ox.RdfFormat.TURTLE),
    "application/n-triples": _serialised(ox.RdfFormat.N_TRIPLES),
    "application/ld+json": _serialised(ox.RdfFormat.JSON_LD),
    "application/rdf+xml": _serialised(ox.RdfFormat.RDF_XML),
    "text/plain": _serialised(ox.RdfFormat.N_TRIPLES),
}
