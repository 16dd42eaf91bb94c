"""The common words of news, told from names."""

from collections import Counter

import pytest

from extract.language.common_words import FOLDER, common_word, given_names
from extract.language.folding import folded_form


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وصلوا", "past"),  # they arrived
        ("التقوا", "past"),  # they met
        ("زارها", "past"),  # he visited her
        ("فاوضت", "past"),  # she negotiated
        ("يصوّت", "present"),  # he votes
        ("ستسيطر", "present"),  # she will control
        ("يلتقيان", "present"),  # they both meet
        ("يعتزمون", "present"),  # they intend
        ("وغادر", "and_past"),  # and he left
        ("وستغادر", "and_present"),  # and she will leave
        ("اتفاقهما", "noun"),  # their agreement
        ("مدينتين", "noun"),  # two cities
        ("بمساعدات", "noun"),  # with aid
        ("منطقة", "noun"),  # a region
        ("تبادل", "noun_verb"),  # an exchange, he exchanged
        ("مشتركة", "adjective"),  # common (f.)
        ("كبار", "adjective"),  # great (pl.)
        ("مجددا", "adverb"),  # anew
        ("لافروف", ""),  # Lavrov
        ("أوباما", ""),  # Obama
        ("شكري", ""),  # Shoukry, not "my thanks"
        ("الطاولة", ""),  # the table: the article says enough
        ("", ""),
    ],
)
def test_a_common_word_is_known_by_its_kind(word: str, expected: str) -> None:
    assert common_word(folded_form(word)) == expected


def test_a_given_name_is_no_common_word() -> None:
    assert folded_form("كريم") in given_names()  # Karim, "generous"


def test_lists_hold_arabic_words_and_no_line_twice() -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert [line for line, times in Counter(lines).items() if times > 1] == [], path.name
        assert [line for line in lines if not all(c == " " or "ء" <= c <= "ي" for c in line)] == [], path.name
