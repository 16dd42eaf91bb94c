"""Topics of statements and the words that show them."""

import pytest
from drafted import drafted

from extract.meaning.topic_evidence import content_words, stem
from extract.meaning.topics import topics


@pytest.mark.parametrize(
    ("content", "topic"),
    [
        ("وقف إطلاق النار ضرورة عاجلة", "ceasefire"),  # a ceasefire is urgently needed
        ("تخصيب اليورانيوم سيستمر", "nuclear_programme"),  # uranium enrichment will go on
        ("العقوبات الاقتصادية لن تُرفع", "sanctions"),  # the economic sanctions will not be lifted
        ("نتائج الانتخابات الرئاسية ستعلن غدا", "elections"),  # the results of the presidential election come tomorrow
        ("مكافحة الإرهاب والتطرف أولوية", "terrorism"),  # fighting terrorism and extremism is a priority
        ("سد النهضة يهدد مياه النيل", "water_dams"),  # the Renaissance dam threatens the Nile's water
    ],
)
def test_topic_of_plain_words(content: str, topic: str) -> None:
    document = drafted(f"‹قال› الوزير إن {{{content}}}.", "الوزير")  # "The minister said that ..."
    topics(document)
    draft = document.drafts[0]
    assert draft.topics[0] == topic
    assert 1 <= len(draft.topics) <= 3
    assert draft.topic_evidence
    assert all(document.text[span.start : span.end] == span.text for span in draft.topic_evidence)


def test_words_without_a_topic_still_get_one_but_no_evidence() -> None:
    # "The minister said that this is so."
    document = drafted("‹قال› الوزير إن {هذا كذلك}.", "الوزير")
    topics(document)
    assert len(document.drafts[0].topics) >= 1
    assert document.drafts[0].topic_evidence == ()


def test_no_drafts_is_no_error() -> None:
    document = drafted("خبر بلا تصريحات.")  # "news without statements"
    topics(document)
    assert document.drafts == []


def test_names_of_leaders_are_no_vocabulary() -> None:
    # "Putin rejects the agreement"
    document = drafted("‹قال› الوزير إن {بوتين يرفض الاتفاق}.", "الوزير")
    words = content_words(document, document.drafts[0])
    assert stem("بوتين") not in words
    assert stem("الاتفاق") in words
