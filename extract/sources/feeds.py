"""RSS and Atom feeds: an article per entry, its text as the feed has it or as the page behind its link does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

from extract.article import Article, text_id
from extract.sources.contract import Fault, Found, MissingExtra, Options, Origin, Unreadable, whole
from extract.sources.dates import iso_date
from extract.sources.webpage import plain_text


def read_feed(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every entry, the feed's title as its outlet; the line is the entry's number.

    A feed that declares entities is refused: that is how XML bombs are made, and no feed needs it.
    """
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("feedparser") from None
    data = whole(stream)
    if b"<!entity" in data.replace(b"\0", b"").lower():
        raise Unreadable("the feed declares XML entities", "remove its <!ENTITY lines")
    # A stream and never text: feedparser would take a text that is a URL for one to fetch.
    try:
        feed = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # a feed may be anything, and feedparser does not say what it raises
        raise Unreadable(f"the feed cannot be read ({type(error).__name__})", "check the file") from None
    if not feed.version and not feed.entries:
        raise Unreadable("no RSS or Atom feed", "check that the address or file is the feed's own")
    outlet = str(feed.feed.get("title") or "").strip() or None
    for number, entry in enumerate(feed.entries, start=1):
        yield from _entry(entry, outlet, origin, number, options)


def _entry(entry: Any, outlet: str | None, origin: Origin, number: int, options: Options) -> Iterator[Found | Fault]:
    url = entry.get("link") or None
    if options.follow and url:
        from extract.sources.fetch import read_url

        yield from read_url(url, options)
        return
    bodies = [content.get("value") for content in entry.get("content") or ()] + [entry.get("summary")]
    text = plain_text(max((str(body or "") for body in bodies), key=len))
    identity = entry.get("id") or url
    article = Article(
        id=identity or text_id(text),
        text=text,
        title=plain_text(str(entry.get("title") or "")) or None,
        url=url,
        source=outlet,
        published=iso_date(entry.get("published") or entry.get("updated") or ""),
    )
    yield Found(article, origin.file, number, named=identity is not None)
