"""Where the words said begin and end, and in what form they are."""

import pytest
from read import content, single, statements


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        # The Egyptian foreign minister said that his country supports the political solution in Libya.
        (
            "قال وزير الخارجية المصري سامح عاشور إن بلاده تدعم الحل السياسي في ليبيا.",
            "بلاده تدعم الحل السياسي في ليبيا",
            "indirect",
        ),
        # The Ukrainian president said: "we need more weapons to defend our cities".
        (
            'قال الرئيس الأوكراني فولوديمير زيلينسكي: "نحتاج إلى المزيد من الأسلحة للدفاع عن مدننا".',
            "نحتاج إلى المزيد من الأسلحة للدفاع عن مدننا",
            "direct",
        ),
        # The White House said that Washington is "deeply concerned at the humanitarian situation" in Sudan.
        (
            'وقال البيت الأبيض إن واشنطن "قلقة للغاية من تدهور الوضع الإنساني" في السودان.',
            'واشنطن "قلقة للغاية من تدهور الوضع الإنساني" في السودان',
            "mixed",
        ),
        # The Iraqi government welcomed the agreement between Saudi Arabia and Iran: the clitic stays.
        ("رحبت الحكومة العراقية بالاتفاق بين السعودية وإيران.", "بالاتفاق بين السعودية وإيران", "indirect"),
        # The secretary-general warned of a humanitarian disaster in Sudan: the preposition is outside.
        (
            "حذر الأمين العام للأمم المتحدة أنطونيو غوتيريش من كارثة إنسانية في السودان.",
            "كارثة إنسانية في السودان",
            "indirect",
        ),
        # The Jordanian Foreign Ministry condemned the attack on the embassy in Khartoum.
        ("أدانت وزارة الخارجية الأردنية الهجوم على السفارة في الخرطوم.", "الهجوم على السفارة في الخرطوم", "indirect"),
        # The French president expressed his concern at the escalation in Lebanon.
        (
            "أعرب الرئيس الفرنسي إيمانويل ماكرون عن قلقه من التصعيد في لبنان.",
            "قلقه من التصعيد في لبنان",
            "indirect",
        ),
        # The Tunisian prime minister: a colon and no marks.
        ("قال رئيس الحكومة التونسي: نحن ملتزمون بالإصلاح.", "نحن ملتزمون بالإصلاح", "indirect"),
    ],
)
def test_content_and_form(text: str, words: str, form: str) -> None:
    found = single(text)
    assert content(found) == [words]
    assert found.form == form


def test_a_term_in_quote_marks_does_not_make_speech_mixed() -> None:
    # The Foreign Ministry stressed that it rejects the "deal" outright.
    assert single('أكدت وزارة الخارجية الأردنية أنها ترفض "الصفقة" رفضا تاما.').form == "indirect"


def test_the_writers_background_is_no_content() -> None:
    # The minister said the meeting ended. The delegation had arrived yesterday.
    assert content(single("قال الوزير إن الاجتماع انتهى. وكان الوفد قد وصل أمس.")) == ["الاجتماع انتهى"]


def test_content_stops_before_the_next_cue() -> None:
    # The Tunisian president said his country faces a crisis, affirming ..., pointing out ..., calling for unity.
    found = statements(
        "قال الرئيس التونسي قيس سعيد إن بلاده تواجه أزمة اقتصادية، مؤكدا أن الحكومة ستعمل على خفض الأسعار، "
        "مشيرا إلى أن المفاوضات مستمرة، داعيا إلى الوحدة الوطنية."
    )
    assert [(one.cue.text, *content(one)) for one in found] == [
        ("قال", "بلاده تواجه أزمة اقتصادية"),
        ("مؤكدا", "الحكومة ستعمل على خفض الأسعار"),
        ("مشيرا", "المفاوضات مستمرة"),
        ("داعيا", "الوحدة الوطنية"),
    ]


def test_time_and_place_of_speaking_are_outside() -> None:
    # The minister said, on Thursday, at a press conference in Cairo, that his country supports the solution.
    found = single("قال وزير الخارجية المصري، الخميس، في مؤتمر صحفي بالقاهرة إن بلاده تدعم الحل السياسي في ليبيا.")
    assert content(found) == ["بلاده تدعم الحل السياسي في ليبيا"]


def test_the_addressee_of_a_call_is_outside() -> None:
    # Saudi Arabia welcomed the agreement, calling on all parties for restraint.
    found = statements("رحبت السعودية بالاتفاق، داعية جميع الأطراف إلى ضبط النفس.")
    assert content(found[-1]) == ["ضبط النفس"]


def test_nested_statements() -> None:
    # The spokesman said that the king affirmed that Jordan will not allow the displacement of Palestinians.
    text = "قال المتحدث باسم الحكومة إن الملك أكد أن الأردن لن يسمح بتهجير الفلسطينيين."
    outer, inner = statements(text)
    assert content(outer) == ["الملك أكد أن الأردن لن يسمح بتهجير الفلسطينيين"]
    assert content(inner) == ["الأردن لن يسمح بتهجير الفلسطينيين"]
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert inner.speaker.mention == "الملك"


@pytest.mark.parametrize(
    "text",
    [
        "بحث الجانبان سبل تعزيز التعاون.",  # the two sides discussed ways to strengthen cooperation
        "التقى الوزير نظيره الفرنسي في باريس.",  # the minister met his French counterpart
        "وصل الرئيس إلى القاهرة صباح الخميس.",  # the president arrived in Cairo
    ],
)
def test_events_are_no_statements(text: str) -> None:
    assert statements(text) == []


INVERTED = '"لن نقبل بأي تدخل في شؤوننا الداخلية"'  # "we shall accept no interference in our internal affairs"


def test_words_before_a_verbless_attribution() -> None:
    found = single(INVERTED + "، على حد تعبير الوزير.")  # as the minister put it
    assert content(found) == ["لن نقبل بأي تدخل في شؤوننا الداخلية"]
    assert found.form == "direct"


SO_SAID = pytest.param("هكذا قال", marks=pytest.mark.xfail(reason="a word between quotation and verb", strict=True))


@pytest.mark.parametrize("verb", ["قال", SO_SAID, "يقول"])  # said; so said; says
def test_words_before_their_verb(verb: str) -> None:
    found = single(f"{INVERTED}، {verb} وزير الخارجية الجزائري أحمد عطاف.")
    assert content(found) == ["لن نقبل بأي تدخل في شؤوننا الداخلية"]


def test_words_on_both_sides_of_their_verb() -> None:
    found = single(INVERTED + '، قال الوزير، "وسنواصل الدفاع عن سيادتنا".')  # "and we shall go on to defend ..."
    assert content(found) == ["لن نقبل بأي تدخل في شؤوننا الداخلية", "وسنواصل الدفاع عن سيادتنا"]
