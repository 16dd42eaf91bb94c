"""Quotations that go on over paragraphs, each opened again."""

import pytest

from extract import Article, Statement, extract

# The minister said in a speech: «we want a just peace / «and will not accept occupation / «this is our last word».
FIRST, SECOND, THIRD = "نريد سلاما عادلا لشعبنا", "ولن نقبل باستمرار الاحتلال", "وهذه كلمتنا الأخيرة"


def said(text: str) -> list[Statement]:
    return extract(Article("a", text))


@pytest.mark.parametrize(("opening", "closing"), [("«", "»"), ('"', '"'), ("“", "”")])
def test_the_words_go_on_to_the_closing_mark(opening: str, closing: str) -> None:
    paragraphs = f"{opening}{FIRST}\n{opening}{SECOND}\n\n{opening}{THIRD}{closing}"
    (found,) = said(f"وقال وزير الخارجية الأردني في كلمته: {paragraphs}.\nثم غادر القاعة.")
    assert [span.text for span in found.content] == [FIRST, SECOND, THIRD]
    assert found.form == "direct"


def test_a_closed_quotation_does_not_go_on() -> None:
    (found,) = said(f"وقال وزير الخارجية الأردني: «{FIRST}».\n«{SECOND}» عنوان كتاب جديد.")
    assert [span.text for span in found.content] == [FIRST]


def test_a_quotation_with_a_cue_of_its_own_is_another_statement() -> None:
    text = f"وقال وزير الخارجية الأردني: «{FIRST}\n«{SECOND}»، قال رئيس الوزراء العراقي محمد السوداني."
    first, second = said(text)
    assert [span.text for span in first.content] == [FIRST]
    assert [span.text for span in second.content] == [SECOND]
    assert second.speaker.name == "محمد السوداني"
