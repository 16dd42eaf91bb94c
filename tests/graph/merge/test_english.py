"""English labels of offices, organisations, groups and unnamed sources, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_records import record

from graph.merge import merge
from graph.merge.english import gloss, with_article


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("مسؤول أمريكي رفيع", "Senior US Official"),
        ("مصادر إيرانية مطلعة", "Informed Iranian Sources"),
        ("المبعوث الأممي إلى اليمن", "UN Envoy to Yemen"),
        ("المبعوث الأممي لليمن", "UN Envoy for Yemen"),
        ("مجلس القيادة الرئاسي اليمني", "Yemeni Presidential Leadership Council"),
        ("وزارة الخارجية الألمانية", "German Foreign Ministry"),
        ("الخارجية المصرية", "Egyptian Foreign Ministry"),
        ("وزراء خارجية دول الخليج وأمريكا", "Foreign Ministers of States of the Gulf and the United States"),
        ("الفلسطينيون", "Palestinians"),
        ("مسؤولون أميركيون", "US Officials"),
        ("السلطات في بنغازي", "Authorities in Benghazi"),
        ("مكتب نتنياهو", "Office of Netanyahu"),
    ],
)
def test_known_words_are_turned_round(arabic: str, english: str) -> None:
    assert gloss(arabic) == (english, True)


def test_what_is_mostly_unknown_is_not_guessed() -> None:
    assert gloss("انتشار أسلحة الدمار الشامل") is None  # "spread of weapons of mass destruction": words of no list
    # "the spokesman of the Saffron party": one word of four is of no list
    assert gloss("المتحدث باسم حزب زعفران") == ("Spokesperson for Party of Zafran", False)


def test_articles_of_countries() -> None:
    assert with_article("United States") == "the United States"
    assert with_article("France") == "France"


def test_a_label_says_whether_it_was_romanised() -> None:
    made = merge(
        [record("مصادر إيرانية مطلعة", type="unnamed"), record("حزب زعفران", type="organization", article="b")]
    )
    marks = {speaker.label.ar: speaker.label.romanised for speaker in made.speakers}
    assert marks == {"مصادر إيرانية مطلعة": False, "حزب زعفران": True}


@given(st.text(max_size=60))
def test_any_text_does_no_harm(text: str) -> None:
    said = gloss(text)
    assert said is None or said[0].strip()
