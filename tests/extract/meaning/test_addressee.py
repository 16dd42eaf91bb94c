"""To whom something was said."""

import pytest
from drafted import drafted

from extract.meaning.addressee import addressee


def spoken_to(marked, *speakers):
    document = drafted(marked, *speakers)
    addressee(document)
    found = []
    for draft in document.drafts:
        one = draft.addressee
        assert one is None or document.text[one.start : one.end] == one.mention
        found.append((one.name, one.mention) if one else None)
    return found


@pytest.mark.parametrize(
    ("marked", "name", "mention"),
    [
        ("‹قال› الوزير لرئيس البعثة إن {الحوار مفيد}.", "رئيس البعثة", "رئيس البعثة"),  # told the head of mission
        ("‹قال› الوزير للصحفيين إن {الحوار مفيد}.", "الصحفيين", "للصحفيين"),  # told the journalists
        ("‹قال› الوزير أمس للصحفيين إن {الحوار مفيد}.", "الصحفيين", "للصحفيين"),  # ... yesterday
        ("‹أبلغ› الوزير الاتحاد الأوروبي أن {الحوار مفيد}.", "الاتحاد الأوروبي", "الاتحاد الأوروبي"),  # informed the EU
        ("‹دعا› الوزير المجتمع الدولي إلى {التحرك}.", "المجتمع الدولي", "المجتمع الدولي"),  # called on the world
        ("‹دعا› الوزير كوريا الشمالية إلى {التحرك}.", "كوريا الشمالية", "كوريا الشمالية"),  # a name of two words
        ("‹حث› الوزير، الأربعاء، إسرائيل على {التهدئة}.", "إسرائيل", "إسرائيل"),  # urged Israel
        ("‹طالب› الوزير الحكومة السورية {بوقف القصف}.", "الحكومة السورية", "الحكومة السورية"),  # demanded of
        ("‹حذر› الوزير واشنطن من {مغبة التصعيد}.", "واشنطن", "واشنطن"),  # warned Washington
        ("وجه الوزير ‹تحذيرا› لواشنطن من {مغبة التصعيد}.", "واشنطن", "واشنطن"),  # a warning to Washington
        ("كان الوزير قد ‹أبلغ› المبعوث الأممي {بضرورة التهدئة}.", "المبعوث الأممي", "المبعوث الأممي"),
        ("‹وطلب› الوزير من الأمين العام للأمم المتحدة {عقد جلسة}.", "الأمين العام للأمم المتحدة",
         "الأمين العام للأمم المتحدة"),  # asked of the Secretary-General
        ("‹قال› الوزير لوزير الخارجية حسان الراوي إن {الحوار مفيد}.", "حسان الراوي", "وزير الخارجية حسان الراوي"),
    ],
)  # fmt: skip
def test_slots(marked, name, mention):
    assert spoken_to(marked, "الوزير") == [(name, mention)]


def test_with_whom_one_telephoned():
    found = spoken_to("‹أكد› الوزير في اتصال هاتفي مع نظيره الفرنسي أن {الحوار مفيد}.", "الوزير")
    assert found == [("نظيره الفرنسي", "نظيره الفرنسي")]  # in a telephone call with his French counterpart


def test_a_known_speaker_lends_the_full_name():
    marked = "‹قال› حسان الراوي إن {الحوار مفيد}. ‹دعا› الوزير الراوي إلى {التهدئة}."
    document = drafted(marked, "حسان الراوي", "الوزير")
    document.drafts[0].speaker = document.drafts[0].speaker.__class__("حسان الراوي", "الراوي", 0, 1, "person")
    addressee(document)
    assert document.drafts[1].addressee.name == "حسان الراوي"


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("‹قال› الوزير لقناة الجزيرة إن {الحوار مفيد}.", "الوزير"),  # a medium is via
        ("‹قال› الأمين العام للأمم المتحدة إن {الحوار مفيد}.", "الأمين العام للأمم المتحدة"),  # part of the title
        ("‹دعا› الوزير حسان الراوي إلى {التهدئة}.", "الوزير"),  # the rest of the speaker's name
        ("‹دعا› الوزير إلى {التهدئة}.", "الوزير"),
        ("‹اعتذر› الوزير لنظيره عن {التأخر}.", "الوزير"),  # "his counterpart" alone names nobody
        ("‹يطالب› مشرعون {بتحقيق واسع}.", "مشرعون"),  # lawmakers demand: a subject
        ("ورد الوزير على ‹تحذير› روسيا من {مغبة التصعيد}.", "الوزير"),  # Russia's warning, not one to Russia
        ("‹قال› الوزير له إن {الحوار مفيد}.", "الوزير"),  # "to him"
    ],
)
def test_when_in_doubt_there_is_none(marked, speaker):
    assert spoken_to(marked, speaker) == [None]
