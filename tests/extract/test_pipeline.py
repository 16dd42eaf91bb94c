"""The promises of `extract` for any text whatever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.pipeline import extract
from extract.statement import FORMS, POLARITIES, RECORD_KEYS, SPEAKER_TYPES, Statement

ROOT = Path(__file__).parents[2]

# The Egyptian foreign minister said his country backs a solution; he added a quotation; nested, verbless, inverted.
NEWS = (
    "قال وزير الخارجية المصري سامح شكري، الخميس، في مؤتمر صحفي بالقاهرة إن بلاده تدعم الحل السياسي في ليبيا، "
    'مؤكدا أن الحوار هو الطريق الوحيد. وأضاف: "لن نقبل بأي تدخل أجنبي".\n'
    "ووفقا للمتحدث باسم الحكومة، فإن الملك أكد أن الأردن لن يسمح بتهجير الفلسطينيين، بحسب وكالة رويترز.\n"
    "ودعا الأمين العام للأمم المتحدة أنطونيو غوتيريش إسرائيل إلى وقف إطلاق النار في غزة."
)
PIECES = [
    *NEWS.split(" "), "قال", "وأضاف", "مؤكدا", "أن", "إن", "بحسب", "وفقا ل", "على حد قوله", "دعا", "إلى", "د.", "بيان",
    '"', "“", "”", "«", "»", "''", "‘", "(", ")", ":", "،", ".", "؟", "…", "-", "#", "_", "\n", "\n\n", "\t", "\u00a0",
    "\u200f", "\u202b", "\u202c", "\u2067", "\u2069", "\u200c", "\ufeff", "\u064b", "\u0640", "٢٠٢٤", "2024-11-06",
    "ﻗﺎﻝ", "said", "<script>", "\x00", "\ud800", "🕊",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)
ARTICLES = st.builds(
    Article,
    id=st.just("a"),
    text=TEXTS,
    title=st.one_of(st.none(), TEXTS),
    published=st.sampled_from([None, "2024-11-06", "2008-02-29"]),
)


def spans(statement: Statement) -> Iterator[tuple[str, int, int]]:
    """Yield the words and place of every field of a statement that has them."""
    yield statement.speaker.mention, statement.speaker.start, statement.speaker.end
    parts = (
        statement.cue, *statement.content, *statement.topic_evidence, *statement.country_evidence, *statement.via,
        statement.occasion, statement.date_evidence,
    )  # fmt: skip
    for part in parts:
        if part is not None:
            yield part.text, part.start, part.end
    if statement.addressee is not None:
        yield statement.addressee.mention, statement.addressee.start, statement.addressee.end


def check(article: Article, statements: list[Statement]) -> None:
    ids = [statement.id for statement in statements]
    assert len(set(ids)) == len(ids)
    assert [one.cue.start for one in statements] == sorted(one.cue.start for one in statements)
    for one in statements:
        for words, start, end in spans(one):
            assert 0 <= start < end <= len(article.text)
            assert words == article.text[start:end]
        # An empty title is an absent one: the record has null for what is not known.
        assert one.article == article.id and one.published == article.published
        assert one.title == (article.title or None)
        assert one.content and one.speaker.name
        assert one.form in FORMS and one.polarity in POLARITIES and one.speaker.type in SPEAKER_TYPES
        assert one.parent is None or (one.parent in ids and one.parent != one.id)
        assert 0 <= one.confidence <= 1
        assert one.topics and len(set(one.topics)) == len(one.topics)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
@example(Article(id="a", text="0:قآل", title=""))
@example(Article(id="a", text="0 قآل:000²:قآل"))  # a digit that is no number
@example(Article(id="a", text="قال الوزير 8-3-سوري إن الحوار مستمر."))  # no year where a year would stand
def test_any_text_is_read_and_every_span_is_a_slice_of_it(article: Article) -> None:
    statements = extract(article)
    check(article, statements)
    assert extract(article) == statements
    for one in statements:
        assert Statement.from_dict(one.to_dict()) == one


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(NEWS)), st.integers(0, len(NEWS)), st.sampled_from(PIECES))
def test_news_cut_and_torn_anywhere(cut: int, tear: int, piece: str) -> None:
    text = NEWS[cut:] if cut < len(NEWS) // 2 else NEWS[:cut]
    article = Article("a", text[:tear] + piece + text[tear:])
    check(article, extract(article))


def test_the_news_itself() -> None:
    article = Article("a", NEWS, "عنوان", "https://news.example/1", "صحيفة", "2024-11-06")
    statements = extract(article)
    check(article, statements)
    assert len(statements) >= 5
    assert "سامح شكري" in {one.speaker.name for one in statements}
    assert all(one.url == article.url and one.source == article.source for one in statements)
    for one in statements:
        record = json.loads(json.dumps(one.to_dict(), ensure_ascii=False))
        assert tuple(record) == RECORD_KEYS
        assert Statement.from_dict(record) == one


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f", '"', "...", "\ufeff"])
def test_no_words_no_statements(text: str) -> None:
    assert extract(Article("a", text)) == []


def test_a_parent_holds_the_cue_of_its_child() -> None:
    # The spokesman said that the president affirmed that ...
    text = "قال المتحدث باسم الحكومة إن الرئيس أكد أن بلاده لن تسمح بالتدخل في شؤونها."
    outer, inner = extract(Article("a", text))
    assert outer.parent is None and inner.parent == outer.id
    assert outer.content[0].start <= inner.cue.start < outer.content[0].end


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "🕊🕊 قال الرئيس التونسي قيس سعيد إن بلاده ترفض التدخل الأجنبي."
    article = Article("a", text)
    (only,) = extract(article)
    check(article, [only])
    assert only.cue.start == text.index("قال") == 3


def test_another_hash_seed_gives_the_same_bytes() -> None:
    code = (
        "import json, sys\n"
        "from extract.article import Article\n"
        "from extract.pipeline import extract\n"
        "text = sys.stdin.buffer.read().decode('utf-8')\n"
        "rows = [one.to_dict() for one in extract(Article('a', text, published='2024-11-06'))]\n"
        "sys.stdout.buffer.write(json.dumps(rows, ensure_ascii=False).encode('utf-8'))\n"
    )
    found = set()
    for seed in ("1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=NEWS.encode(),
            capture_output=True,
            env=environment,
            cwd=ROOT,
            check=True,
        )
        found.add(done.stdout)
    here = [one.to_dict() for one in extract(Article("a", NEWS, published="2024-11-06"))]
    assert found == {json.dumps(here, ensure_ascii=False).encode()}
