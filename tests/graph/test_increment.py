"""Recognising articles that a graph already holds."""

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from extract.article import Article
from extract.sources import Found
from graph.catalogue import Catalogue, Kept
from graph.errors import BayanError
from graph.increment import Fingerprint, Shelf

# Two paragraphs of plain news: "The minister announced that talks will resume ..." and so on.
TEXT = (
    "أعلن وزير الخارجية اليوم أن المحادثات ستستأنف الأسبوع المقبل في جنيف بمشاركة وفود من ست دول، وأضاف أن بلاده "
    "ستقدم ورقة جديدة بشأن تبادل الأسرى وفتح المعابر أمام المساعدات الإنسانية، مؤكدا أن الوقت لا يزال متاحا لحل سلمي. "
    "وقال المتحدث باسم الأمم المتحدة إن المنظمة ترحب بأي خطوة تخفف معاناة المدنيين، وحذر من عواقب استمرار القتال."
)
# "The central bank said that inflation slowed in May ..."
OTHER = (
    "قال البنك المركزي إن معدل التضخم تباطأ في مايو بفعل انخفاض أسعار الغذاء، وأوضح المحافظ أن السياسة النقدية ستبقى "
    "متشددة حتى نهاية العام، وتوقع أن يبلغ النمو ثلاثة في المئة بدعم من الصادرات والسياحة وتحويلات العاملين في الخارج."
)


def found(identity: str, text: str = TEXT, named: bool = True, **fields: str) -> Fingerprint:
    return Fingerprint.of(Found(Article(identity, text, **fields), "file", None, named))


def test_the_same_article_is_known() -> None:
    shelf = Shelf()
    assert shelf.offer(found("a", published="2024-11-06")).kind == "new"
    assert shelf.offer(found("a", published="2024-11-06")).kind == "known"


def test_what_a_later_run_does_not_say_is_kept() -> None:
    shelf = Shelf()
    shelf.offer(found("a", published="2024-11-06", source="العينة"))
    assert shelf.offer(found("a")).kind == "known"


@pytest.mark.parametrize(
    "changed", [found("a", TEXT + " وختم بالشكر."), found("a", published="2024-11-07"), found("a", OTHER)]
)
def test_a_changed_article_is_changed(changed: Fingerprint) -> None:
    shelf = Shelf()
    shelf.offer(found("a", published="2024-11-06"))
    decision = shelf.offer(changed)
    assert (decision.kind, decision.replaces, decision.article.id) == ("changed", (), "a")
    assert shelf.identities() == ["a"]


def test_a_file_name_over_another_text_is_another_article() -> None:
    shelf = Shelf()
    shelf.offer(found("1", named=False))
    edited = shelf.offer(found("1", TEXT + " وختم بالشكر.", named=False))
    assert (edited.kind, edited.article.id) == ("changed", "1")
    other = shelf.offer(found("1", OTHER, named=False))
    assert other.kind == "new"
    assert other.article.id.startswith("1-")
    assert shelf.offer(found("1", OTHER, named=False)).kind == "known"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/news/1", "http://www.EXAMPLE.org/news/1/#comments", True),
        ("https://example.org/news/1", "https://example.org/news/1?utm_source=x", True),
        ("https://example.org/news?id=1", "https://example.org/news?id=2", False),
        ("https://example.org/", "https://example.org", False),  # a site is no article
        ("http://[broken", "http://[broken", False),
    ],
)
def test_one_url_is_one_article(one: str, other: str, same: bool) -> None:
    shelf = Shelf()
    shelf.offer(found("a", url=one))
    assert (shelf.offer(found("b", OTHER, url=other)).kind == "known") == same


def test_a_near_duplicate_of_one_outlet_is_known_and_of_two_outlets_is_not() -> None:
    shelf = Shelf()
    shelf.offer(found("a", source="one"))
    assert shelf.offer(found("b", TEXT.replace("جنيف", "فيينا"), source="one")).kind == "known"
    assert shelf.offer(found("c", TEXT.replace("جنيف", "فيينا"), source="two")).kind == "new"
    assert shelf.offer(found("d", OTHER, source="one")).kind == "new"


def test_which_near_duplicate_stays_does_not_depend_on_the_order() -> None:
    text = TEXT + OTHER
    items = [
        found("b", text, published="2024-11-06"),
        found("a", text.replace("جنيف", "فيينا"), published="2024-11-07"),
        found("c", text.replace("ست دول", "سبع دول")),
    ]
    for order in itertools.permutations(items):
        shelf = Shelf()
        replaced = {identity for item in order for identity in shelf.offer(item).replaces}
        assert shelf.identities() == ["b"]
        assert replaced <= {"a", "c"}


def test_a_shelf_is_the_same_after_saving(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.offer(found("a", url="https://example.org/1", source="العينة"))
    shelf.offer(found("b", OTHER))
    shelf.save(tmp_path / "seen")
    loaded = Shelf.load(tmp_path / "seen")
    assert loaded.identities() == ["a", "b"]
    assert loaded.offer(found("a")).kind == "known"
    assert loaded.offer(found("c", OTHER)).kind == "known"
    assert loaded.offer(found("d", OTHER + OTHER, url="https://example.org/1")).kind == "known"
    loaded.save(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "seen").read_bytes()


def test_a_dropped_article_is_new_again() -> None:
    shelf = Shelf()
    shelf.offer(found("a", url="https://example.org/1"))
    shelf.drop("a")
    assert len(shelf) == 0
    assert shelf.offer(found("b", url="https://example.org/1")).kind == "new"


def test_a_damaged_shelf_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "seen").write_text("{}\n", encoding="utf-8")
    with pytest.raises(BayanError, match="seen:1: damaged"):
        Shelf.load(tmp_path / "seen")


def test_likely_twins_are_those_that_datasketch_finds() -> None:
    from datasketch import LeanMinHash, MinHashLSH

    chance = random.Random(3)
    oracle = MinHashLSH(num_perm=64, params=(16, 4))
    catalogue = Catalogue()
    words = f"{TEXT} {OTHER}".split()
    alike = 0
    for number in range(300):
        edited = words.copy()
        for _ in range(chance.choice((0, 1, 2, 4, 8))):
            edited[chance.randrange(len(edited))] = chance.choice(words)
        made = found(f"{number:03}", " ".join(edited))
        kept = Kept(made.article, made.text, bytes.fromhex(made.sketch))
        values = numpy.frombuffer(kept.sketch, dtype="<u4")
        sketch = LeanMinHash(seed=1, hashvalues=values, scheme="affine32")
        expected = set(oracle.query(sketch))
        assert {other.article.id for other in catalogue.perhaps_alike(kept)} == expected
        alike += len(expected)
        oracle.insert(made.article.id, sketch)
        catalogue.add(kept, None)
    assert 300 < alike < 300 * 299 / 2


@pytest.mark.parametrize("change", [lambda line: line * 2, lambda line: line.replace('"sketch": "', '"sketch": "00')])
def test_a_damaged_list_of_articles_is_one_line(tmp_path: Path, change: Callable[[str], str]) -> None:
    shelf = Shelf()
    shelf.offer(found("a"))
    shelf.save(tmp_path / "seen.jsonl")
    (tmp_path / "seen.jsonl").write_text(change((tmp_path / "seen.jsonl").read_text("utf-8")), "utf-8")
    with pytest.raises(BayanError, match=r"seen\.jsonl:[12]: damaged"):
        Shelf.load(tmp_path / "seen.jsonl")


def test_a_disk_without_room_is_an_os_error() -> None:
    catalogue = Catalogue()
    catalogue._database.execute("PRAGMA max_page_count = 60")
    with pytest.raises(OSError, match="cannot be written"):
        for number in range(1000):
            made = found(f"{number:03}", f"{number} {TEXT}")
            catalogue.add(Kept(made.article, made.text, bytes.fromhex(made.sketch)), None)
