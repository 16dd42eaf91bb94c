"""Size of the pages and time to their first view, at several sizes of graph; run by hand, needs Chromium.

    python tests/evaluation/pages_speed.py            # all sizes
    python tests/evaluation/pages_speed.py 1000 200   # one: statements, speakers

Ends with 1 when a page is larger or slower than `REACH`. Times are of this machine: `write` is `write_pages`; a page's
time runs from its opening to the first view complete, with statements listed or the network drawn, the best of three;
`filter` is one choice in a facet, `search` the first search for two words, `rare` one for part of a word that few
statements have, both from the last letter typed to the list narrowed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "graph" / "pages"))

from pages_graphs import synthetic_graph, vocabulary

from graph.export.pages import write_pages

SIZES = [(1_000, 170), (10_000, 970), (100_000, 4_970)]
"""Statements and speakers; topics and countries make some thirty nodes more."""

REACH = {"page": 15e6, "network": 1.5e6, "opening": 5.0, "sample": 2.0, "drawing": 1.5}
"""No page over 15 MB; `graph.html` with all it loads in 1.5 MB and drawn in 1.5 s at 1,000 nodes; statements listed
within 5 s at 100,000 and 2 s at 1,000."""

HEADINGS = ("statements", "nodes", "write", "largest page", "graph.html with all it loads", "all files", "index.html",
            "filter", "search", "rare", "graph.html", "all nodes (1,500 at most)", "countries.html")  # fmt: skip


def opened(browser: Browser, path: Path) -> tuple[Page, float]:
    """Open a page three times; return it and the least seconds until its first view is complete."""
    tries = []
    for _ in range(3):
        if tries:
            tries[-1][0].context.close()
        tries.append(opened_once(browser, path))
    return tries[-1][0], min(seconds for _, seconds in tries)


def opened_once(browser: Browser, path: Path) -> tuple[Page, float]:
    """Open a page; return it and the seconds until its first view is complete."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.wait_for_selector("#list .card, #panel .entry")
    return page, time.perf_counter() - start


def asset(path: Path) -> bool:
    """Tell whether a file is a script or style that a network page loads; words come when they are shown."""
    return path.suffix in (".js", ".css") and not path.name.startswith(("words", "keys", "index", "found"))


def timed(page: Page, action: str, done: str) -> float:
    """Run an action in the page; return the seconds until a condition holds."""
    start = time.perf_counter()
    page.evaluate(action)
    while not page.evaluate(done):
        if time.perf_counter() - start > 60:
            raise TimeoutError(done)
        page.wait_for_timeout(5)
    return time.perf_counter() - start


def measure(browser: Browser, statements: int, speakers: int) -> tuple[list[str], list[str]]:
    """Write and open the pages of one graph; return a row of the table, and what is out of reach."""
    graph = synthetic_graph(statements, speakers)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        start = time.perf_counter()
        sizes = {path: path.stat().st_size for path in write_pages(graph, out)}
        write = time.perf_counter() - start
        index, first = opened(browser, out / "index.html")
        before = index.inner_text("#counts")
        changed = f"document.getElementById('counts').innerText !== {before!r}"
        choose = timed(index, "document.querySelector('[data-facet=topic] [type=checkbox]').click()", changed)
        index.evaluate("document.getElementById('clear').click()")
        index.wait_for_timeout(500)
        index.fill("#search", "الحوار التصعيد")  # dialogue, escalation
        search = timed(index, "0", changed)
        before = index.inner_text("#counts")
        index.fill("#search", vocabulary(9)[-1][1:])
        rare = timed(index, "0", f"document.getElementById('counts').innerText !== {before!r}")
        network, drawn = opened(browser, out / "graph.html")
        everything = timed(
            network,
            "const bar = document.getElementById('amount'); bar.value = bar.max; bar.dispatchEvent(new Event('input'))",
            "Bayan.view.network.body.nodeIndices.length > 60 || document.getElementById('amount').max <= 60",
        )
        _, countries = opened(browser, out / "countries.html")
        loaded = sum(size for path, size in sizes.items() if path.name == "graph.html" or asset(path))
        pages = max(size for path, size in sizes.items() if path.suffix == ".html")
    total = sum(sizes.values())
    sizes_told = [f"{pages / 1e3:.0f} KB", f"{loaded / 1e6:.2f} MB", f"{total / 1e6:.1f} MB"]
    times = [f"{seconds:.2f} s" for seconds in (first, choose, search, rare, drawn, everything, countries)]
    missed = [f"a page of {pages / 1e6:.1f} MB"] * (max(sizes.values()) > REACH["page"])
    missed += [f"statements listed in {first:.1f} s"] * (first > REACH["sample" if statements <= 1_000 else "opening"])
    if speakers <= 1_000:
        missed += [f"network of {loaded / 1e6:.2f} MB"] * (loaded > REACH["network"])
        missed += [f"network drawn in {drawn:.1f} s"] * (drawn > REACH["drawing"])
    return [f"{statements:,}", f"{speakers + 30:,}", f"{write:.1f} s", *sizes_told, *times], missed


def main() -> int:
    """Print the table as Markdown, then what is out of reach."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: apt-get install chromium")
    wanted = [(int(sys.argv[1]), int(sys.argv[2]))] if len(sys.argv) > 2 else SIZES
    print("| " + " | ".join(HEADINGS) + " |\n|" + " --- |" * len(HEADINGS))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        out_of_reach = []
        for statements, speakers in wanted:
            row, missed = measure(browser, statements, speakers)
            out_of_reach += [f"{statements:,} statements: {what}" for what in missed]
            print("| " + " | ".join(row) + " |", flush=True)
    print("\n".join(["", *out_of_reach] if out_of_reach else ["", "all within reach"]))
    return 1 if out_of_reach else 0


if __name__ == "__main__":
    sys.exit(main())
