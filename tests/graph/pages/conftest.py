"""Small sites, and a way to open their pages with the network off, for the tests of this folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages_graphs import hostile_graph, small_graph

from graph.export.pages import write_pages


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph, articles = small_graph()
    out = tmp_path_factory.mktemp("small")
    write_pages(graph, out, articles=articles, base="https://example.org/id/")
    return out


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph, articles = hostile_graph()
    out = tmp_path_factory.mktemp("hostile")
    write_pages(graph, out, articles=articles)
    return out


@pytest.fixture
def show(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of a site and wait until it is ready.

    When the test ends, no request may have left, no error or warning have come and no dialog have opened.
    """
    faults: list[str] = []

    def hear(told: Any) -> None:
        if told.type in ("error", "warning"):
            faults.append(f"{told.type}: {told.text}")

    def dismiss(dialog: Any) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(f"request: {request.url}")

    with contextlib.ExitStack() as contexts:

        def open_page(site: Path, name: str, address: str = "", **options: Any) -> Any:
            context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "offline": True, **options})
            contexts.callback(context.close)
            page = context.new_page()
            page.on("console", hear)
            page.on("pageerror", lambda error: faults.append(f"error: {error}"))
            page.on("dialog", dismiss)
            page.on("request", note)
            page.goto((site / name).as_uri() + address)
            page.wait_for_selector("html[data-ready=yes]")
            return page

        yield open_page
    assert not faults
