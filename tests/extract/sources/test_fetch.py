"""Fetching from a real server on this machine, and refusing to where it must."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from extract.sources import Fault, Options, read
from extract.sources.contract import Unreadable
from extract.sources.fetch import Fetcher

TEXT = "قال الوزير إن بلاده مستعدة للحوار في إطار القانون الدولي."  # "The minister said his country is ready ..."


class Site(http.server.BaseHTTPRequestHandler):
    robots = "User-agent: *\nDisallow: /private\n"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/robots.txt":
            self.answer(200 if self.robots else 500, "text/plain", self.robots.encode())
        elif path == "/moved":
            self.answer(302, "text/plain", b"", Location="/a.txt")
        elif path == "/round":
            self.answer(302, "text/plain", b"", Location="/round")
        elif path == "/file":
            self.answer(302, "text/plain", b"", Location="file:///etc/passwd")
        elif path == "/big":
            self.answer(200, "text/plain", b"x" * 3000)
        elif path == "/gone":
            self.answer(404, "text/plain", b"")
        else:
            self.answer(200, "text/plain; charset=utf-8", TEXT.encode())

    def answer(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(public_only=False, pause=0, largest=2000)


def test_a_redirect_is_followed(site: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{site}/moved") == (TEXT.encode(), "text/plain", f"{site}/a.txt")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/private/a.txt", "robots.txt"),
        ("/round", "redirected more than"),
        ("/file", "no address to fetch"),
        ("/big", "holds more than"),
        ("/gone", "answered 404"),
    ],
)
def test_what_is_not_fetched(site: str, fetcher: Fetcher, path: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        fetcher.fetch(site + path)


def test_a_site_that_cannot_show_its_robots_file_is_left_alone(
    site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "robots", "")
    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetcher.fetch(f"{site}/a.txt")


def test_an_address_gives_an_article(site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fetcher, "_shared", fetcher)
    (found,) = read([f"{site}/a.txt"], Options())
    assert found.article.text == TEXT
    assert found.article.url == f"{site}/a.txt"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a.txt",
        "http://localhost:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://user:secret@example.org/",
        "http:///nothing",
        "http://[broken/",
        "http://example.org:99999/",
    ],
)
def test_private_and_malformed_addresses_are_refused_without_a_request(url: str) -> None:
    (fault,) = read([url])
    assert isinstance(fault, Fault)
    assert any(message in fault.message for message in ("private address", "no address to fetch"))
