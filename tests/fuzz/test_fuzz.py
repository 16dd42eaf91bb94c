"""Fuzzing the readers, the extractor and what follows, with hypothesis: seconds by default, minutes with `--long`."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.pipeline import extract
from extract.sources import Found, read
from graph.export.turtle import turtle
from graph.merge import merge
from graph.rdf import DEFAULT_BASE, prefixes, triples
from tests.fuzz.files import TEXT, files
from tests.fuzz.promises import extract_text, read_bytes

FILES = files()
SAMPLES = Path(__file__).parents[2] / "extract" / "samples"
TEXTS = [item.article.text for item in read([SAMPLES]) if isinstance(item, Found)] + [TEXT]

# What the extractor looks for, and what it may stumble over: quotation marks of all kinds, marks of direction, digits
# of three scripts, letters with marks on them, half-words, Latin, an astral letter.
PIECES = [
    *("قال", "وأضاف", "مضيفا", "أكد أن", "بحسب", "وفقا ل", "نفى", "إن", "أنه", "و", "ف", "ل"),
    *("وزير الخارجية", "الرئيس", "بوتين", "المتحدث باسم الكرملين", "الأمم المتحدة", "روسيا", "مصر", "Reuters", "RT"),
    *("اليوم الأربعاء", "6 نوفمبر 2023", "٦/١١/٢٠٢٣", "۱۴۴۵ هـ", "²", "٪"),
    *("«", "»", '"', "“", "”", "'", "(", ")", "[", ":", "؛", "،", ".", "…", "!", "؟", "-", "\n", "\n\n", "\t"),
    *("\u200f", "\u202e", "\u2066", "\u0640" * 30, "\u064b", "ا\u0301", "\ufefb", "𐎀", "😀", "\x00"),
    *("<b>", "&amp;", "@x", "#وسم", "https://example.org/?a=b"),
]


def changed(data: bytes, random_: random.Random) -> bytes:
    """Return bytes with some of them changed, cut out, doubled or put elsewhere."""
    edited = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(edited) + 1)
        to = min(len(edited), at + random_.choice((1, 2, 8, 64, 1000)))
        piece = bytes(edited[at:to])
        noise = (random_.randbytes(len(piece)), b"\x00" * len(piece), b"\xff\xfe", b"<!ENTITY", b'"', b"\n")
        edited[at:to] = random_.choice((b"", piece * 2, bytes(edited[:40]), *noise))
    return bytes(edited)


@pytest.mark.parametrize("name", FILES)
def test_the_file_itself_is_read(name: str) -> None:
    articles = read_bytes(name, FILES[name])
    assert articles
    assert all("وزير الخارجية" in article.text for article in articles)


@given(name=st.sampled_from(sorted(FILES)), seed=st.integers(0, 2**32))
def test_damaged_files_break_no_promise(name: str, seed: int) -> None:
    read_bytes(name, changed(FILES[name], random.Random(seed)))


@given(name=st.sampled_from(sorted(FILES)), data=st.binary(max_size=2000))
def test_arbitrary_bytes_break_no_promise(name: str, data: bytes) -> None:
    read_bytes(name, data)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=80), st.sampled_from(["", " "]))
def test_pieces_of_news_in_any_order_break_no_promise(pieces: list[str], between: str) -> None:
    extract_text(between.join(pieces))


@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 2**32))
def test_edited_articles_break_no_promise(text: str, seed: int) -> None:
    extract_text(edited_text(text, random.Random(seed)))


@settings(max_examples=settings().max_examples // 5)
@given(texts=st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, 2**32)), min_size=1, max_size=3))
def test_whatever_is_extracted_becomes_a_graph_that_others_read(texts: list[tuple[str, int]]) -> None:
    articles = [
        Article(
            f"a{place}\u202e",
            edited_text(text, random.Random(seed)),
            title="<b>\\\"'{}",
            source="x\n\u2066y",
            url=" :\\",
        )
        for place, (text, seed) in enumerate(texts)
    ]
    merged = merge(statement for article in articles for statement in extract(article))
    made = list(triples(merged, DEFAULT_BASE))
    written = "".join(turtle(made, prefixes(DEFAULT_BASE))).encode()
    assert set(ox.parse(io.BytesIO(written), format=ox.RdfFormat.TURTLE)) == {ox.Quad(*triple) for triple in made}


def edited_text(text: str, random_: random.Random) -> str:
    """Return a text with some of its words and letters changed, cut out, doubled or put elsewhere."""
    edits: list[Callable[[str], str]] = [
        lambda part: "", lambda part: part * 2, lambda part: part[::-1], lambda part: random_.choice(PIECES),
        lambda part: part.replace(" ", ""), lambda part: " ".join(part),
    ]  # fmt: skip
    for _ in range(random_.randint(1, 12)):
        at = random_.randrange(len(text) + 1)
        to = at + random_.choice((1, 1, 3, 10, 60))
        text = text[:at] + random_.choice(edits)(text[at:to]) + text[to:]
    return text
