"""Countries that statements are about, and those that speakers speak for."""

import pytest
from drafted import drafted

from extract.article import Article
from extract.document import Document
from extract.meaning.countries import countries
from extract.meaning.country_reader import CountryReader

# "The French foreign minister Pierre Martin said that Iran must respect the agreement."
FRENCH = "‹قال› وزير الخارجية الفرنسي بيير مارتان إن {على إيران احترام الاتفاق}."
SPEAKER = "وزير الخارجية الفرنسي بيير مارتان"


def test_named_country_with_evidence() -> None:
    document = drafted(FRENCH, SPEAKER)
    countries(document)
    draft = document.drafts[0]
    assert draft.countries == ("IR",)
    assert [span.text for span in draft.country_evidence] == ["إيران"]
    assert document.text[draft.country_evidence[0].start : draft.country_evidence[0].end] == "إيران"
    assert draft.speaker is not None and draft.speaker.country == "FR"


def test_own_country_is_left_out_beside_another() -> None:
    # "... that France rejects the attack on Ukraine"
    document = drafted("‹قال› وزير الخارجية الفرنسي بيير مارتان إن {فرنسا ترفض الهجوم على أوكرانيا}.", SPEAKER)
    countries(document)
    assert document.drafts[0].countries == ("UA",)


def test_own_country_is_kept_alone() -> None:
    # "... that France will hold elections"
    document = drafted("‹قال› وزير الخارجية الفرنسي بيير مارتان إن {فرنسا ستجري انتخابات}.", SPEAKER)
    countries(document)
    assert document.drafts[0].countries == ("FR",)


def test_no_country_gives_none() -> None:
    # "An expert said that prices will rise."
    document = drafted("‹قال› خبير إن {الأسعار سترتفع}.", "خبير")
    countries(document)
    assert document.drafts[0].countries == ()
    assert document.drafts[0].country_evidence == ()


@pytest.mark.parametrize(
    ("mention", "code"),
    [
        ("السفير الأمريكي في دمشق", "US"),  # the American ambassador in Damascus
        ("الكرملين", "RU"),  # the Kremlin
        ("المتحدث باسم الأمم المتحدة", "UN"),  # the spokesman of the United Nations
        ("المبعوث الأممي إلى ليبيا", "UN"),  # the UN envoy to Libya
        ("روسيا والصين", None),  # Russia and China
        ("خبير في القانون", None),  # an expert in law
    ],
)
def test_speaker_country_from_its_words(mention: str, code: str | None) -> None:
    document = Document(Article("a", f"قال {mention} إن الوضع صعب."))  # "... said that the situation is difficult"
    assert CountryReader(document).speaker(4, 4 + len(mention)) == code


def test_speaker_country_from_an_earlier_mention_of_the_name() -> None:
    # "The Swedish minister Lars Norlund arrived. Norlund said that ..."
    text = "وصل الوزير السويدي لارس نورلوند إلى المطار.\nوقال نورلوند إن الوضع صعب."
    start = text.rindex("نورلوند")
    assert CountryReader(Document(Article("a", text))).speaker(start, start + len("نورلوند")) == "SE"


def test_same_result_whatever_the_order_of_drafts() -> None:
    # "... said that Iran ... and added that the two countries will go on with the dialogue"
    marked = FRENCH + "\n‹وأضاف› أن {البلدين سيواصلان الحوار}."
    one, other = drafted(marked, SPEAKER), drafted(marked, SPEAKER)
    other.drafts.reverse()
    countries(one)
    countries(other)
    assert [draft.countries for draft in one.drafts] == [draft.countries for draft in reversed(other.drafts)]
