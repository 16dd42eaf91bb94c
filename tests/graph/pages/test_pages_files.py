"""What the pages write, looked at without a browser."""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_graphs import HOSTILE, TEXT, hostile_graph, small_graph, synthetic_graph

import graph.export.pages.site as site
from graph.export.pages import write_pages
from graph.export.pages.datafiles import to_inline_json, to_json
from graph.export.pages.layout import Tie, lay_out
from graph.export.pages.network import FIRST_NODES, country_network, label_lines, speaker_network
from graph.export.pages.reader import LAYERS, Mark, marks_of, pieces
from graph.export.pages.tables import NONE, Tables, day_number, safe_url

SOURCES = Path(site.__file__).parent


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def part(folder: Path, name: str, number: int = 0) -> Any:
    """Read a part of the data as a page does: the third argument of the call in the script."""
    text = (folder / "assets" / "data" / f"{name}-{number:04d}.js").read_text("utf-8")
    called = re.fullmatch(r'Bayan\.receive\("([a-z-]+)",(\d+),(.*)\);\n', text, re.DOTALL)
    assert called and called[1] == name and int(called[2]) == number
    return json.loads(called[3])


def test_the_same_graph_gives_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    graph, articles = small_graph()
    write_pages(graph, tmp_path / "one", articles=articles)
    shuffled = list(graph.statements)
    random.Random(5).shuffle(shuffled)
    again = {article.id: article for article in articles}
    write_pages(dataclasses.replace(graph, statements=tuple(shuffled)), tmp_path / "two", articles=again)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_what_is_returned_is_what_was_written(tmp_path: Path) -> None:
    graph, articles = small_graph()
    written = write_pages(graph, tmp_path, articles=iter(articles))
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == written
    assert {"index.html", "graph.html", "countries.html", "art-1.html"} <= {path.name for path in written}


def test_a_second_call_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    graph, articles = small_graph()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_pages(graph, tmp_path, articles=articles)
    write_pages(dataclasses.replace(graph, statements=graph.statements[:1]), tmp_path)
    assert not (tmp_path / "articles").exists()
    assert part(tmp_path, "core")["rows"] == 1
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    assert not list(tmp_path.glob(".pages-*"))


def test_without_articles_no_text_but_quoted_words_is_written(tmp_path: Path) -> None:
    write_pages(small_graph()[0], tmp_path)
    written = b"".join(content(tmp_path).values()).decode("utf-8")
    assert "إن محادثات المناخ مستمرة مع تونس" in written  # the quoted words
    assert TEXT not in written and "تونس، وأضاف" not in written  # words between two quotations


def test_an_empty_graph_has_pages_too(tmp_path: Path) -> None:
    graph = dataclasses.replace(small_graph()[0], statements=(), speakers=(), articles=(), memberships=(), outlets=())
    write_pages(graph, tmp_path)
    assert part(tmp_path, "core")["rows"] == 0


def test_every_page_forbids_itself_the_network_and_inline_scripts(tmp_path: Path) -> None:
    graph, articles = small_graph()
    write_pages(graph, tmp_path, articles=articles)
    for path in tmp_path.rglob("*.html"):
        page = path.read_text("utf-8")
        assert page.startswith("<!doctype html>") and '<html lang="ar" dir="rtl"' in page
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
        assert policy and "default-src 'none'" in policy[1] and "unsafe" not in policy[1]
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="([^"]+)"', page)
        assert loaded and not [address for address in loaded if "//" in address]
        inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
        assert all('type="application/json"' in attributes for attributes in inline)
        for address in loaded:
            assert (path.parent / address).is_file(), address


def test_our_styles_and_scripts_name_no_other_host(tmp_path: Path) -> None:
    write_pages(small_graph()[0], tmp_path)
    for path in (tmp_path / "assets").iterdir():
        if path.suffix in (".css", ".js") and path.name != "vis-network.min.js":
            assert "://" not in path.read_text("utf-8"), path.name
            assert "innerHTML" not in path.read_text("utf-8"), path.name


def test_every_word_of_the_interface_is_there_in_both_languages() -> None:
    for key, entry in site.strings().items():
        assert entry.keys() == {"ar", "en"}, key
        for language, text in entry.items():
            shown = text["other"] if isinstance(text, dict) else text
            letters = re.sub(r"\{\w+\}", "", shown)
            arabic, latin = bool(re.search("[\u0621-\u064a]", letters)), bool(re.search("[A-Za-z]", letters))
            if key != "language.other" and (arabic or latin):
                assert arabic == (language == "ar"), key
        assert not isinstance(entry["ar"], dict) or entry["ar"].keys() == {"zero", "one", "two", "few", "many", "other"}


def test_every_word_of_the_interface_is_used_and_none_is_missing() -> None:
    files = [path for kind in ("*.js", "*.html", "*.py") for path in SOURCES.rglob(kind)]
    code = "".join(path.read_text("utf-8") for path in files)
    keys = set(site.strings())
    used = set(re.findall(r"""["'`]([a-z]+(?:\.[a-z]+)*)["'`]""", code))
    families = tuple(re.findall(r"""["'`]([a-z]+\.)(?:\$?\{|["'] ?~)""", code))  # made as the page runs: `kind.${kind}`
    assert not {key for key in keys - used if not key.startswith(families)}
    asked = re.findall(r"""\bt\(["']([a-z.]+[a-z])["']""", code) + re.findall(r'data-t(?:-[a-z]+)?="([a-z.]+)"', code)
    assert asked and not {key for key in asked if not key.endswith(".")} - keys


def test_hostile_text_is_escaped_in_every_file(tmp_path: Path) -> None:
    graph, articles = hostile_graph()
    write_pages(graph, tmp_path, articles=articles)
    for path in tmp_path.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script>alert" not in page and "<img" not in page and 'onmouseover="' not in page.replace("&#34;", "")
    words = part(tmp_path, "words")
    assert words["rows"][0]["text"] == HOSTILE
    assert "url" not in words["articles"][0]
    assert "\u2028" not in (tmp_path / "assets" / "data" / "words-0000.js").read_text("utf-8")


def test_a_lone_surrogate_and_a_closing_script_are_written_safely() -> None:
    text = "a\ud83d</script><!--\u2028"
    assert to_json(text).encode("utf-8")
    inline = to_inline_json(text)
    assert "<" not in inline and json.loads(inline) == text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1", True), ("http://example.org/خبر", True), ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False), ("data:text/html,x", False), ("//example.org", False), ("http://[", False),
        ("", False), (None, False),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert (safe_url(url) == url and url is not None) is safe


def test_rows_run_from_new_to_old_and_count_undated_ones_by_their_article(tmp_path: Path) -> None:
    tables = Tables(small_graph()[0])
    (columns,) = tables.columns()
    assert columns["day"] == sorted(columns["day"], reverse=True)
    undated = columns["said"].index(0)
    assert columns["day"][undated] == day_number("2024-03-07")
    assert tables.statements[undated].key == "s-4"


def test_a_capacity_tells_the_country_before_the_speaker_does() -> None:
    graph, _ = small_graph()
    member = dataclasses.replace(graph.memberships[0], country="SA")
    tables = Tables(dataclasses.replace(graph, memberships=(member,)))
    assert tables.country_from(tables.graph.statements[0]) == "SA"
    assert tables.country_from(tables.graph.statements[2]) == "TN"


def test_a_topic_unknown_to_the_ontology_is_shown_by_its_key() -> None:
    graph, _ = small_graph()
    odd = dataclasses.replace(graph.statements[0], topics=("no_such_topic",), countries=("UN",))
    core = Tables(dataclasses.replace(graph, statements=(odd,))).core()
    assert core["topics"]["ar"] == ["no_such_topic"]
    assert "الأمم المتحدة" in core["countries"]["ar"]  # the United Nations, an organisation that is spoken for


def test_nested_statements_name_each_other_by_row() -> None:
    tables = Tables(small_graph()[0])
    (part_of_all,) = tables.details()
    by_key = {row["key"]: row for row in part_of_all["rows"]}
    assert by_key["s-2"]["inner"] == [tables.rows["s-3"]]
    assert by_key["s-3"]["outer"] == [tables.rows["s-2"]]
    assert len(by_key["s-1"]["reports"]) == 2


def test_networks_count_what_the_statements_say() -> None:
    tables = Tables(small_graph()[0])
    network = speaker_network(tables)
    laila, trade = ("speaker", tables.speakers("laila")), ("topic", tables.topics("trade"))
    assert network.activity[laila] == 2
    (edge,) = [edge for edge in network.edges if (edge.source, edge.target) == (laila, trade)]
    assert (edge.count, edge.polarity) == (1, [1, 0, 0])
    countries = country_network(tables)
    tunisia, egypt = ("country", tables.countries("TN")), ("country", tables.countries("EG"))
    assert {(edge.source, edge.target, edge.count) for edge in countries.edges} == {
        (egypt, tunisia, 1),
        (tunisia, egypt, 1),
    }
    assert countries.activity[tunisia] == 3  # twice spoken about, once of them by itself; once speaking of Egypt


def test_the_topic_other_is_no_node_beside_real_topics() -> None:
    graph, _ = small_graph()
    tables = Tables(
        dataclasses.replace(graph, statements=(dataclasses.replace(graph.statements[1], topics=("other",)),))
    )
    assert ("topic", 0) in speaker_network(tables).nodes
    mixed = dataclasses.replace(graph.statements[1], topics=("other", "trade"))
    tables = Tables(dataclasses.replace(graph, statements=(mixed,)))
    assert [node for node in speaker_network(tables).nodes if node[0] == "topic"] == [("topic", tables.topics("trade"))]


def test_a_view_opens_with_the_strongest_part_and_all_kinds() -> None:
    network = speaker_network(Tables(synthetic_graph(2000, 300)))
    nodes, edges = network.first_view()
    assert len(nodes) <= FIRST_NODES < len(network.nodes)
    assert {kind for kind, _ in nodes} == {"speaker", "topic", "country"}
    shown = set(nodes)
    assert all(edge.source in shown and edge.target in shown for edge in edges)
    assert {end for edge in edges for end in (edge.source, edge.target)} == shown


def test_no_node_covers_another_and_a_layout_repeats() -> None:
    chance = random.Random(2)
    boxes = [(chance.randrange(40, 160), chance.randrange(10, 30), chance.randrange(25, 60)) for _ in range(700)]
    ties = [Tie(chance.randrange(700), chance.randrange(60), chance.randrange(1, 9)) for _ in range(900)]
    places = lay_out(boxes, ties, 60)
    assert places == lay_out(boxes, ties, 60)
    ground = sum(width * (above + below) for width, above, below in boxes)
    assert max(math.hypot(x, y) for x, y in places) < 2 * math.sqrt(ground)  # nothing flies far off
    for one, other in itertools.combinations(range(700), 2):
        (x1, y1), (x2, y2) = places[one], places[other]
        apart = abs(x1 - x2) >= (boxes[one][0] + boxes[other][0]) / 2 - 2
        above, below = (one, other) if y1 < y2 else (other, one)
        apart = apart or places[below][1] - places[above][1] >= boxes[above][2] + boxes[below][1] - 2
        assert apart, (one, other)


def test_a_layout_of_nothing_and_of_loose_nodes() -> None:
    assert lay_out([], [], 60) == []
    assert len(set(lay_out([(50, 10, 30)] * 5, [], 60))) == 5


def test_labels_break_between_words() -> None:
    assert label_lines("وزارة الخارجية") == "وزارة الخارجية"  # Ministry of Foreign Affairs
    assert label_lines("a " * 40).count("\n") == 1
    assert len(label_lines("x" * 500)) < 60


marks = st.builds(
    lambda start, length, layer, report: Mark(start, min(40, start + length), layer, report),
    st.integers(0, 39), st.integers(1, 20), st.sampled_from(LAYERS), st.integers(0, 5),
)  # fmt: skip


@given(st.lists(marks, max_size=25))
def test_marks_of_any_kind_are_nested_and_keep_the_text(given_marks: list[Mark]) -> None:
    text = "".join(chr(0x0627 + n % 20) for n in range(40))
    open_marks: list[Mark] = []
    seen, covered = "", set()
    for piece in pieces(text, given_marks):
        assert piece.closes <= len(open_marks)
        del open_marks[len(open_marks) - piece.closes :]
        open_marks += piece.opens
        covered |= {(mark, len(seen) + n) for mark in open_marks for n in range(len(piece.text))}
        seen += piece.text
    assert seen == text and not open_marks
    assert covered == {(mark, n) for mark in given_marks for n in range(mark.start, mark.end)}


def test_a_span_that_is_not_in_the_text_is_not_marked_but_told() -> None:
    graph, _ = small_graph()
    record = graph.statements[0].reports[0].record
    found, stale = marks_of(record, 0, TEXT)
    assert stale == 0 and {mark.layer for mark in found} == {"speaker", "cue", "content"}
    found, stale = marks_of(record, 0, "x" + TEXT)
    assert stale == 3 and not found


def test_a_day_that_is_none() -> None:
    assert day_number(None) == day_number("2024-13-40") == NONE
    assert day_number("2024-03-06T10:00:00Z") == day_number("2024-03-06")


def test_pages_stay_small(tmp_path: Path) -> None:
    written = write_pages(synthetic_graph(6000, 1000), tmp_path)
    sizes = {path.relative_to(tmp_path): path.stat().st_size for path in written}
    assert max(sizes.values()) < 1_500_000
    page = sum(size for path, size in sizes.items() if path.suffix != ".js" or "data" not in path.parts)
    assert page < 1_500_000
    assert sum(size for path, size in sizes.items() if path.name.startswith(("core", "columns", "places"))) < 1_500_000
