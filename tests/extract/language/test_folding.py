"""Folding keeps every offset: one code point for one code point."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.folding import MARK, fold, folded_form

ARABIC_BLOCKS = [(0x0600, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0900), (0xFB50, 0xFE00), (0xFE70, 0xFF00)]


def test_every_code_point_folds_to_one() -> None:
    for code in range(sys.maxunicode + 1):
        assert len(fold(chr(code))) == 1, f"U+{code:04X}"


@given(
    st.text(st.one_of(st.characters(), *(st.characters(min_codepoint=a, max_codepoint=b) for a, b in ARABIC_BLOCKS)))
)
def test_folding_is_per_character_and_settled_after_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "".join(fold(character) for character in text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("أعلنَ الرئيسُ", "اعلن الرييس"),  # the president announced: hamza seats and vowels
        ("إلى آخره", "الي اخره"),  # and so on: hamza below, madda, alef maqsura
        ("المسؤولة", "المسووله"),  # the official (f.): hamza on waw, ta marbuta
        ("محـــمد", "محمد"),  # Muhammad with tatweel
        ("مؤكّدًا", "موكدا"),  # affirming: shadda and tanwin
        ("ﻗﺎﻝ", "قال"),  # said, in presentation forms
        ("دمیتری پوتین", "دميتري بوتين"),  # Persian letters
        ("گوتيريش", "غوتيريش"),  # Guterres with gaf
        ("٢٠٢٤ و۱۲", "2024 و12"),  # Arabic-Indic and Persian digits
        ("\u202bقال\u200f \u2067نعم\u2069", "قال نعم"),  # said yes, between direction marks
        ("مي\u200cخواهد\ufeff", "ميخواهد"),  # zero-width non-joiner and byte-order mark
        ("الناتو NATO", "الناتو nato"),
    ],
)
def test_spellings_that_look_alike_are_looked_up_alike(written: str, looked_up: str) -> None:
    assert folded_form(written) == looked_up


def test_what_a_reader_does_not_see_becomes_a_mark() -> None:
    unseen = "\u064b\u0652\u0670\u0640\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u00ad\ufeff"
    assert set(fold(unseen)) == {MARK}
    assert folded_form(unseen) == ""


def test_a_ligature_keeps_its_one_place() -> None:
    assert fold("ﻻ") == "ل"
