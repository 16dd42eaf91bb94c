"""Sentences and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.sentences import sentence_numbers
from extract.language.tokens import tokenize


def split(text: str) -> list[str]:
    """Return the sentences, a bar before each that begins a paragraph but the first."""
    tokens = tokenize(text)
    sentences, paragraphs = sentence_numbers(text, tokens)
    found: list[str] = []
    for number in sorted(set(sentences)):
        places = [i for i, sentence in enumerate(sentences) if sentence == number]
        begins = places[0] and paragraphs[places[0]] != paragraphs[places[0] - 1]
        found.append(("| " if begins else "") + text[tokens.starts[places[0]] : tokens.ends[places[-1]]])
    return found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # The meeting ended. The delegation left.
        ("انتهى الاجتماع. غادر الوفد.", ["انتهى الاجتماع.", "غادر الوفد."]),
        ("انتهى الاجتماع.وغادر الوفد", ["انتهى الاجتماع.", "وغادر الوفد"]),  # glued
        ("هل ينتهي؟نعم!حسنا", ["هل ينتهي؟", "نعم!", "حسنا"]),  # will it end? yes! well
        ("انتهى الاجتماع.\nغادر الوفد", ["انتهى الاجتماع.", "| غادر الوفد"]),
        ("عنوان بلا نقطة\n\nغادر الوفد", ["عنوان بلا نقطة", "| غادر الوفد"]),  # a heading without a full stop
        ("قال د. أحمد ذلك. ثم غادر", ["قال د. أحمد ذلك.", "ثم غادر"]),  # Dr Ahmad said it. Then he left
        ("نقلته ا.ف.ب. أمس", ["نقلته ا.ف.ب. أمس"]),  # AFP carried it yesterday
        ("سياسة U.S. هناك", ["سياسة U.S. هناك"]),  # U.S. policy there
        ("موقع example.com أمس", ["موقع example.com أمس"]),  # the site yesterday
        ("بلغ 5.3 مليون. ثم غادر", ["بلغ 5.3 مليون.", "ثم غادر"]),
        ("عام 2024. ثم غادر", ["عام 2024.", "ثم غادر"]),
        ("ربما... سيأتي", ["ربما... سيأتي"]),  # perhaps... he will come
        ('قال "لن نقبل." وأضاف', ['قال "لن نقبل."', "وأضاف"]),  # "we will not accept." and he added
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.lists(st.sampled_from(["قال", ".", "؟", "\n", " ", '"', "د", "3", "…"]), max_size=40).map("".join))
def test_numbers_never_fall_and_a_paragraph_ends_a_sentence(text: str) -> None:
    tokens = tokenize(text)
    sentences, paragraphs = sentence_numbers(text, tokens)
    assert len(sentences) == len(paragraphs) == len(tokens)
    for i in range(1, len(tokens)):
        assert sentences[i] - sentences[i - 1] in (0, 1)
        broken = "\n" in text[tokens.ends[i - 1] : tokens.starts[i]]
        assert paragraphs[i] - paragraphs[i - 1] == int(broken)
        assert not broken or sentences[i] > sentences[i - 1]
