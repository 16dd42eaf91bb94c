"""Who speaks, under what name: mentions, implicit subjects and coreference inside one article."""

import pytest
from read import single, statements

RUSSIAN = "قال المتحدث باسم الكرملين دميتري بيسكوف إن روسيا لا تريد الحرب. "  # Russia does not want war


@pytest.mark.parametrize(
    ("subject", "name", "kind", "role"),
    [
        # The Tunisian president Kais Saied: title, nationality, name
        ("الرئيس التونسي قيس سعيد", "قيس سعيد", "person", "الرئيس التونسي"),
        # the Kremlin spokesman Dmitry Peskov
        ("المتحدث باسم الكرملين دميتري بيسكوف", "دميتري بيسكوف", "person", "المتحدث باسم الكرملين"),
        # the secretary-general of the United Nations
        ("الأمين العام للأمم المتحدة أنطونيو غوتيريش", "أنطونيو غوتيريش", "person", "الأمين العام للأمم المتحدة"),
        # Dmitry Peskov, the Kremlin spokesman: the name first, between commas
        ("دميتري بيسكوف، المتحدث باسم الكرملين،", "دميتري بيسكوف", "person", "المتحدث باسم الكرملين"),
        # Sami Abu Zuhri the spokesman of Hamas: the name first, without a comma
        ("سامي أبو زهري المتحدث باسم حركة حماس", "سامي أبو زهري", "person", "المتحدث باسم حركة حماس"),
        # the Egyptian foreign minister: a role alone
        ("وزير الخارجية المصري", "وزير الخارجية المصري", "person", "وزير الخارجية المصري"),
        # a high American official
        ("مسؤول أمريكي رفيع", "مسؤول أمريكي رفيع", "unnamed", None),
        # a diplomatic source
        ("مصدر دبلوماسي", "مصدر دبلوماسي", "unnamed", None),
        # officials in the Ministry of Defence
        ("مسؤولون في وزارة الدفاع", "مسؤولون في وزارة الدفاع", "group", None),
        # the Lebanese Ministry of Health
        ("وزارة الصحة اللبنانية", "وزارة الصحة اللبنانية", "organization", None),
        # the White House
        ("البيت الأبيض", "البيت الأبيض", "organization", None),
        # the French minister and his German counterpart
        ("الوزير الفرنسي ونظيره الألماني", "الوزير الفرنسي ونظيره الألماني", "group", None),
    ],
)
def test_the_subject_after_its_verb(subject: str, name: str, kind: str, role: str | None) -> None:
    found = single(f"قال {subject} إن الحل السياسي ممكن.")  # said that a political solution is possible
    assert found.speaker.mention == subject.rstrip("،")
    assert (found.speaker.name, found.speaker.type, found.speaker.role) == (name, kind, role)
    assert not found.speaker.implicit


def test_the_subject_before_its_verb() -> None:
    # The Egyptian foreign minister, on Thursday, said ...
    found = single("الرئيس التونسي قيس سعيد أكد أن الحكومة ستعمل على خفض الأسعار.")
    assert found.speaker.name == "قيس سعيد"


def test_the_subject_of_a_verbless_attribution() -> None:
    # According to the Finance Minister Muhammad Jadaan, the budget will show a surplus.
    found = single("وبحسب وزير المالية محمد الجدعان، فإن الميزانية ستسجل فائضا هذا العام.")
    assert (found.cue.text, found.speaker.name) == ("وبحسب", "محمد الجدعان")


def test_an_implicit_subject_is_the_last_speaker() -> None:
    # The Russian spokeswoman said ... . And she added ...
    first, second = statements(
        "قالت الناطقة باسم الخارجية الروسية ماريا زاخاروفا إن موسكو سترد على العقوبات. وأضافت أن روسيا مستعدة للحوار."
    )
    assert second.speaker.implicit
    assert second.speaker.name == first.speaker.name == "ماريا زاخاروفا"
    assert second.speaker.start == first.speaker.start


def test_chained_participles_keep_the_speaker() -> None:
    found = statements(
        # said ..., affirming ..., pointing out ..., calling for ...
        "قال الرئيس التونسي قيس سعيد إن بلاده تواجه أزمة اقتصادية، مؤكدا أن الحكومة ستعمل على خفض الأسعار، "
        "مشيرا إلى أن المفاوضات مستمرة، داعيا إلى الوحدة الوطنية."
    )
    assert len(found) == 4
    assert {one.speaker.name for one in found} == {"قيس سعيد"}
    assert len({one.speaker.start for one in found}) == 1


@pytest.mark.parametrize(
    ("mention", "what"),
    [
        ("بيسكوف", "the surname"),
        ("المتحدث باسم الكرملين", "the role alone"),
        ("المتحدث", "the head of the role"),
        ("دميترى بيسكوف", "another spelling"),
    ],
)
def test_later_mentions_are_the_same_person(mention: str, what: str) -> None:
    _, second = statements(f"{RUSSIAN}وأكد {mention} أن المفاوضات مستمرة.")  # negotiations go on
    assert second.speaker.mention == mention
    assert second.speaker.name == "دميتري بيسكوف", what


def test_the_fullest_name_serves_for_every_mention() -> None:
    # Peskov said ... The Kremlin spokesman Dmitry Peskov affirmed ...
    found = statements(
        "قال بيسكوف إن روسيا لا تريد الحرب. وأكد المتحدث باسم الكرملين دميتري بيسكوف أن المفاوضات مستمرة."
    )
    assert [one.speaker.name for one in found] == ["دميتري بيسكوف"] * 2


def test_the_same_role_of_two_countries_is_two_people() -> None:
    # The American foreign minister ... The French foreign minister ... The American foreign minister ...
    found = statements(
        "قال وزير الخارجية الأمريكي أنتوني بلينكن إن الهدنة قريبة. "
        "وقال وزير الخارجية الفرنسي ستيفان سيجورنيه إن باريس تدعم الهدنة. "
        "وأكد وزير الخارجية الأمريكي أن واشنطن ملتزمة."
    )
    assert [one.speaker.name for one in found] == ["أنتوني بلينكن", "ستيفان سيجورنيه", "أنتوني بلينكن"]


def test_a_new_name_with_the_same_role_is_another_person() -> None:
    # The Kremlin spokesman Dmitry Peskov ... The Kremlin spokeswoman's new colleague under the same title ...
    found = statements(f"{RUSSIAN}وأكد المتحدث باسم الكرملين فلاديمير سوروكين أن المفاوضات مستمرة.")
    assert [one.speaker.name for one in found] == ["دميتري بيسكوف", "فلاديمير سوروكين"]


def test_a_statement_speaks_for_its_issuer() -> None:
    # The Lebanese Ministry of Health announced ... And the statement added ...
    first, second = statements(
        "أعلنت وزارة الصحة اللبنانية أن عشرة أشخاص قتلوا في الغارة على الجنوب. "
        "وأضاف البيان أن الجرحى نقلوا إلى المستشفيات."
    )
    assert second.speaker.mention == "البيان"
    assert second.speaker.name == first.speaker.name == "وزارة الصحة اللبنانية"


def test_the_country_spoken_for() -> None:
    assert single("قال الرئيس التونسي قيس سعيد إن الحل السياسي ممكن.").speaker.country == "TN"
    assert single("قال المتحدث باسم الكرملين دميتري بيسكوف إن الحل السياسي ممكن.").speaker.country == "RU"
    assert single("حذر الأمين العام للأمم المتحدة أنطونيو غوتيريش من كارثة إنسانية.").speaker.country == "UN"


@pytest.mark.parametrize("name", ["أحمد عطاف", "نجيب ميقاتي"])
def test_given_names_that_are_first_person_verbs(name: str) -> None:
    assert single(f"قال رئيس الوزراء اللبناني {name} إن الحل السياسي ممكن.").speaker.name == name


def test_a_surname_that_is_a_verb_with_a_pronoun() -> None:
    # The Egyptian foreign minister Sameh Shoukry said ... And Shoukry added ...
    found = statements("قال وزير الخارجية المصري سامح شكري إن الحل ممكن. وأضاف شكري أن القاهرة ترفض التدخل.")
    assert [one.speaker.name for one in found] == ["سامح شكري"] * 2


def test_a_name_after_the_body_its_title_ends_in() -> None:
    # the government spokesman Faisal Shboul
    assert single("قال المتحدث باسم الحكومة فيصل الشبول إن الحل السياسي ممكن.").speaker.name == "فيصل الشبول"


def test_a_name_and_its_title_before_the_verb() -> None:
    # Sergei Lavrov, the Russian foreign minister, said ...
    assert single("سيرغي لافروف، وزير الخارجية الروسي، قال إن الحل السياسي ممكن.").speaker.name == "سيرغي لافروف"


def test_the_clitic_of_an_attribution_is_no_part_of_the_name() -> None:
    found = single("ووفقا للمتحدث باسم الحكومة، فإن المساعدات ستصل إلى غزة خلال يومين.")  # according to the spokesman
    assert found.speaker.name == "المتحدث باسم الحكومة"


def test_a_dual_title_is_a_group() -> None:
    # the foreign ministers of Egypt and Jordan
    assert single("قال وزيرا خارجية مصر والأردن إن التهدئة في غزة ضرورة.").speaker.type == "group"


def test_a_participle_has_no_subject_of_its_own() -> None:
    # The Tunisian president said ..., affirming that the government will work to lower prices.
    _, second = statements(
        "قال الرئيس التونسي قيس سعيد إن بلاده تواجه أزمة اقتصادية، مؤكدا أن الحكومة ستعمل على خفض الأسعار."
    )
    assert second.speaker.implicit


def test_a_given_name_behind_a_quoted_word_of_the_title() -> None:
    # The spokesman of the Egyptian presidency "al-Ittihadiya", Ahmad Fahmy, announced ...
    speaker = single('أعلن المتحدث باسم الرئاسة المصرية "الاتحادية" أحمد فهمي أن القمة ستعقد غدا.').speaker
    assert speaker.name == "أحمد فهمي"
    assert speaker.role == "المتحدث باسم الرئاسة المصرية الاتحادية"


def test_a_role_in_other_words_is_the_same_person() -> None:
    # The American president's special envoy for climate, John Walker, said ... According to the president's envoy ...
    first, second = statements(
        "قال المبعوث الخاص للرئيس الأمريكي لقضايا المناخ، جون ووكر، إن بلاده ستعود إلى الاتفاق.\n"
        "ووفقا لمبعوث الرئيس الأمريكي، فإن المفاوضات ستستأنف قريبا."
    )
    assert first.speaker.name == second.speaker.name == "جون ووكر"
