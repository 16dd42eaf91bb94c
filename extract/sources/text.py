"""One article per text file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from extract.article import Article, text_id
from extract.sources.contract import Fault, Found, Options, Origin, whole
from extract.sources.decode import NotText, decode

TITLE_LENGTH = 160
_NO_TITLE_ENDS = ".،؛:…,;"


def split_title(text: str) -> tuple[str | None, str]:
    """Return the title, if the first line is one, and the body without the blank space around it.

    The first line is a title when text follows it, it has at most 160 characters, it does not end as a sentence or a
    clause does (`. ، ؛ : …`), and either a blank line follows it or the next line is at least twice as long.
    """
    text = text.strip("\ufeff \t\r\n\f\v")
    first, _, rest = text.partition("\n")
    title = first.strip()
    body = rest.lstrip()
    if not body or len(title) > TITLE_LENGTH or title.endswith(tuple(_NO_TITLE_ENDS)):
        return None, text
    next_line = rest.partition("\n")[0].strip()
    if next_line and len(next_line) < 2 * len(title):
        return None, text
    return title, body


def read_text(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of one text file; its id is that of its origin, or a digest of the text without one."""
    try:
        text, encoding = decode(whole(stream), options.encoding)
    except NotText as error:
        remedy = "save it as UTF-8, or name its encoding with --encoding"
        yield Fault(origin.file, None, f"the file {error}", remedy)
        return
    if encoding.startswith(("windows", "ISO")) and encoding != options.encoding:
        message = f"read as {encoding}, for it is not UTF-8"
        yield Fault(origin.file, None, message, "name it with --encoding if that is wrong", lost=False)
    title, body = split_title(text)
    article = Article(id=origin.identity or text_id(body), text=body, title=title, url=origin.url)
    yield Found(article, origin.file, None, named=False)
