"""Take the pictures of the pages that the README shows; run by hand, needs Chromium and the Noto Arabic fonts.

    python tests/evaluation/picture_pages.py out/sample docs

Pages of the first folder are opened as a user would and saved as PNG in the second: `explorer.png`, `network.png`,
`network-tie.png` (with the statements behind its strongest tie), `countries.png` and `reader.png` at desktop width,
`explorer-phone.png` and `network-phone.png` at phone width.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def picture(browser: Any, page: Path, target: Path, size: dict[str, int], press: str | None = None) -> None:
    """Open a page at a size, press what a selector names, and save a picture."""
    context = browser.new_context(viewport=size, offline=True, reduced_motion="reduce")
    opened: Page = context.new_page()
    opened.goto(page.as_uri())
    opened.wait_for_selector("html[data-ready=yes]")
    opened.wait_for_timeout(400)
    if press:
        opened.click(press)
        opened.wait_for_timeout(600)
    opened.screenshot(path=target)
    context.close()


def main() -> None:
    """Take every picture."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    site, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: apt-get install chromium fonts-noto-core")
    reader = max((site / "articles").glob("*.html"), key=lambda path: (path.stat().st_size, path.name))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        picture(browser, site / "index.html", target / "explorer.png", DESKTOP)
        picture(browser, site / "index.html", target / "explorer-phone.png", PHONE)
        picture(browser, site / "graph.html", target / "network.png", DESKTOP)
        tie = "#panel .entries >> nth=1 >> .entry >> nth=0"  # the strongest
        picture(browser, site / "graph.html", target / "network-tie.png", DESKTOP, tie)
        picture(browser, site / "graph.html", target / "network-phone.png", PHONE)
        picture(browser, site / "countries.html", target / "countries.png", DESKTOP)
        picture(browser, reader, target / "reader.png", DESKTOP, ".record >> nth=1")


if __name__ == "__main__":
    main()
