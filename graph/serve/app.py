"""The ASGI application: SPARQL 1.1 Protocol (query operation only), the query page, the project's pages."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph.folder import STORE, OutFolder
from graph.query import saved_queries
from graph.rdf.names import DEFAULT_BASE, link, prefixes
from graph.serve.workers import Job, Outcome, Workers, failure
from graph.sparql import asks_another_server

LONGEST = 1 << 20
"""Bytes of a request's body, and characters of a query, beyond which it is refused."""

_STATIC = Path(__file__).parent / "static"
_CHANGES = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
_PAGE_POLICY = "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


def create_app(
    folder: Path,
    timeout: float = 10.0,
    rows: int = 10_000,
    origins: Sequence[str] = (),
    hosts: Sequence[str] = ("*",),
    workers: int = 2,
) -> Starlette:
    """Return the application for an out folder; see `graph.serve.serve` for the settings."""
    pool: list[Workers] = []

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        names = prefixes(OutFolder(folder).settings().base or DEFAULT_BASE)
        pool.append(Workers(folder / STORE, timeout, names, workers))
        yield
        pool.pop().close()

    async def sparql(request: Request) -> Response:
        asked = await _asked(request, rows)
        outcome = asked if isinstance(asked, Outcome) else await run_in_threadpool(pool[0].answer, asked)
        headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        if outcome.truncated:
            headers["X-Bayan-Truncated"] = str(rows)
        return Response(outcome.body, outcome.status, headers, outcome.media_type)

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))]
    if origins:
        middleware.append(Middleware(
            CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"],
            expose_headers=["X-Bayan-Truncated"],
        ))  # fmt: skip
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/query", _page, methods=["GET"]),
        Route("/queries.json", _queries, methods=["GET"]),
        Mount("/query-page", _Files(directory=_STATIC)),
        Mount("/", _OutFiles(directory=folder, html=True)),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


async def _asked(request: Request, rows: int) -> Job | Outcome:
    """Read a request of the query operation; anything else becomes the refusal to send."""
    pairs = request.query_params.multi_items()
    if request.method == "POST":
        body = await _body(request)
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if body is None:
            return failure(413, f"a query may be {LONGEST} bytes long")
        if kind == "application/sparql-update":
            return failure(403, "this graph is read-only")
        if kind not in ("application/sparql-query", "application/x-www-form-urlencoded"):
            return failure(415, "send application/sparql-query or application/x-www-form-urlencoded")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return failure(400, "the query must be UTF-8")
        if kind == "application/sparql-query":
            pairs.append(("query", text))
        else:
            pairs += parse_qsl(text, keep_blank_values=True, max_num_fields=50)
    if _CHANGES & {name for name, _ in pairs}:
        return failure(403, "this graph is read-only")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        return failure(400, "give one query: /sparql?query=SELECT...; people may like /query better")
    if len(queries[0]) > LONGEST:
        return failure(413, f"a query may be {LONGEST} characters long")
    if asks_another_server(queries[0]):
        return failure(403, "SERVICE is not allowed here: this endpoint asks no other server")
    graphs = {key: tuple(v for n, v in pairs if n == key) for key in ("default-graph-uri", "named-graph-uri")}
    if any(link(iri) is None for iris in graphs.values() for iri in iris):
        return failure(400, "default-graph-uri and named-graph-uri must be IRIs")
    accept = request.headers.get("accept", "")
    return Job(queries[0], accept, rows, graphs["default-graph-uri"], graphs["named-graph-uri"])


async def _body(request: Request) -> bytes | None:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LONGEST:
            return None
        parts.append(part)
    return b"".join(parts)


async def _page(_: Request) -> Response:
    return FileResponse(
        _STATIC / "query.html", headers={"Content-Security-Policy": _PAGE_POLICY, "X-Content-Type-Options": "nosniff"}
    )


async def _queries(_: Request) -> Response:
    listed: list[dict[str, Any]] = [
        {"name": query.name, "en": query.comment, "ar": query.comment_ar, "text": query.text}
        for query in saved_queries().values()
        if not asks_another_server(query.text)
    ]
    return Response(json.dumps(listed, ensure_ascii=False), media_type="application/json")


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class _OutFiles(_Files):
    """The pages and graph files of an out folder, but neither its store nor what the project keeps for itself."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        parts = Path(path).parts
        if any(part.startswith(".") and part != "." for part in parts) or parts[:1] == (STORE,):
            raise HTTPException(404)
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code == 404:
                return PlainTextResponse("no such page\n", 404)
            raise
