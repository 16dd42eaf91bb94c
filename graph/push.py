"""Loading a graph into a store elsewhere, through the SPARQL 1.1 Graph Store HTTP Protocol.

Statements go in chunks, each one POST that merges into a graph; a chunk is sent again when the network or the server
falters, and no harm is done by sending one twice, because no blank node is in the graph. What has been taken is kept in
a small file, from which an interrupted push goes on.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.errors import GraphFileError, PushError, UsageError
from graph.rdf.names import link
from graph.store import opened, rdf_format

if TYPE_CHECKING:
    import httpx

DEFAULT_CHUNK = 20_000
"""Triples in one request."""

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 30.0


@dataclasses.dataclass(frozen=True, slots=True)
class PushSettings:
    """How to send.

    `user` and `password` are for HTTP Basic or, with `digest`, HTTP Digest, `token` for a Bearer header; none is ever
    written to the state file.
    `named` sends each named graph to its own IRI. The rest, or without it everything, goes to `graph`, or to the
    default graph when that is None.
    `replace` empties each graph with its first chunk (PUT). `tries` and `timeout` (seconds) hold for each chunk.
    """

    graph: str | None = None
    named: bool = False
    replace: bool = False
    user: str | None = None
    password: str | None = None
    token: str | None = None
    chunk: int = DEFAULT_CHUNK
    tries: int = 5
    timeout: float = 120.0
    digest: bool = False


@dataclasses.dataclass(slots=True)
class PushReport:
    """What a push did: triples and chunks sent now, and chunks that an earlier push had sent."""

    triples: int = 0
    chunks: int = 0
    skipped: int = 0


def push(
    file: Path,
    endpoint: str,
    settings: PushSettings | None = None,
    state: Path | None = None,
    progress: Callable[[int], None] = lambda triples: None,
) -> PushReport:
    """Send an RDF file to a Graph Store Protocol endpoint (`http://localhost:7878/store`, `.../data`, ...).

    `state` is the file to keep the place in, by default beside the graph file; it goes when all is sent. `progress` is
    called with the triples of each chunk sent. Raises `UsageError` for settings that make no sense, `GraphFileError`
    when the file cannot be read, `PushError` when the server refuses or cannot be reached.
    """
    settings = settings or PushSettings()
    _check(endpoint, settings)
    if not file.is_file():
        raise GraphFileError(f"{file}: no such file; give a graph file, for instance out/graph.ttl")
    place = _Place(state or file.with_name(f".{file.name}.push"), _identity(file, endpoint, settings))
    report = PushReport()
    with _client(settings) as client:
        started: set[str] = set()
        for number, (name, triples) in enumerate(_chunks(file, settings)):
            first = name not in started
            started.add(name)
            if number < place.sent:
                report.skipped += 1
                continue
            method = "PUT" if settings.replace and first else "POST"
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            _send(client, method, endpoint, {"graph": name} if name else {"default": ""}, body or b"", settings)
            place.advance(number + 1)
            report.chunks += 1
            report.triples += len(triples)
            progress(len(triples))
    place.finish()
    return report


def _check(endpoint: str, settings: PushSettings) -> None:
    if link(endpoint) is None:
        raise UsageError(f"{endpoint!r:.80}: not an http or https address of a Graph Store")
    if settings.graph is not None and link(settings.graph) is None:
        raise UsageError(f"--graph {settings.graph!r:.80}: not an IRI")
    if settings.chunk < 1 or settings.tries < 1 or settings.timeout <= 0:
        raise UsageError("--chunk, --tries and --timeout must be above 0")


def _chunks(file: Path, settings: PushSettings) -> Iterator[tuple[str, list[ox.Triple]]]:
    """Yield a graph's name, empty for the default graph, and at most so many of its triples; never holds more."""
    try:
        with opened(file) as source:
            quads = ox.parse(source, format=rdf_format(file))
            for name, inside in itertools.groupby(quads, lambda quad: _name(quad, settings)):
                triples = (quad.triple for quad in inside)
                while chunk := list(itertools.islice(triples, settings.chunk)):
                    yield name, chunk
    except OSError as error:
        raise GraphFileError(f"{file}: cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:
        line = f" line {error.lineno}:" if error.lineno else ""
        raise GraphFileError(f"{file}:{line} not RDF ({error.msg}); mend that line") from error


def _name(quad: ox.Quad, settings: PushSettings) -> str:
    if settings.named and isinstance(quad.graph_name, ox.NamedNode):
        return quad.graph_name.value
    return settings.graph or ""


def _client(settings: PushSettings) -> httpx.Client:
    try:
        import httpx
    except ImportError as error:
        raise PushError("pushing needs a package more; pip install 'bayan[push]'") from error
    headers = {"Content-Type": "application/n-triples", "User-Agent": "bayan"}
    if settings.token:
        headers["Authorization"] = f"Bearer {settings.token}"
    auth: httpx.Auth | None = None
    if settings.user:
        scheme = httpx.DigestAuth if settings.digest else httpx.BasicAuth
        auth = scheme(settings.user, settings.password or "")
    # A redirect would carry the graph, and perhaps the password, to a server that nobody named.
    return httpx.Client(headers=headers, auth=auth, timeout=settings.timeout, follow_redirects=False)


def _send(
    client: httpx.Client, method: str, endpoint: str, where: dict[str, str], body: bytes, settings: PushSettings
) -> None:
    import httpx

    problem = ""
    for attempt in range(settings.tries):
        if attempt:
            time.sleep(_wait(attempt, problem))
        try:
            response = client.request(method, endpoint, params=where, content=body)
        except httpx.HTTPError as error:
            problem = f"cannot be reached ({error or type(error).__name__})"
            continue
        if response.is_success:
            return
        problem = f"answered {response.status_code} {response.reason_phrase}{_said(response)}"
        if response.status_code not in _AGAIN:
            raise PushError(f"{_shown(endpoint)}: {problem}; {_remedy(response.status_code)}")
        if "retry-after" in response.headers:
            problem += f" retry-after={response.headers['retry-after']}"
    raise PushError(f"{_shown(endpoint)}: {problem}, {settings.tries} times; run the same command again to go on")


def _wait(attempt: int, problem: str) -> float:
    """Return seconds to wait: what the server asked for, else doubling from half a second, with some chance in it."""
    asked = problem.rpartition("retry-after=")[2]
    if asked.isdecimal():
        return min(float(asked), _LONGEST_WAIT)
    return float(min(0.5 * 2 ** (attempt - 1), _LONGEST_WAIT)) * random.uniform(0.5, 1.0)


def _remedy(status: int) -> str:
    if status in (401, 403):
        return "give --user and --password (with --digest where the server asks so) or --token of one who may write"
    if status in (404, 405):
        return "give the address of the Graph Store itself, not of a page or a query endpoint"
    if status == 413:
        return "give a smaller --chunk"
    if 300 <= status < 400:
        return "give the address that it redirects to"
    return "see the server's log"


def _said(response: Any) -> str:
    """Return the first words of what a server answered, fit for one line of a terminal."""
    words = "".join(character if character.isprintable() else " " for character in response.text[:300])
    line = " ".join(words.split())
    return f" ({line[:120]})" if line and "<" not in line else ""


def _shown(endpoint: str) -> str:
    """Return an endpoint without a password that its address may hold."""
    scheme, _, rest = endpoint.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _identity(file: Path, endpoint: str, settings: PushSettings) -> str:
    """Return a digest of all that decides which chunk is which; when it changes, a push starts anew."""
    digest = hashlib.sha256(repr((endpoint, settings.graph, settings.named, settings.replace, settings.chunk)).encode())
    with file.open("rb") as source:
        while part := source.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


class _Place:
    """How many chunks of which push have been taken, kept in a file."""

    def __init__(self, path: Path, identity: str) -> None:
        self._path, self._identity = path, identity
        self.sent = 0
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["push"] == identity:
                self.sent = int(kept["sent"])
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def advance(self, sent: int) -> None:
        self.sent = sent
        part = self._path.with_name(self._path.name + ".part")
        try:
            part.write_text(json.dumps({"push": self._identity, "sent": sent}) + "\n", encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            raise GraphFileError(f"{self._path}: cannot be written ({error.strerror or error})") from error

    def finish(self) -> None:
        self._path.unlink(missing_ok=True)
