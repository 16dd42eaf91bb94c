"""The pages in a real browser, offline: what people see and do there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_graphs import HOSTILE, TEXT, small_graph

from graph.export.pages import index, write_pages
from graph.export.pages.index import fold

Show = Callable[..., Any]
PAGES = ("index.html", "index.html#view=matrix", "graph.html", "countries.html", "articles/art-1.html")
PHONE = {"viewport": {"width": 390, "height": 844}}


def at(page: str, language: str) -> tuple[str, str]:
    """Split a page's name from its address, with the language added."""
    name, _, address = page.partition("#")
    return name, f"#{address}&lang={language}" if address else f"#lang={language}"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_both_directions_and_fits_a_phone(show: Show, small: Path, name: str, language: str) -> None:
    page = show(small, *at(name, language), **PHONE)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language, "rtl" if language == "ar" else "ltr"
    ]  # fmt: skip
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") != language


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(show: Show, small: Path, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = show(small, *at(name, "ar"), color_scheme=scheme, bypass_csp=True)
    if name == "graph.html":
        page.click("#panel .entry >> nth=0")
        page.wait_for_selector("#panel .card")
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    serious = [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert not serious


def until(page: Any, condition: str) -> None:
    """Wait for a condition. Playwright's own wait evaluates a string in the page, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def texts(page: Any) -> list[str]:
    until(page, "[...document.querySelectorAll('#list .page')].every((part) => part.children.length)")
    return page.locator("#list .card blockquote").all_inner_texts()  # type: ignore[no-any-return]


def test_the_list_shows_words_sources_and_dates(show: Show, small: Path) -> None:
    page = show(small, "index.html")
    page.wait_for_selector("#list .card")
    card = page.locator("#list .card", has_text="إن محادثات المناخ").first.inner_text()  # that climate talks
    for words in ("سالم", "الوزير", "إن محادثات المناخ مستمرة مع تونس", "اليومية", "المسائية", "6 مارس 2024", "تونس"):
        assert words in card
    assert "وكالة الأفق" in card  # through the Horizon Agency
    assert page.locator("#list .card").count() == 4
    assert "4 تصريحات" in page.inner_text("#counts")


def test_search_forgives_spelling_and_narrows_the_list(show: Show, small: Path) -> None:
    page = show(small, "index.html")
    page.fill("#search", "التجاره تُونس")  # trade Tunisia: ha for ta marbuta, a vowel sign
    until(page, "location.hash.includes('q=')")
    assert len(texts(page)) == 2
    page.fill("#search", "Laila")
    until(page, "location.hash.includes('Laila')")
    assert len(texts(page)) == 2
    page.fill("#search", "لا شيء كهذا")  # no such thing
    page.wait_for_selector("#empty:not([hidden])")


def test_search_finds_parts_of_words_in_every_part_of_the_index(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "PART_CHARACTERS", 3)  # a part for every word or two
    write_pages(small_graph()[0], tmp_path)
    assert len(list((tmp_path / "assets" / "data").glob("found-*.js"))) > 5
    page = show(tmp_path, "index.html")
    # parts of trade, of sanctions; Laila and trade; a part of climate, in a title; Salem; "ambassador"
    for query, count in {"جارة": 2, "قوب": 1, "ليلى التجارة": 2, "ناخ": 4, "سالم": 2, "«السفيرة»": 3}.items():
        page.fill("#search", query)
        until(page, f"location.hash.includes({json.dumps(urlencode({'q': query}))})")
        assert len(texts(page)) == count, query


@pytest.fixture
def page_once(show: Show, small: Path) -> Any:
    return show(small, "index.html")


@given(st.text(max_size=40) | st.text(alphabet="اأإآٱىيةهؤئوَُّـ لكت١2aÉﻼﷺ\u200f\u0301", max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_page_and_the_index_fold_alike(page_once: Any, text: str) -> None:
    there = page_once.evaluate("(text) => Bayan.words.fold(text)", text)
    assert there == fold(text)


def test_facets_narrow_the_list_and_tell_what_is_left(show: Show, small: Path) -> None:
    page = show(small, "index.html")
    page.click("[data-facet=speaker] label:has-text('ليلى')")
    assert len(texts(page)) == 2
    assert page.locator("[data-facet=speaker] label").all_inner_texts() == ["ليلى\n2", "سالم\n2"]
    page.click("[data-facet=polarity] label:has-text('معارضة')")  # oppose
    assert texts(page) == ["العقوبات على مصر"]  # the sanctions on Egypt
    assert "speaker=laila" in page.url and "polarity=oppose" in page.url
    page.click(".chip:has-text('ليلى')")
    page.click("#clear")
    assert len(texts(page)) == 4


def test_an_address_restores_the_choice(show: Show, small: Path) -> None:
    page = show(small, "index.html", "#topic=trade&lang=en")
    assert texts(page) == ["بأن التجارة مع تونس تنمو"]
    assert page.locator(".chip").inner_text().startswith("Topic: ")
    page = show(small, "index.html", "#s=s-3")
    assert "ليلى" in page.inner_text("dialog .speaker")
    page.click("dialog .chain button")  # the statement it lies in
    assert "سالم" in page.inner_text("dialog .speaker")


def test_a_permalink_opens_its_statement_over_the_choice(show: Show, small: Path) -> None:
    page = show(small, "index.html", "#speaker=laila")
    page.click("#list .permalink >> nth=0")
    page.wait_for_selector("dialog .card")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert len(texts(page)) == 2 and "speaker=laila" in page.url


def test_dates_narrow_and_undated_statements_count_by_their_article(show: Show, small: Path) -> None:
    page = show(small, "index.html")
    page.fill("#since", "2024-03-07")
    page.dispatch_event("#since", "change")
    assert texts(page) == ["العقوبات على مصر"]
    assert "نشر في 7 مارس 2024" in page.inner_text("#list .card time")


def test_a_date_may_be_written_in_several_ways_and_reads_the_same_in_every_browser(show: Show, small: Path) -> None:
    page = show(small, "index.html", locale="en-US")
    for written, since in (
        ("2024-03-06", "2024-03-06"),
        ("6/3/2024", "2024-03-06"),  # day first
        ("٢٠٢٤-٠٣-٠٦", "2024-03-06"),
        ("2024", "2024-01-01"),
        ("2024-2", "2024-02-01"),
    ):
        page.fill("#since", written)
        page.press("#since", "Enter")
        assert f"since={since}" in page.url
    page.fill("#until", "2024-02")
    page.press("#until", "Enter")
    assert "until=2024-02-29" in page.url
    page.fill("#until", "30/2/2024")  # no such day
    page.press("#until", "Enter")
    assert page.get_attribute("#until", "aria-invalid") == "true"
    assert "until=2024-02-29" in page.url
    page.click("#clear")
    assert page.input_value("#since") == "" and "since" not in page.url


def test_a_cell_of_the_matrix_opens_its_statements(show: Show, small: Path) -> None:
    page = show(small, "index.html", "#view=matrix")
    page.click("#matrix button[aria-label='مصر عن تونس: 1']")
    assert texts(page) == ["إن محادثات المناخ مستمرة مع تونس"]


def test_the_keyboard_alone_reaches_search_and_statements(show: Show, small: Path) -> None:
    page = show(small, "index.html")
    page.wait_for_selector("#list .card")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('aria-posinset')") == "2"


def saved(page: Any, button: str) -> str:
    with page.expect_download() as download:
        page.click(button)
    return Path(download.value.path()).read_text("utf-8")


def test_what_is_shown_can_be_saved(show: Show, small: Path) -> None:
    page = show(small, "index.html", "#speaker=salem")
    records = json.loads(saved(page, "#save-json"))
    assert {record["key"] for record in records} == {"s-1", "s-2"}
    assert records[0]["iri"] == f"https://example.org/id/statement/{records[0]['key']}"
    table = list(csv.DictReader(io.StringIO(saved(page, "#save-csv").lstrip("\ufeff"))))
    assert [row["text"] for row in table] == [record["text"] for record in records]
    assert table[0]["date"] == "2024-03-06" and table[0]["outlets"] == "اليومية; المسائية"


def press_edge(page: Any, source: str, target: str) -> None:
    """Press the middle of an edge on the drawing."""
    point = page.evaluate(
        """([source, target]) => {
          const network = Bayan.view.network;
          const places = network.getPositions([source, target]);
          const middle = {x: (places[source].x + places[target].x) / 2, y: (places[source].y + places[target].y) / 2};
          const box = document.getElementById("mynetwork").getBoundingClientRect();
          const dom = network.canvasToDOM(middle);
          return [box.x + dom.x, box.y + dom.y];
        }""",
        [source, target],
    )
    page.mouse.click(*point)


def node(page: Any, kind: str, name: str) -> str:
    facet = {"speaker": "speaker", "topic": "topic", "country": "about"}[kind]
    return page.evaluate(
        "([kind, facet, key]) => `${kind}:${Bayan.rows.keys(facet).indexOf(key)}`", [kind, facet, name]
    )  # type: ignore[no-any-return]


def test_pressing_an_edge_shows_the_statements_behind_it(show: Show, small: Path) -> None:
    page = show(small, "graph.html")
    press_edge(page, node(page, "speaker", "laila"), node(page, "topic", "sanctions"))
    page.wait_for_selector("#panel .card")
    shown = page.inner_text("#panel")
    assert "العقوبات على مصر" in shown and "اليومية" in shown and "7 مارس 2024" in shown
    assert page.locator("#panel .card").count() == 1
    assert page.url.endswith("#e=speaker%3Alaila%3Etopic%3Asanctions")


def test_a_node_is_found_focused_and_filtered(show: Show, small: Path) -> None:
    page = show(small, "graph.html")
    page.fill("#search", "salem")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .card")
    assert "سالم" in page.inner_text("#panel h2")
    everything = page.evaluate("Bayan.view.network.body.nodeIndices.length")
    page.click("#panel .actions button")
    assert 1 < page.evaluate("Bayan.view.network.body.nodeIndices.length") < everything
    page.click("#show-all")
    page.uncheck("[name=kind][value=country]")
    assert not page.evaluate("Bayan.view.network.body.nodeIndices.some((id) => id.startsWith('country:'))")


def test_a_filter_of_dates_recounts_the_network(show: Show, small: Path) -> None:
    page = show(small, "graph.html")
    page.fill("#since", "2024-03-07")
    page.dispatch_event("#since", "change")
    names = page.evaluate(
        "Bayan.view.network.body.nodeIndices.map((id) => Bayan.view.network.body.nodes[id].options.label)"
    )
    assert sorted(names) == sorted(["ليلى", "مصر", "العقوبات"])


def test_countries_show_who_speaks_about_whom(show: Show, small: Path) -> None:
    page = show(small, "countries.html")
    page.click("#panel .entry:has-text('تونس ← مصر')")
    page.wait_for_selector("#panel .card")
    assert "العقوبات على مصر" in page.inner_text("#panel")
    assert page.locator("#panel .card").count() == 1


def test_the_drawing_is_settled_and_can_be_saved(show: Show, small: Path) -> None:
    page = show(small, "graph.html")
    assert page.evaluate("Bayan.view.network.physics.physicsEnabled") is False
    assert page.evaluate("getComputedStyle(document.querySelector('#mynetwork canvas')).direction") == "rtl"
    before = page.evaluate("[Bayan.view.network.getScale(), document.querySelector('#mynetwork canvas').width]")
    widths = []
    for scale in ("1", "3"):
        page.select_option("#png-scale", scale)
        with page.expect_download() as download:
            page.click("#save-png")
        saved = Path(download.value.path()).read_bytes()
        assert saved.startswith(b"\x89PNG")
        widths.append(int.from_bytes(saved[16:20], "big"))  # the picture's own words on its size
    assert widths[1] == 3 * widths[0]
    assert before == page.evaluate("[Bayan.view.network.getScale(), document.querySelector('#mynetwork canvas').width]")


def test_the_reader_marks_evidence_and_nests_statements(show: Show, small: Path) -> None:
    page = show(small, "articles/art-1.html")
    assert page.evaluate("document.querySelector('.text').textContent") == TEXT
    inner = page.locator("mark.content mark.content")
    assert inner.first.inner_text().startswith("بأن")
    page.hover("mark.cue:text-is('صرحت')")  # stated
    assert page.locator(".record.near .speaker").inner_text() == "ليلى"
    page.click(".record >> nth=0")
    assert page.locator("mark.content.chosen").first.inner_text() == "إن محادثات المناخ مستمرة مع تونس"


def test_on_a_phone_the_record_comes_to_the_text(show: Show, small: Path) -> None:
    page = show(small, "articles/art-1.html", **PHONE)
    page.click("mark.cue:text-is('صرحت')")  # stated
    sheet = page.locator(".record.sheet")
    assert sheet.locator(".speaker").inner_text() == "ليلى"
    box = sheet.bounding_box()
    assert box and box["y"] + box["height"] <= 844 and page.evaluate("scrollY") < 300
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")


@pytest.mark.parametrize(
    "name", ["index.html", "index.html#view=matrix", "graph.html", "countries.html", "articles/a.html"]
)
def test_hostile_text_stays_text(show: Show, hostile: Path, name: str) -> None:
    file, _, address = name.partition("#")
    page = show(hostile, file, f"#{address}" if address else "")
    if file in ("graph.html", "countries.html"):
        page.evaluate("document.querySelector('#panel .entry')?.click()")
    page.wait_for_timeout(500)
    assert page.evaluate("document.images.length") == 0
    handlers = "document.querySelectorAll('[onmouseover], [onerror], [onload]').length"
    assert page.evaluate(handlers) == 0
    assert page.evaluate("[...document.links].filter((one) => one.protocol === 'javascript:').length") == 0
    assert page.evaluate("document.querySelectorAll('script:not([src])').length") == (
        file in ("graph.html", "countries.html")
    )
    visible = page.evaluate("document.body.textContent")
    assert HOSTILE.splitlines()[0] in visible


def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_tamed(show: Show, hostile: Path) -> None:
    page = show(hostile, "index.html")
    formula = page.evaluate("Bayan.saving.tame('=1+1')")
    assert formula == "'=1+1"
    rows = list(csv.DictReader(io.StringIO(saved(page, "#save-csv").lstrip("\ufeff"))))
    assert rows[0]["text"] == HOSTILE
