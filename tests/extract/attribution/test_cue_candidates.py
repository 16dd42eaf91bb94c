"""Which words are proposed as cues, and where their words may begin."""

import pytest
from read import context_of, cue_at

from extract.attribution.lexicon import attribution_phrases, entries, phrases_by_head
from extract.attribution.places import starts


@pytest.mark.parametrize(
    ("text", "word", "pos", "key"),
    [
        ("وأضافت الوزيرة أن الاتفاق قريب", "وأضافت", "pv", "adafa"),  # and the minister (f.) added
        ("ويقول الوزير إن الاتفاق قريب", "ويقول", "iv", "qala"),  # the minister says
        ("مشيرا إلى أن الاتفاق قريب", "مشيرا", "ap", "ashara"),  # pointing out
        ("جاء ذلك بعد تأكيده أن الاتفاق قريب", "تأكيده", "vn", "akkada"),  # his affirming
        ("بحسب الوزير فإن الاتفاق قريب", "بحسب", "phrase", "attribution_bi_hasab"),  # according to
        ("ووفقا للوزير، فإن الاتفاق قريب", "ووفقا", "phrase", "attribution_wafqan_li"),
        ("الاتفاق قريب، على حد تعبيره", "على", "phrase", "attribution_ala_hadd_tabir"),  # as he put it
        ("في رأي الوزير فإن الاتفاق قريب", "في", "phrase", "attribution_fi_ray"),  # in the view of
        ("أعرب الرئيس عن أمله في السلام", "أعرب", "pv", "phrase_araba_an"),  # expressed: a phrase with its tail
        ("رد الوزير بأن الاتفاق قريب", "رد", "pv", "radda"),  # replied
    ],
)
def test_proposals(text: str, word: str, pos: str, key: str) -> None:
    cue = cue_at(context_of(text), word)
    assert (cue.pos, cue.entry.key) == (pos, key)


@pytest.mark.parametrize(
    "text",
    [
        "بالإضافة إلى ذلك وصل الوفد",  # in addition
        "زاد من الضغط",  # it increased the pressure
        "كما يقال",  # as they say
        "القرار المعلن",  # the declared decision: an adjective with the article
        "وصل الوفد إلى المطار",  # the delegation reached the airport
        "",
    ],
)
def test_what_is_no_cue(text: str) -> None:
    assert context_of(text).cues == []


def test_a_phrase_counts_its_tail_across_its_subject() -> None:
    context = context_of("أعرب الرئيس الفرنسي عن قلقه من التصعيد")  # the French president expressed his concern
    cue = cue_at(context, "أعرب")
    assert cue.phrase and cue.last == cue.first + 1
    assert context.document.span(cue.first, cue.tail_end).text == "أعرب الرئيس الفرنسي عن"


def test_an_attribution_may_carry_a_pronoun() -> None:
    context = context_of("الاتفاق قريب، على حد تعبيرها")  # as she put it
    cue = cue_at(context, "على")
    assert context.document.span(cue.first, cue.last).text == "على حد تعبيرها"


@pytest.mark.parametrize("text", ["في رأي الوزير", "على حد تعبيره", "من وجهة نظره"])
def test_no_cue_inside_an_attribution(text: str) -> None:
    assert len(context_of(text).cues) == 1


@pytest.mark.parametrize(
    ("text", "word", "kind", "first"),
    [
        ("أكد الوزير أن الاتفاق قريب", "أكد", "clause", "الاتفاق"),  # affirmed that the agreement is near
        ("أكد الوزير أنه قريب", "أكد", "pronoun", "أنه"),  # affirmed that he is near
        ('قال الوزير: "نعم للسلام"', "قال", "colon_quote", "نعم"),  # said: "yes to peace"
        ("دعا الوزير إلى وقف النار", "دعا", "prep", "وقف"),  # called for a cease-fire
        ("رحب الوزير بالاتفاق", "رحب", "clitic", "بالاتفاق"),  # welcomed the agreement
        ("اتهم الوزير إسرائيل بالقتل", "اتهم", "object", "إسرائيل"),  # accused Israel of killing
        ("أعرب الوزير عن قلقه", "أعرب", "tail", "قلقه"),  # expressed his concern
    ],
)
def test_openings_of_the_content(text: str, word: str, kind: str, first: str) -> None:
    context = context_of(text)
    found = {
        (start.kind, context.document.span(start.token, start.token + 1).text)
        for start in starts(context, cue_at(context, word))
    }
    assert any(opening == first and name == kind for name, opening in found), found


def test_every_phrase_hangs_on_a_verb_of_the_lexicon() -> None:
    headed = {entry.key for rows in phrases_by_head().values() for entry in rows}
    assert headed == {entry.key for entry in entries().values() if entry.kind == "ReportingPhrase"}
    assert set(phrases_by_head()) <= set(entries())
    assert all(words[0] == first for first, rows in attribution_phrases().items() for words, _ in rows)
