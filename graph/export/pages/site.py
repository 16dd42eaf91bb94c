"""Writing the pages into a folder: data parts, assets, explorer, networks, readers."""

from __future__ import annotations

import contextlib
import functools
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.article import Article
from graph.export.pages.datafiles import to_inline_json, to_json, write_part, write_text
from graph.export.pages.index import SearchIndex
from graph.export.pages.network import Network, country_network, labeller, speaker_network
from graph.export.pages.reader import article_pages
from graph.export.pages.tables import Tables
from graph.model import MergedGraph

if TYPE_CHECKING:
    import jinja2

_HERE = Path(__file__).parent
_COMMON = ("strings.js", "core.js", "rows.js", "words.js", "card.js", "dates.js")
_EXPLORER = (*_COMMON, "list.js", "facets.js", "timeline.js", "matrix.js", "saving.js", "explorer.js")
_NETWORK = (*_COMMON, "vis-network.min.js", "ties.js", "drawing.js", "network.js")
_PAGES = ("index.html", "graph.html", "countries.html")


def write_pages(
    graph: MergedGraph,
    out: Path,
    *,
    articles: Mapping[str, Article] | Iterable[Article] | None = None,
    base: str | None = None,
) -> list[Path]:
    """Write the pages of a graph into the folder `out` and return the paths written, sorted.

    Writes `index.html`, `graph.html`, `countries.html`, `assets/`, and `articles/` for those `articles` that the graph
    names; without `articles` no text but the quoted words is written. `articles` may be an iterator: each is read once.
    `base` is the IRI below which the graph's resources live; statements saved from the pages carry it. Pages are put in
    place when all are complete, in place of those of an earlier call. The same graph gives the same bytes.

    Raises `OSError` when the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    given = articles.values() if isinstance(articles, Mapping) else articles
    with tempfile.TemporaryDirectory(dir=out, prefix=".pages-") as scratch:
        upcoming = Path(scratch) / "new"
        upcoming.mkdir()
        readable = article_pages(graph, given or (), upcoming / "articles", environment())
        tables = Tables(graph, readable)
        _write_assets(upcoming / "assets")
        _write_data(tables, upcoming / "assets" / "data", base)
        write_text(upcoming / "index.html", _explorer_page())
        for page, name, network in (
            ("network", "graph", speaker_network(tables)),
            ("countries", "countries", country_network(tables)),
        ):
            write_part(upcoming / "assets" / "data", f"places-{page}", 0, network.columns())
            write_text(upcoming / f"{name}.html", _network_page(page, network, tables))
        _put_in_place(upcoming, out, Path(scratch) / "old")
    written = [out / name for name in _PAGES]
    written += [path for folder in ("assets", "articles") for path in (out / folder).rglob("*") if path.is_file()]
    return sorted(written)


@functools.cache
def strings() -> Mapping[str, Any]:
    """Return the words of the interface by key, each in Arabic and English (`templates/strings.json`)."""
    found: dict[str, Any] = json.loads((_HERE / "templates" / "strings.json").read_text("utf-8"))
    return found


@functools.cache
def environment() -> jinja2.Environment:
    """Return the templates' environment: everything escaped, and `t(key)` for the words of the interface in Arabic."""
    import jinja2
    import markupsafe

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.globals["t"] = lambda key: strings()[key]["ar"]
    # The options are JSON of our own; escaped so that no script element can end in them.
    made.globals["inline"] = lambda text: markupsafe.Markup(to_inline_json(json.loads(text)))
    return made


def _explorer_page() -> str:
    return (
        environment()
        .get_template("explorer.html")
        .render(
            page="explorer", title_key="title.explorer", root="", styles=("explorer.css", "card.css"), scripts=_EXPLORER
        )
    )


def _network_page(page: str, network: Network, tables: Tables) -> str:
    """Render a network with pyvis, from our template: its own asks a content delivery network for half of itself."""
    from pyvis.network import Network as Drawing

    options = json.loads((_HERE / "templates" / "options.json").read_text("utf-8"))
    if page == "countries":  # two countries speak about each other: the lines must not cover one another
        options["edges"]["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.12}
    drawing = Drawing(directed=True)
    drawing.options = options
    names = labeller(tables)
    nodes, edges = network.first_view()
    for node in nodes:
        x, y = network.places[node]
        kind, item = node
        drawing.add_node(
            f"{kind}:{item}", label=names(node), name=names(node), group=kind, kind=kind, x=x, y=y,
            count=network.activity[node],
        )  # fmt: skip
    for edge in edges:
        ends = [f"{kind}:{item}" for kind, item in (edge.source, edge.target)]
        drawing.add_edge(*ends, id=">".join(ends), count=edge.count, polarity=edge.polarity)
    page_environment = environment().overlay()
    page_environment.globals = {
        **environment().globals,
        "page": page, "title_key": f"title.{page}", "root": "",
        "styles": ("network.css", "card.css"), "scripts": _NETWORK,
    }  # fmt: skip
    drawing.templateEnv = page_environment
    drawing.path = "network.html"
    html: str = drawing.generate_html()
    return html


def _write_data(tables: Tables, folder: Path, base: str | None) -> None:
    write_part(folder, "core", 0, {**tables.core(), "base": base})
    write_part(folder, "keys", 0, [statement.key for statement in tables.statements])
    for number, columns in enumerate(tables.columns()):
        write_part(folder, "columns", number, columns)
    for number, words in enumerate(tables.details()):
        write_part(folder, "words", number, words)
    index = SearchIndex(tables.texts())
    write_part(folder, "index", 0, index.words())
    for number, places in enumerate(index.parts()):
        write_part(folder, "found", number, places)


def _write_assets(folder: Path) -> None:
    import pyvis

    shutil.copytree(_HERE / "static", folder, ignore=shutil.ignore_patterns("__pycache__"))
    drawing = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    shutil.copyfile(drawing, folder / "vis-network.min.js")
    write_text(folder / "strings.js", f"window.BayanStrings = {to_json(strings())};\n")


def _put_in_place(upcoming: Path, out: Path, old: Path) -> None:
    """Move what is complete into the folder, each name by one rename, and take away what an earlier call left."""
    old.mkdir()
    for name in (*_PAGES, "assets", "articles"):
        with contextlib.suppress(FileNotFoundError):
            (out / name).rename(old / name)
        if (upcoming / name).exists():
            (upcoming / name).rename(out / name)
