"""Web pages: the body of the article in an HTML page, with its title, date and outlet.

trafilatura finds the body and most of the rest; what the page says of itself in schema.org terms (JSON-LD) goes first.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from extract.article import Article, text_id
from extract.sources.contract import Fault, Found, MissingExtra, Options, Origin, whole
from extract.sources.dates import iso_date
from extract.sources.decode import NotText, decode

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]{0,300})>(.*?)</script", re.IGNORECASE | re.DOTALL)
_ARTICLE_TYPE = re.compile(r"(?:News)?Article$|Posting$|^Report$")


def read_html(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of a page."""
    yield read_page(whole(stream), origin, options)


def read_page(data: bytes, origin: Origin, options: Options) -> Found | Fault:
    """Return the article of a page's bytes, or why there is none. Raises `MissingExtra` without trafilatura."""
    declared = _DECLARED.search(data[:4096])
    problem = ""
    for encoding in (options.encoding, None, declared[1].decode("ascii") if declared else None):
        try:
            page, _ = decode(data, encoding)
        except (NotText, LookupError) as error:
            problem = problem or str(error)
        else:
            return _article(page, origin)
    return Fault(origin.file, None, f"the page {problem}", "name its encoding with --encoding")


def plain_text(markup: str) -> str:
    """Return the text of a piece of HTML, as feeds hold it, a line per paragraph."""
    markup = re.sub(r"<(script|style)\b.*?</\1\s*>", " ", markup, flags=re.IGNORECASE | re.DOTALL)
    markup = re.sub(r"</?(?:p|div|br|li|h[1-6]|tr|blockquote)\b[^>]*>", "\n", markup, flags=re.IGNORECASE)
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _article(page: str, origin: Origin) -> Found | Fault:
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("trafilatura") from None
    try:
        document = trafilatura.bare_extraction(
            page, url=origin.url, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception as error:  # a page may be anything, and trafilatura does not say what it raises
        return Fault(origin.file, None, f"the page cannot be read ({type(error).__name__})", "save its text as .txt")
    own = _schema_article(page)
    body = plain_text(_text(own.get("articleBody")))
    found = str(getattr(document, "text", None) or "")
    # Some pages put the whole text into their metadata, to be read there; most its beginning, or nothing.
    text = body if len(body) > len(found) else found
    if not text.strip():
        return Fault(origin.file, None, "no article in the page", "save its text as .txt if there is one")
    url = origin.url or _text(own.get("url")) or getattr(document, "url", None)
    date = iso_date(_text(own.get("datePublished"))) or iso_date(getattr(document, "date", None) or "")
    article = Article(
        id=url or origin.identity or text_id(text),
        text=text,
        title=_text(own.get("headline")) or getattr(document, "title", None),
        url=url,
        source=_text(own.get("publisher")) or getattr(document, "sitename", None),
        published=date,
    )
    return Found(article, origin.file, None, named=url is not None)


def _schema_article(page: str) -> Mapping[str, Any]:
    """Return what the page says of its article in JSON-LD, or nothing."""
    for attributes, script in _SCRIPT.findall(page):
        if "ld+json" not in attributes.lower():
            continue
        try:
            value = json.loads(script)
        except (ValueError, RecursionError):
            continue
        nodes = value if isinstance(value, list) else [value]
        nodes = [node for node in nodes if isinstance(node, dict)]
        graph = [inner for node in nodes if isinstance(node.get("@graph"), list) for inner in node["@graph"]]
        for node in (*nodes, *graph):
            if isinstance(node, dict) and any(_ARTICLE_TYPE.search(kind) for kind in _texts(node.get("@type"))):
                return node
    return {}


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [value for value in values if isinstance(value, str)]


def _text(value: Any) -> str:
    """Return a property's text: itself, the name of the thing it is, or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    return value.strip() if isinstance(value, str) else ""
