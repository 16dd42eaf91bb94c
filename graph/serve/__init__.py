"""A read-only SPARQL 1.1 Protocol endpoint over a built graph, with its pages and a query page beside it.

Nothing can be changed through it, no other server asked (`SERVICE`), no file read; a query has a time and a number of
rows; it listens on this machine only unless told otherwise, and other sites may read it only where named.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from pathlib import Path

from graph.errors import BayanError, UsageError
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
) -> None:
    """Serve an out folder until interrupted: `/` its pages, `/query` the query page, `/sparql` the endpoint.

    `timeout` is in seconds for one query, `rows` the most it returns, `origins` the sites whose scripts may ask (CORS).
    Raises `StoreError` when the folder has no store, `UsageError` for a port or limit that makes no sense, `BayanError`
    when the `serve` extra is not installed.
    """
    if not 0 < port < 65536 or timeout <= 0 or rows < 1:
        raise UsageError("--port must be from 1 to 65535, --timeout and --rows above 0")
    Store.open(folder / "store")
    try:
        import uvicorn

        from graph.serve.app import create_app
    except ImportError as error:
        raise BayanError(f"serving needs a package more ({error.name}); pip install 'bayan[serve]'") from error
    app = create_app(folder, timeout=timeout, rows=rows, origins=origins, hosts=_hosts(host))
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=2)


def _hosts(host: str) -> list[str]:
    """Return the Host headers to answer to: on loopback only its names, or a foreign page could pose as ours."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    return ["localhost", "127.0.0.1", "[::1]"] if loopback else ["*"]
