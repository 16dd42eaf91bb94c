"""Countries that statements are about, and those that speakers speak for."""

import pytest
from drafted import drafted

from extract.article import Article
from extract.document import Document
from extract.language.tokens import tokenize
from extract.meaning.countries import countries
from extract.meaning.country_pointers import pointers
from extract.meaning.country_reader import CountryReader
from extract.meaning.country_scene import scene_of

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


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        # "The Swedish police arrived. The police said that ..."
        ("وصلت الشرطة السويدية إلى المكان.\nوقالت الشرطة إن الوضع هادئ.", "الشرطة", "SE"),
        # "Sweden votes. The minister of finance said that ..."
        ("تصوت السويد غدا، وتستعد السويد لذلك.\nوقال وزير المالية إن الوضع هادئ.", "وزير المالية", "SE"),
        # "Sweden votes. An analyst in Sweden said that ...": an analyst speaks for no country
        ("تصوت السويد غدا.\nوقال محلل في السويد إن الوضع هادئ.", "محلل في السويد", None),
        # "Some Arab states said that ...": no one country speaks
        ("تصوت السويد غدا.\nوقال وزراء الدول العربية إن الوضع هادئ.", "وزراء الدول العربية", None),
        # "Morocco's ambassador to South Africa and Botswana said that ..."
        ("قال سفير المغرب بجنوب أفريقيا وبوتسوانا إن الوضع هادئ.", "سفير المغرب بجنوب أفريقيا وبوتسوانا", "MA"),
    ],
)
def test_speaker_country_that_its_words_do_not_tell(text: str, mention: str, code: str | None) -> None:
    start = text.rindex(mention)
    assert CountryReader(Document(Article("a", text))).speaker(start, start + len(mention)) == code


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("{البلدين سيواصلان الحوار}", ("IR",)),  # the two countries will go on with the dialogue
        ("{العلاقات الثنائية تتقدم}", ("IR",)),  # bilateral relations progress
        ("{بلاده ستجري انتخابات}", ("FR",)),  # his country will hold elections
        ("{بلاده ستزود أوكرانيا بالغاز}", ("UA",)),  # his country will supply Ukraine with gas
    ],
)
def test_words_that_point_to_a_country(content: str, codes: tuple[str, ...]) -> None:
    # "The French minister met with his Iranian counterpart. He said that ..."
    lead = f"التقى {SPEAKER} نظيره الإيراني في باريس.\n"
    document = drafted(f"{lead}‹وقال› إن {content}.", SPEAKER)
    countries(document)
    assert document.drafts[0].countries == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("عبرت السفينة بحر الصين الجنوبي.", []),  # The ship crossed the South China Sea.
        ("عبرت السفينة مياه الصين.", ["CN"]),  # The ship crossed China's waters.
        ("بلغت الكلفة مليون دولار أمريكي.", []),  # The cost came to a million US dollars.
    ],
)
def test_names_that_mean_no_country(text: str, codes: list[str]) -> None:
    assert [hit.country for hit in CountryReader(Document(Article("a", text))).hits] == codes


@pytest.mark.parametrize(("source", "sure"), [("صحيفة عكاظ", {"SA"}), ("Okaz", {"SA"}), (None, set())])
def test_the_kingdom_is_that_of_the_outlet(source: str | None, sure: set[str]) -> None:
    # "The Kingdom welcomes the agreement."
    reader = CountryReader(Document(Article("a", "ترحب المملكة بالاتفاق.", source=source)))
    assert {hit.country for hit in reader.hits if hit.sure} == sure


@pytest.mark.parametrize(
    ("words", "dual"),
    [
        ("يسعى البلدان إلى الحوار", True),  # the two countries seek dialogue
        ("تسعى البلدان العربية إلى الحوار", False),  # the Arab countries seek dialogue
        ("دعم بعض البلدان", False),  # the support of some countries
    ],
)
def test_two_countries_or_many(words: str, dual: bool) -> None:
    assert ("both" in pointers(tokenize(words).forms)) == dual


def test_states_taken_up_together() -> None:
    # "... visited Egypt, Sudan and Ethiopia. He said that these states have agreed."
    lead = f"زار {SPEAKER} مصر والسودان وإثيوبيا.\n"
    document = drafted(f"{lead}‹وقال› إن {{هذه الدول اتفقت على التعاون}}.", SPEAKER)
    reader = CountryReader(document)
    scene = scene_of(document, reader, document.drafts[0], frozenset(), document.drafts[1:])
    assert scene.those == ("EG", "SD", "ET")
    assert scene.referred == {"EG": "those", "SD": "those", "ET": "those"}


def test_same_result_whatever_the_order_of_drafts() -> None:
    # "... said that Iran ... and added that the two countries will go on with the dialogue"
    marked = FRENCH + "\n‹وأضاف› أن {البلدين سيواصلان الحوار}."
    one, other = drafted(marked, SPEAKER), drafted(marked, SPEAKER)
    other.drafts.reverse()
    countries(one)
    countries(other)
    assert [draft.countries for draft in one.drafts] == [draft.countries for draft in reversed(other.drafts)]
