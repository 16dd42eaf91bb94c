"""Fetching addresses, politely and safely.

Politely: a site's robots.txt is obeyed, one request a second to a host, a name of our own. Safely: http and https only,
addresses of the public internet only - checked on the very address that is connected to, for the first address and for
every redirect - and limits on time, size and redirects. Nothing is sent but the request: no cookies, no credentials.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
import urllib.parse
import urllib.robotparser
from collections.abc import Iterator
from pathlib import PurePosixPath

from extract.sources.contract import Fault, Found, Options, Origin, Unreadable

AGENT = "Bayan"
LARGEST_PAGE = 16 * 1024 * 1024
_SECONDS = 30.0
_REDIRECTS = 5
_PAUSE = 1.0  # seconds between two requests to one host

_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".rss",
    "application/xml": ".rss",
    "text/xml": ".rss",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/plain": ".txt",
}


def read_url(url: str, options: Options) -> Iterator[Found | Fault]:
    """Yield what an address holds: a page, a feed, or a file of any kind that a path may name."""
    from extract.sources.compressed import inner_name
    from extract.sources.reader import READERS, read_stream
    from extract.sources.webpage import read_html

    try:
        data, content_type, last = Fetcher.shared().fetch(url)
        name = PurePosixPath(urllib.parse.unquote(urllib.parse.urlsplit(last).path))
        if inner_name(name).suffix.lower() not in READERS or content_type in ("text/html", "application/xhtml+xml"):
            name = PurePosixPath("page" + _TYPES.get(content_type, ".html"))
        if name.suffix in (".html", ".htm"):
            yield from read_html(io.BytesIO(data), Origin(url, None, last), options)
        else:
            yield from read_stream(io.BytesIO(data), name, url, options, last)
    except Unreadable as error:
        yield Fault(url, None, error.message, error.remedy)


class Fetcher:
    """Fetches addresses. `public_only` false lets it reach private addresses too, for a server of one's own."""

    _shared: Fetcher | None = None

    def __init__(self, public_only: bool = True, pause: float = _PAUSE, largest: int = LARGEST_PAGE) -> None:
        self._public_only = public_only
        self._pause = pause
        self._largest = largest
        self._robots: dict[str, urllib.robotparser.RobotFileParser] = {}
        self._last: dict[str, float] = {}

    @classmethod
    def shared(cls) -> Fetcher:
        """Return the fetcher of this process, which remembers hosts."""
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def fetch(self, url: str) -> tuple[bytes, str, str]:
        """Return the body, its media type and the address it came from in the end. Raises `Unreadable`."""
        for _ in range(_REDIRECTS + 1):
            parts = _split(url)
            if not self._allowed(url, parts):
                raise Unreadable("the site's robots.txt forbids it", "save the page by hand if you may use it")
            status, headers, body = self._get(url, parts)
            if status in (301, 302, 303, 307, 308) and headers.get("Location"):
                url = urllib.parse.urljoin(url, headers["Location"])
                continue
            if status != 200:
                raise Unreadable(f"the server answered {status}", "check the address")
            return body, headers.get_content_type(), url
        raise Unreadable(f"redirected more than {_REDIRECTS} times", "check the address")

    def _allowed(self, url: str, parts: urllib.parse.SplitResult) -> bool:
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            robots = urllib.robotparser.RobotFileParser()
            status, _, body = self._get(f"{site}/robots.txt", _split(f"{site}/robots.txt"))
            # RFC 9309: absent means free, a server in trouble means forbidden.
            if status == 200:
                robots.parse(body.decode("utf-8", "replace").splitlines())
            elif status >= 500:
                robots.parse(["User-agent: *", "Disallow: /"])
            else:
                robots.parse([])
            self._robots[site] = robots
        return self._robots[site].can_fetch(AGENT, url)

    def _get(self, url: str, parts: urllib.parse.SplitResult) -> tuple[int, http.client.HTTPMessage, bytes]:
        host = parts.hostname or ""
        wait = self._last.get(host, 0.0) + self._pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        deadline = time.monotonic() + _SECONDS
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(host, parts.port, timeout=_SECONDS)
        connection._create_connection = self._connect  # type: ignore[attr-defined]
        path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        try:
            connection.request("GET", path, headers={"User-Agent": f"{AGENT}/0.1", "Accept-Encoding": "identity"})
            response = connection.getresponse()
            body = bytearray()
            while piece := response.read1(65536):
                body += piece
                if len(body) > self._largest:
                    raise Unreadable(f"holds more than {self._largest // 1024 // 1024} MB", "fetch it by hand")
                if time.monotonic() > deadline:
                    raise Unreadable(f"took more than {_SECONDS:.0f} seconds", "try again later")
            return response.status, response.headers, bytes(body)
        except (OSError, http.client.HTTPException, ssl.CertificateError, UnicodeError) as error:
            raise Unreadable(f"cannot be fetched ({error or type(error).__name__})", "check the address") from None
        finally:
            self._last[host] = time.monotonic()
            connection.close()

    def _connect(self, address: tuple[str, int], timeout: float, source: object = None) -> socket.socket:
        """Open a connection to a host, to an address that was checked and not looked up again."""
        problem: OSError = OSError("no address")
        for family, kind, protocol, _, target in socket.getaddrinfo(*address, type=socket.SOCK_STREAM):
            if self._public_only and not _is_public(str(target[0])):
                raise Unreadable(f"{address[0]} is a private address", "Bayan fetches from the public internet only")
            connection = socket.socket(family, kind, protocol)
            connection.settimeout(timeout)
            try:
                connection.connect(target)
            except OSError as error:
                connection.close()
                problem = error
            else:
                return connection
        raise problem


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (inner or ip).is_global and not ip.is_multicast


def _split(url: str) -> urllib.parse.SplitResult:
    try:
        parts = urllib.parse.urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid or parts.username is not None or any(character.isspace() for character in url):
        raise Unreadable("is no address to fetch", "give a plain http or https address, without a password")
    return parts._replace(path=urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
                          query=urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"))  # fmt: skip
