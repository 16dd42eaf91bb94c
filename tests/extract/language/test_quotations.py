"""Quotations in every style of the news, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.quotations import quotations


def inner(text: str) -> list[str]:
    return [text[one.inner_start : one.inner_end] for one in quotations(text)]


PAIRS = [
    ('"', '"'), ("“", "”"), ("”", "“"), ("”", "”"), ("«", "»"), ("‹", "›"), ("'", "'"), ("''", "''"), ("``", "''"),
    ("‘", "’"), ("„", "“"), ("„", "”"), ("″", "″"), ("“", '"'), ('"', "”"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_every_pair_of_marks(opening: str, closing: str) -> None:
    # He said yes to peace and left.
    text = f"قال {opening}نعم للسلام{closing} ثم غادر"
    (only,) = quotations(text)
    assert only.closed
    assert text[only.inner_start : only.inner_end] == "نعم للسلام"
    assert text[only.start : only.end] == f"{opening}نعم للسلام{closing}"


def test_several_in_one_sentence() -> None:
    assert inner('وصفه بأنه "خطير" و"مرفوض" و"باطل".') == ["خطير", "مرفوض", "باطل"]  # dangerous, rejected, void
    assert inner('قال: "نعم." وأضاف: "لا."') == ["نعم.", "لا."]  # yes; and he added: no


@pytest.mark.parametrize("outer", ["«{}»", "“{}”"])
def test_nested_in_another_style(outer: str) -> None:
    text = outer.format('نرفض "صفقة القرن" رفضا تاما')  # we reject the "deal of the century" outright
    assert inner(text) == ['نرفض "صفقة القرن" رفضا تاما', "صفقة القرن"]


def test_nested_in_the_same_straight_marks() -> None:
    text = 'قال "نرفض "صفقة القرن" رفضا تاما" وغادر'
    assert inner(text) == ['نرفض "صفقة القرن" رفضا تاما', "صفقة القرن"]


def test_doubled_marks() -> None:
    assert inner('قال ""نعم للسلام"" وغادر') == ["نعم للسلام"]
    assert inner('قال ""نعم للسلام" وغادر') == ["نعم للسلام"]


def test_two_quotations_that_end_together_are_no_doubled_mark() -> None:
    assert inner('قال: "نرفض "صفقة القرن"".') == ['نرفض "صفقة القرن"', "صفقة القرن"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    # "we will go on to the end / He then left "the hall".
    text = 'قال "سنمضي إلى النهاية \nثم غادر "القاعة".'
    first, second = quotations(text)
    assert not first.closed and text[first.inner_start : first.end] == "سنمضي إلى النهاية"
    assert second.closed and text[second.inner_start : second.inner_end] == "القاعة"


def test_a_quotation_opened_again_at_each_paragraph() -> None:
    # "first / "second / "third"
    text = '"أولا نريد السلام.\n"ثانيا نريد العدل.\n"ثالثا نريد العمل."'
    assert inner(text) == ["أولا نريد السلام.", "ثانيا نريد العدل.", "ثالثا نريد العمل."]
    assert [one.closed for one in quotations(text)] == [False, False, True]


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert quotations("نعم للسلام» ثم غادر") == []


@pytest.mark.parametrize("text", ["l'accord d'Alger", "O’Neill قال نعم", "it's"])
def test_an_apostrophe_inside_a_word_is_none(text: str) -> None:
    assert quotations(text) == []


@given(st.lists(st.sampled_from([*"\"“”„«»‹›‘’'″`", "''", "نعم", "لا", " ", "\n", ".", "،"]), max_size=40).map("".join))
def test_quotations_lie_inside_their_paragraph_and_nest(text: str) -> None:
    found = quotations(text)
    for one in found:
        assert 0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        assert one.closed or one.end == one.inner_end
    assert [one.start for one in found] == sorted(one.start for one in found)
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            assert other.start >= one.end or other.end <= one.end
