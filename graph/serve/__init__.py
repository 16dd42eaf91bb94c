"""A read-only SPARQL 1.1 Protocol endpoint over a built graph, with its pages and a query page beside it.

Nothing can be changed through it, no other server asked (`SERVICE`), no file read; a query has a time and a number of
rows; it listens on this machine only unless told otherwise, and other sites may read it only where named.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.errors import BayanError, UsageError
from graph.folder import STORE
from graph.store import Store

DEFAULT_TIMEOUT = 10.0
DEFAULT_ROWS = 10_000


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 7878,
    timeout: float = DEFAULT_TIMEOUT,
    rows: int = DEFAULT_ROWS,
    origins: Sequence[str] = (),
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve an out folder until interrupted: `/` its pages, `/query` the query page, `/sparql` the endpoint.

    `port` 0 takes a free one. `timeout` is in seconds for one query, `rows` the most it returns, `origins` the sites
    whose scripts may ask (CORS). `ready` is called with the address, such as `http://127.0.0.1:7878/`, once the port is
    open. Raises `StoreError` when the folder has no store, `UsageError` for an address or limit that makes no sense,
    `BayanError` when the address cannot be listened on or the `serve` extra is not installed.
    """
    if not 0 <= port < 65536 or timeout <= 0 or rows < 1:
        raise UsageError("--port must be from 0 to 65535, --timeout and --rows above 0")
    for origin in origins:
        if not re.fullmatch(r"https?://[^\s/]+", origin):
            raise UsageError(f"--origin {origin!r:.80}: not an origin; write it as https://example.org")
    Store.open(folder / STORE)
    try:
        import uvicorn

        from graph.serve.app import create_app
    except ImportError as error:
        raise BayanError(f"serving needs a package more ({error.name}); pip install 'bayan[serve]'") from error
    app = create_app(folder, timeout=timeout, rows=rows, origins=origins, hosts=_hosts(host))
    settings = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
    with _listening(host, port) as opened:
        shown = f"[{host}]" if opened.family == socket.AF_INET6 else host
        ready(f"http://{shown}:{opened.getsockname()[1]}/")
        with contextlib.suppress(KeyboardInterrupt):  # the one way to end it
            uvicorn.Server(settings).run(sockets=[opened])


def _listening(host: str, port: int) -> socket.socket:
    """Open the port here, so that a port in use is one line, and connections wait from now on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        reason = error.strerror or error
        raise BayanError(
            f"{host} port {port}: cannot be listened on ({reason}); give another --port or --host"
        ) from None


def _hosts(host: str) -> list[str]:
    """Return the Host headers to answer to: on loopback only its names, or a foreign page could pose as ours."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    return ["localhost", "127.0.0.1", "[::1]"] if loopback else ["*"]
