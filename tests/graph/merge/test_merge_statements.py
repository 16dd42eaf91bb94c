"""One statement per act, however many articles report it."""

from __future__ import annotations

from typing import Any

import pytest
from merge_records import record

from graph.merge import merge
from graph.model import Statement

WHO: dict[str, Any] = {
    "role": "وزير الخارجية المصري",
    "country": "EG",
    "day": "2024-03-10",
}  # Egyptian foreign minister
NAME = "سامح شكري"  # Sameh Shoukry

# "We will not accept any solution that leaves our people without a state of their own on their own land."
QUOTE = "لن نقبل بأي حل يترك الشعب الفلسطيني من دون دولة مستقلة على أرضه"
# The same, as another outlet edits it: other hamzas, "the brotherly people", nothing else.
EDITED = "لن نقبل بأى حل يترك الشعب الفلسطيني الشقيق من دون دولة مستقلة على ارضه"
# The same with the sentence that came before it: "We have said it in every capital."
LONGER = "قلناها في كل عاصمة زرناها: لن نقبل بأي حل يترك الشعب الفلسطيني من دون دولة مستقلة على أرضه"
# Another sentence of that press conference: "The crossing is open on our side all day and aid piles up before it."
OTHER = "المعبر مفتوح من جانبنا على مدار الساعة والمساعدات تتكدس أمامه"


def said(*records: Any) -> tuple[Statement, ...]:
    return merge(records).statements


def test_edited_quotation_is_one_statement_with_the_fullest_words() -> None:
    (statement,) = said(
        record(NAME, says=QUOTE, source="الشروق", **WHO),
        record(NAME, says=EDITED, source="القدس", **WHO),
        record("شكري", says=LONGER, source="الغد", **WHO),
    )
    assert statement.text == LONGER
    assert {report.record.source for report in statement.reports} == {"الشروق", "القدس", "الغد"}


def test_two_sentences_of_one_press_conference_stay_two() -> None:
    assert len(said(record(NAME, says=QUOTE, **WHO), record(NAME, says=OTHER, **WHO))) == 2
    assert len(said(record(NAME, says=QUOTE, article="a", **WHO), record(NAME, says=OTHER, article="a", **WHO))) == 2


def test_one_article_that_cuts_what_another_runs_together_keeps_its_two_statements() -> None:
    statements = said(
        record(NAME, says=QUOTE, article="a", **WHO),
        record(NAME, says=OTHER, article="a", **WHO),
        record(NAME, says=f"{QUOTE} و{OTHER}", article="b", **WHO),
    )
    assert sorted(len(statement.reports) for statement in statements) == [1, 2]


def test_a_quotation_repeated_in_its_article_is_one_statement() -> None:
    (statement,) = said(record(NAME, says=QUOTE, article="a", **WHO), record(NAME, says=QUOTE, article="a", **WHO))
    assert len(statement.reports) == 2


def test_like_sentences_of_one_article_are_not_the_same_quotation() -> None:
    longer = "لن نقبل بأي حل"  # "we will not accept any solution": the start of the other one
    assert len(said(record(NAME, says=QUOTE, article="a", **WHO), record(NAME, says=longer, article="a", **WHO))) == 2


def test_indirect_reports_agree_in_topic_country_day_and_content_words() -> None:
    first = "مصر ترفض تهجير الفلسطينيين من قطاع غزة وتطالب بوقف فوري لإطلاق النار"
    # "Cairo's refusal of displacing ..." in other inflections
    second = "رفض مصر تهجير الفلسطينيين من غزة ومطالبتها بوقف إطلاق النار فورا في القطاع"
    common: dict[str, Any] = {"form": "indirect", "topics": ("ceasefire",), "countries": ("PS",)}
    assert len(said(record(NAME, says=first, **WHO, **common), record(NAME, says=second, **WHO, **common))) == 1
    for change in ({"topics": ("trade",)}, {"countries": ("SD",)}, {"day": "2024-03-17"}, {"polarity": "oppose"}):
        other = record(NAME, says=second, **{**WHO, **common, **change})
        assert len(said(record(NAME, says=first, **WHO, **common), other)) == 2, change


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # "Egypt will take part in the force that is planned for the Gaza Strip" and "will not"
        ("مصر سوف تشارك في القوة المقرر نشرها في قطاع غزة", "مصر لن تشارك في القوة المقرر نشرها في قطاع غزة"),
        # 50 trucks and 80 trucks
        ("مصر أدخلت 50 شاحنة مساعدات إلى قطاع غزة صباح اليوم", "مصر أدخلت 80 شاحنة مساعدات إلى قطاع غزة صباح اليوم"),
    ],
)
def test_opposite_or_differing_reports_stay_two(one: str, other: str) -> None:
    common: dict[str, Any] = {"form": "indirect", "topics": ("ceasefire",), "countries": ("PS",)}
    assert len(said(record(NAME, says=one, **WHO, **common), record(NAME, says=other, **WHO, **common))) == 2


def test_the_same_words_of_two_speakers_are_two_statements() -> None:
    other = record("أيمن الصفدي", says=QUOTE, role="وزير الخارجية الأردني", country="JO", day="2024-03-10")
    assert len(said(record(NAME, says=QUOTE, **WHO), other)) == 2


def test_the_same_words_of_another_time_are_another_statement() -> None:
    assert len(said(record(NAME, says=QUOTE, **WHO), record(NAME, says=QUOTE, **{**WHO, "day": "2023-11-02"}))) == 2


def test_a_short_answer_is_not_part_of_every_speech() -> None:
    short = "نرفض ذلك"  # "we reject that"
    assert len(said(record(NAME, says=short, **WHO), record(NAME, says=f"{short} و{OTHER}", **WHO))) == 2


def test_a_nested_statement_names_the_one_that_conveys_it() -> None:
    outer = record("ديمتري بيسكوف", id="outer", article="a", country="RU", says=f"الرئيس أكد أن {OTHER}")
    inner = record("فلاديمير بوتين", id="inner", article="a", country="RU", says=OTHER, parent="outer")
    first, second = (
        next(s for s in merge([inner, outer]).statements if s.reports[0].record.id == name)
        for name in ("outer", "inner")
    )
    assert second.conveyed_by == (first.key,)
    assert first.conveyed_by == ()


def test_dates_and_form_of_the_merged_statement() -> None:
    (statement,) = said(
        record(NAME, says=QUOTE, date="2024-03-10", confidence=0.5, **WHO),
        record(NAME, says=LONGER, date="2024-03-10", confidence=0.8, form="mixed", **WHO),
        record(NAME, says=QUOTE, **WHO),
    )
    assert statement.date == "2024-03-10"
    assert statement.confidence == 0.9
    assert statement.form == "mixed"
    assert len({report.article for report in statement.reports}) == 3


def test_denying_and_affirming_the_same_words_are_two_statements() -> None:
    words = "مصر تشارك في القوة المقرر نشرها في قطاع غزة"  # "Egypt takes part in the force planned for Gaza"
    common: dict[str, Any] = {"form": "indirect", "topics": ("ceasefire",), "countries": ("PS",)}
    for article in ("a", "b"):
        denied = record(NAME, says=words, act="deny", article="a", **WHO, **common)
        assert len(said(denied, record(NAME, says=words, act="affirm", article=article, **WHO, **common))) == 2
