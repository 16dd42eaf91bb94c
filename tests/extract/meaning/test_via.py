"""Agencies and media that words came through."""

import pytest
from drafted import drafted

from extract.meaning.via import via


def through(marked, *speakers):
    document = drafted(marked, *speakers)
    via(document)
    for draft in document.drafts:
        assert all(document.text[one.start : one.end] == one.text for one in draft.via)
    return [[(one.name, one.text) for one in draft.via] for draft in document.drafts]


@pytest.mark.parametrize(
    ("words", "name", "text"),
    [
        ("وفقا لوكالة أنباء تاس الروسية", "وكالة تاس", "وكالة أنباء تاس الروسية"),  # according to TASS
        ('حسبما ذكرت وكالة أنباء "تاس" الروسية', "وكالة تاس", 'وكالة أنباء "تاس" الروسية'),  # as TASS reported
        ("بحسب رويترز", "وكالة رويترز", "رويترز"),  # according to Reuters
        ("نقلا عن وكالة فرانس برس", "وكالة فرانس برس", "وكالة فرانس برس"),  # citing AFP
        ("وفق ما أفادت به وكالة الأناضول", "وكالة الأناضول", "وكالة الأناضول"),
        ("في بيان أوردته وكالة «شينخوا»", "وكالة شينخوا", "وكالة «شينخوا»"),  # in a statement carried by Xinhua
        ('وفقا لصحيفة "صوت الوادي"', 'صحيفة "صوت الوادي"', 'صحيفة "صوت الوادي"'),  # an unknown newspaper
    ],
)
def test_sourcing_after_the_content(words, name, text):
    # "The minister said that {the talks would go on}, <sourcing>."
    found = through(f"‹قال› الوزير إن {{المحادثات ستستمر}}، {words}.", "الوزير")
    assert found == [[(name, text)]]


@pytest.mark.parametrize(
    ("words", "name", "text"),
    [
        ("لشبكة CNN", "شبكة سي إن إن", "شبكة CNN"),  # told CNN
        ("لـCNN", "شبكة سي إن إن", "CNN"),
        ("لوكالة رويترز", "وكالة رويترز", "وكالة رويترز"),
        ("في مقابلة مع قناة الجزيرة", "قناة الجزيرة", "قناة الجزيرة"),  # in an interview with Al Jazeera
        ('في تصريح لصحيفة "نداء الجبل"', 'صحيفة "نداء الجبل"', 'صحيفة "نداء الجبل"'),  # to an unknown newspaper
        ("للإذاعة السويسرية", "الإذاعة السويسرية", "للإذاعة السويسرية"),  # to the Swiss radio
    ],
)
def test_media_spoken_to(words, name, text):
    assert through(f"‹قال› الوزير {words} إن {{المحادثات ستستمر}}.", "الوزير") == [[(name, text)]]


def test_several_media():
    # "in an interview with the channel A and the newspaper B"
    found = through('‹قال› الوزير في مقابلة مع قناة "أفق" وصحيفة "نبأ" إن {الحوار مفيد}.', "الوزير")
    assert [name for name, _ in found[0]] == ['قناة "أفق"', 'صحيفة "نبأ"']


def test_an_agency_that_quotes():
    # "Reuters quoted the minister as saying that ..."
    assert through("ونقلت وكالة رويترز عن الوزير ‹قوله› إن {الحوار مفيد}.", "الوزير")[0][0][0] == "وكالة رويترز"


def test_a_source_at_the_end_governs_the_chain():
    # "The minister said that {...}, adding that {...}, according to TASS."
    chain = "‹قال› الوزير إن {الحوار مفيد}، ‹مضيفا› أن {الوفد باق}، وفقا لوكالة تاس."
    assert [[name for name, _ in one] for one in through(chain, "الوزير")] == [["وكالة تاس"], ["وكالة تاس"]]
    # ... but not another speaker's statement in the same sentence.
    two = "‹قال› الوزير إن {الحوار مفيد}، ‹وأكد› السفير أن {الوفد باق}، وفقا لوكالة تاس."
    assert [len(one) for one in through(two, "الوزير", "السفير")] == [0, 1]


def test_what_is_not_a_source():
    # The agency itself speaks.
    assert through("‹ذكرت› وكالة رويترز أن {الحوار مفيد}.", "وكالة رويترز") == [[]]
    # "Reuters could not at once verify the report"
    assert through("‹قال› الوزير إن {الحوار مفيد} لكن لم يتسن لرويترز التحقق.", "الوزير") == [[]]
    # "the director of the channel Al Jazeera"
    assert through("‹قال› الوزير خلال لقاء مدير قناة الجزيرة إن {الحوار مفيد}.", "الوزير") == [[]]
    # The name of a newspaper inside the content, and everyday words that are also names ("together", "dowry").
    assert through("‹قال› الوزير إن {وكالة تاس نشرت الخبر}.", "الوزير") == [[]]
    assert through("‹قال› الوزير مع مهر الفرس إن {الحوار مفيد}.", "الوزير") == [[]]
