"""Web archives (WARC, ISO 28500): an article per page that was answered with success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from extract.sources.contract import LARGEST, Fault, Found, MissingExtra, Options, Origin, Unreadable
from extract.sources.webpage import read_page


def read_warc(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every HTML response; what is no HTML or was no success is passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise MissingExtra("fastwarc") from None
    pages = 0
    try:
        records = ArchiveIterator(
            stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all", max_content_length=LARGEST
        )
        for record in records:
            headers = record.http_headers
            if headers is None or headers.status_code != 200 or "html" not in (record.http_content_type or ""):
                continue
            pages += 1
            url = record.headers.get("WARC-Target-URI")
            data = record.reader.read(LARGEST)
            yield read_page(data, Origin(f"{origin.file}#{url or pages}", None, url), options)
    except (OSError, ValueError) as error:
        raise Unreadable(f"is not a web archive that can be read ({error})", "check the file") from None
    if not pages:
        raise Unreadable("a web archive without pages", "WARC response records of HTML are what Bayan reads")
