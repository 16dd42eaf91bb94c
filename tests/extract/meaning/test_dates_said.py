"""The day a statement was made. 2024-11-06, when the articles appear, was a Wednesday."""

import pytest
from drafted import drafted

from extract.meaning.dates import dates


def said(marked, *speakers, published="2024-11-06"):
    document = drafted(marked, *speakers, published=published)
    dates(document)
    for draft in document.drafts:
        evidence = draft.date_evidence
        assert (draft.date is None) == (evidence is None)
        assert evidence is None or document.text[evidence.start : evidence.end] == evidence.text
    return [(draft.date, draft.date_evidence.text if draft.date_evidence else None) for draft in document.drafts]


@pytest.mark.parametrize(
    ("words", "day", "evidence"),
    [
        ("اليوم", "2024-11-06", "اليوم"),  # today
        ("اليوم الأربعاء", "2024-11-06", "اليوم الأربعاء"),  # today, Wednesday
        ("أمس", "2024-11-05", "أمس"),  # yesterday
        ("أول أمس", "2024-11-04", "أول أمس"),  # the day before yesterday
        ("أول من أمس", "2024-11-04", "أول من أمس"),
        ("مساء أمس الثلاثاء", "2024-11-05", "مساء أمس الثلاثاء"),  # yesterday evening, Tuesday
        ("يوم الأحد", "2024-11-03", "يوم الأحد"),  # on Sunday
        ("الخميس", "2024-10-31", "الخميس"),  # Thursday: the last one
        ("الأربعاء الماضي", "2024-10-30", "الأربعاء الماضي"),  # last Wednesday: not today
        ("في وقت متأخر من مساء الثلاثاء", "2024-11-05", "مساء الثلاثاء"),  # late on Tuesday evening
        ("في 3 نوفمبر", "2024-11-03", "3 نوفمبر"),
        ("في 3 تشرين الثاني/نوفمبر", "2024-11-03", "3 تشرين الثاني/نوفمبر"),  # both sets of month names
        ("في 24 ديسمبر/ كانون الأول", "2023-12-24", "24 ديسمبر/ كانون الأول"),  # the last 24 December
        ("في ٣ نوفمبر", "2024-11-03", "٣ نوفمبر"),  # Arabic-Indic digits
        ("في 8 آذار/مارس 2018", "2018-03-08", "8 آذار/مارس 2018"),
        ("الخميس 8 آذار/مارس 2018م", "2018-03-08", "الخميس 8 آذار/مارس 2018م"),
        ("في الثامن من مارس", "2024-03-08", "الثامن من مارس"),  # on the eighth of March
        ("في الخامس والعشرين من أكتوبر", "2024-10-25", "الخامس والعشرين من أكتوبر"),  # the twenty-fifth
        ("بتاريخ 8/3/2018", "2018-03-08", "8/3/2018"),
        ("بتاريخ 2018-03-08", "2018-03-08", "2018-03-08"),
        ("في 25 أكتوبر من العام الماضي", "2023-10-25", "25 أكتوبر من العام الماضي"),  # of last year
        ("في 15 رمضان 1445هـ", "2024-03-25", "15 رمضان 1445هـ"),  # Hijri, Umm al-Qura
        ("في 4 ربيع الآخر", "2024-10-07", "4 ربيع الآخر"),  # the last such Hijri day
    ],
)
def test_expressions_after_the_cue(words, day, evidence):
    # "The minister said <when> that {the talks would go on}."
    assert said(f"‹قال› الوزير {words} إن {{المحادثات ستستمر}}.", "الوزير") == [(day, evidence)]


@pytest.mark.parametrize(
    "words",
    [
        "الأحد المقبل",  # next Sunday
        "منذ أمس",  # since yesterday
        "بعد يوم الأحد",  # after Sunday
        "في اليوم العالمي للمياه",  # on World Water Day
        "ليل السبت الأحد",  # in the night of Saturday to Sunday: no one day
        "في مارس الماضي",  # last March: no day
        "في 31 فبراير",  # no such day
        "الذي وصل أمس إلى القاهرة",  # who arrived in Cairo yesterday
        "في تعليقه على هجوم الأحد",  # commenting on Sunday's attack
        "الخميس 9 مارس 2018",  # a Friday: at odds with itself
        "اليوم الأحد",  # "today, Sunday" in an article of a Wednesday
        "في 20 نوفمبر 2024",  # after publication
    ],
)
def test_what_is_no_day_of_speaking(words):
    assert said(f"‹قال› الوزير {words} إن {{المحادثات ستستمر}}.", "الوزير") == [(None, None)]


def test_today_may_be_a_day_off_the_day_of_publication():
    # "said today, Tuesday": published after midnight.
    assert said("‹قال› الوزير اليوم الثلاثاء إن {الحوار مفيد}.", "الوزير")[0][0] == "2024-11-05"


def test_without_publication_only_a_date_with_its_year():
    assert said("‹قال› الوزير أمس إن {الحوار مفيد}.", published=None) == [(None, None)]
    assert said("‹قال› الوزير في 3 نوفمبر إن {الحوار مفيد}.", published=None) == [(None, None)]
    assert said("‹قال› الوزير في 3 مايو 2021 إن {الحوار مفيد}.", published=None) == [("2021-05-03", "3 مايو 2021")]


def test_days_inside_the_content_are_not_those_of_speaking():
    # "The minister said that {the delegation arrived yesterday}."
    assert said("‹قال› الوزير إن {الوفد وصل أمس}.", "الوزير") == [(None, None)]


def test_before_the_cue_and_after_the_content():
    assert said("وفي وقت لاحق الاثنين، ‹أدان› الوزير {الهجوم}.", "الوزير")[0] == (
        "2024-11-04",
        "الاثنين",
    )  # later on Monday
    assert said("‹أدان› الوزير {الهجوم}، في بيان صدر أمس.", "الوزير")[0] == ("2024-11-05", "أمس")  # issued yesterday
    # "After the strikes that began on Saturday in the north, the minister condemned ...": not the day of condemning.
    assert said("بعد الغارات التي بدأت السبت في الشمال ‹أدان› الوزير {الهجوم}.", "الوزير")[0] == (None, None)


def test_one_who_goes_on_speaks_on_the_same_day():
    # "The minister said yesterday that {...}, adding that {...}. And he added: {...}"
    found = said("‹قال› الوزير أمس إن {الحوار مفيد}، ‹مضيفا› أن {الوفد باق}.\n‹وأضاف›: {لن ننسحب}.", "الوزير")
    assert found == [("2024-11-05", "أمس")] * 3


def test_what_does_not_go_on():
    # Another speaker; a new verb of saying in another paragraph; the same speaker "earlier".
    assert said("‹قال› الوزير أمس إن {الحوار مفيد}. ‹وأضاف› السفير أن {الوفد باق}.", "الوزير", "السفير")[1][0] is None
    assert said("‹قال› الوزير أمس إن {الحوار مفيد}.\n‹وأكد› الوزير أن {الوفد باق}.", "الوزير")[1][0] is None
    earlier = "‹قال› الوزير أمس إن {الحوار مفيد}. ‹وأضاف› الوزير في وقت سابق أن {الوفد باق}."
    assert said(earlier, "الوزير")[1][0] is None


def test_a_nested_statement_has_no_day_of_its_own():
    # "The spokesman said today that {the president affirmed that {...}}."
    found = said("‹قال› المتحدث اليوم إن {الرئيس ‹أكد› أن {الحل قريب}}.", "المتحدث", "الرئيس")
    assert [day for day, _ in found] == ["2024-11-06", None]


def test_a_medium_named_today_is_no_day():
    # "The minister told the channel Russia Today that ..."
    assert said("‹قال› الوزير لقناة روسيا اليوم إن {الحوار مفيد}.", "الوزير") == [(None, None)]
    # "Russia announced today that ..."
    assert said("‹أعلنت› روسيا اليوم أن {الحوار مفيد}.", "روسيا")[0][0] == "2024-11-06"
