"""Where and by what means something was said."""

import pytest
from drafted import drafted

from extract.meaning.occasion import occasion


def occasions(marked, *speakers):
    document = drafted(marked, *speakers)
    occasion(document)
    found = []
    for draft in document.drafts:
        one = draft.occasion
        assert one is None or document.text[one.start : one.end] == one.text
        found.append((one.kind, one.text) if one else None)
    return found


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("في مؤتمر صحفي", "press_conference", "في مؤتمر صحفي"),
        ("خلال المؤتمر الصحفي", "press_conference", "خلال المؤتمر الصحفي"),  # with the article on both words
        ("خلال لقائه السفير", "meeting", "خلال لقائه"),  # during his meeting with the ambassador
        ("في بيان", "statement", "في بيان"),
        ("عبر تويتر", "tweet", "عبر تويتر"),
        ("في اتصال هاتفي مع نظيره", "phone_call", "في اتصال هاتفي"),
        ("هاتفيا", "phone_call", "هاتفيا"),  # by telephone
        ("في كلمة له أمام الطلاب", "speech", "في كلمة له"),  # in a speech of his before the students
        ("في مقابلته", "interview", "في مقابلته"),
        ("على هامش القمة", "summit", "هامش القمة"),  # on the margins of the summit
        ("عقب اجتماع مغلق", "meeting", "عقب اجتماع مغلق"),  # after a closed meeting
        ("للصحفيين في مؤتمر صحفي", "press_conference", "في مؤتمر صحفي"),  # the more telling of the two
    ],
)
def test_after_the_cue(words, kind, text):
    assert occasions(f"‹قال› الوزير {words} إن {{المحادثات ستستمر}}.", "الوزير") == [(kind, text)]


def test_before_the_cue_and_after_the_content():
    assert occasions("وخلال مؤتمر صحفي، ‹قال› الوزير إن {الحوار مفيد}.", "الوزير")[0][0] == "press_conference"
    assert occasions("‹أدان› الوزير {الهجوم}، في بيان نشر أمس.", "الوزير")[0] == ("statement", "في بيان نشر")


def test_what_names_no_occasion():
    # "a word" is not a speech without a preposition; after another's remarks is no occasion of speaking.
    assert occasions("‹قال› الوزير كلمة حق إن {الحوار مفيد}.", "الوزير") == [None]
    assert occasions("‹قال› الوزير بعد تصريحات السفير إن {الحوار مفيد}.", "الوزير") == [None]
    assert occasions("‹قال› الوزير إن {السفير تحدث في مؤتمر صحفي}.", "الوزير") == [None]


def test_one_who_goes_on_speaks_on_the_same_occasion():
    found = occasions("‹قال› الوزير في بيان إن {الحوار مفيد}، ‹مؤكدا› أن {الوفد باق}.\n‹وأضاف›: {لن ننسحب}.", "الوزير")
    assert found == [("statement", "في بيان")] * 3
    # Another speaker's statement takes nothing over.
    assert (
        occasions("‹قال› الوزير في بيان إن {الحوار مفيد}. ‹وأكد› السفير أن {الوفد باق}.", "الوزير", "السفير")[1] is None
    )


def test_each_cue_has_its_own():
    marked = "‹قال› الوزير في بيان إن {الحوار مفيد}، وفي مؤتمر صحفي ‹أكد› السفير أن {الوفد باق}."
    assert [one[0] for one in occasions(marked, "الوزير", "السفير")] == ["statement", "press_conference"]
