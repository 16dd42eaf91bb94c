"""Tokens are slices of the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.folding import folded_form
from extract.language.tokens import tokenize


def words_of(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


PIECES = st.sampled_from(["قال", " ", "\n", '"', "«", "3.5", "٣٫٥", ".", ",", "و", "\u200f", "\u064b", "#", "_", "a"])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
def test_forms_are_the_folded_slices_in_order(text: str) -> None:
    tokens = tokenize(text)
    position = 0
    for start, end, form in zip(tokens.starts, tokens.ends, tokens.forms, strict=True):
        assert position <= start < end <= len(text)
        assert form and form == folded_form(text[start:end])
        position = end
    assert len(tokens.is_word) == len(tokens)


@given(st.lists(st.sampled_from(["قال", "الوزير", "إن", "غزة", "مسؤولون"]), min_size=1, max_size=8))
def test_no_word_is_lost(words: list[str]) -> None:
    assert words_of("، ".join(words)) == [piece for word in words for piece in (word, "،")][:-1]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("بلغ 5.3 مليون", ["بلغ", "5.3", "مليون"]),  # it reached 5.3 million
        ("1,250.75 دولار", ["1,250.75", "دولار"]),  # dollars
        ("في 7/10/2023", ["في", "7/10/2023"]),  # on 7/10/2023
        ("٣٫٥ في المئة", ["٣٫٥", "في", "المئة"]),  # 3.5 per cent
        ("عام 2024.", ["عام", "2024", "."]),  # in the year 2024
        ("كلمة.كلمة", ["كلمة", ".", "كلمة"]),  # word.word
        ("«نعم»،", ["«", "نعم", "»", "،"]),  # yes
        ("قالَ‏ نعم", ["قالَ", "نعم"]),  # said yes, with a vowel and a direction mark
        ("", []),
        ("\u200f\u200e", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [word.rstrip("\u200f") for word in words_of(text)] == tokens
