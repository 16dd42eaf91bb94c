"""One node per real person, and never one node for two."""

from __future__ import annotations

import pytest
from merge_records import record

from extract.statement import Statement
from graph.merge import merge
from graph.model import MergedGraph, Speaker

RU_SPOKESMAN = "المتحدث باسم الكرملين"  # the Kremlin's spokesman
RU_MINISTER = "وزير الخارجية الروسي"  # the Russian foreign minister


def persons(graph: MergedGraph) -> list[Speaker]:
    return [speaker for speaker in graph.speakers if speaker.kind == "person"]


def speaking(graph: MergedGraph) -> set[str]:
    return {statement.speaker for statement in graph.statements}


def test_family_name_full_name_and_role_are_one_person_with_three_labels() -> None:
    graph = merge(
        [
            record("بيسكوف", country="RU", day="2024-11-05"),  # Peskov
            record("ديمتري بيسكوف", role=RU_SPOKESMAN, country="RU", day="2024-11-06"),  # Dmitry Peskov
            record(RU_SPOKESMAN, country="RU", day="2024-11-07"),
        ]
    )
    assert len(speaking(graph)) == 1
    (person,) = persons(graph)
    assert {"بيسكوف", "ديمتري بيسكوف", RU_SPOKESMAN} <= set(person.labels)
    assert person.label.ar == "ديمتري بيسكوف"
    assert person.key.startswith("dmitry-")


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("سيرغي لافروف", "سيرجي لافروف", "RU"),  # Sergei: ghayn or jim
        ("دميترى بيسكوف", "ديميتري بيسكوف", "RU"),  # Dmitry: vowels moved
        ("بنيامين نتنياهو", "بنيامين نتانياهو", "IL"),  # Netanyahu: doubled vowel
        ("كوفي عنان", "كوفي أنان", "UN"),  # Annan: ayn or alef
        ("بان كي مون", "بان كي-مون", "UN"),  # Ban Ki-moon: hyphen
        ("عبدالله باتيلي", "عبد الله باتيلي", "UN"),  # Abdoulaye Bathily: compound
        ("نبيل أبو ردينة", "نبيل أبوردينة", "PS"),  # Abu Rudeineh: compound
        ("حسن نصرالله", "حسن نصر الله", "LB"),  # Nasrallah: compound
        ("جان إيف لو دريان", "جان إيف لودريان", "FR"),  # Le Drian: particle
        ("أحمد داود أوغلو", "أحمد داوود أوغلو", "TR"),  # Davutoglu
        ("نيكي هيلي", "نيكي هايلي", "US"),  # Haley
        ("أنغيلا ميركل", "انجيلا ميركل", "DE"),  # Merkel: hamza, jim
        ("فلاديمير بوتين", "فلاديمير #بوتن", "RU"),  # Putin: hash mark, vowel left out
        ("عادل الجبير", "عادل بن أحمد الجبير", "SA"),  # al-Jubeir: with the father's name
        ("رجب أردوغان", "رجب طيب أردوغان", "TR"),  # Erdogan: middle name
        ("شي جين بينغ", "شي جينبينغ", "CN"),  # Xi Jinping: spaces
        ("هدى الصالحة", "هدي الصالحه", "EG"),  # endings: alef maqsura, ta marbuta
    ],
)
def test_spelling_variants_are_one_person(one: str, other: str, country: str) -> None:
    graph = merge([record(one, country=country), record(other, country=country)])
    assert len(persons(graph)) == 1


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("جمال السعدي", "كمال السعدي", "EG"),  # Jamal and Kamal: jim and kaf are confused in foreign names only
        ("سالم الحمادي", "سليم الحمادي", "AE"),  # Salem and Salim
        ("حسن روحاني", "حسين روحاني", "IR"),  # Hassan and Hussein
        ("محمد بن سلمان", "محمد سلمان", "SA"),  # son of Salman, and a Salman
        ("سعد الحريري", "رفيق الحريري", "LB"),  # son and father
        ("جورج بوش", "جيب بوش", "US"),  # brothers
        ("عبد الله الأول", "عبد الله الثاني", "JO"),  # two kings of one name
    ],
)
def test_two_people_of_like_names_stay_two(one: str, other: str, country: str) -> None:
    graph = merge([record(one, country=country), record(other, country=country)])
    assert len(persons(graph)) == 2


def test_one_family_name_of_two_people_names_neither() -> None:
    graph = merge(
        [
            record("هيلاري كلينتون", country="US", day="2012-05-01"),
            record("بيل كلينتون", country="US", day="2012-06-01"),
            record("كلينتون", country="US", day="2012-05-20"),
        ]
    )
    assert len(speaking(graph)) == 3


def test_a_family_name_goes_to_the_one_in_its_own_article() -> None:
    graph = merge(
        [
            record("هيلاري كلينتون", article="a", country="US"),
            record("كلينتون", article="a", country="US"),
            record("بيل كلينتون", article="b", country="US"),
        ]
    )
    keys = {s.reports[0].record.speaker.name: s.speaker for s in graph.statements}
    assert keys["كلينتون"] == keys["هيلاري كلينتون"] != keys["بيل كلينتون"]


def test_a_family_name_goes_to_the_one_in_its_office() -> None:
    graph = merge(
        [
            record("هيلاري كلينتون", role="وزيرة الخارجية الأمريكية", country="US"),  # US Secretary of State
            record("بيل كلينتون", role="الرئيس الأمريكي الأسبق", country="US"),  # former US president
            record("كلينتون", role="وزيرة الخارجية الأميركية", country="US"),
        ]
    )
    keys = {s.reports[0].record.speaker.name: s.speaker for s in graph.statements}
    assert keys["كلينتون"] == keys["هيلاري كلينتون"] != keys["بيل كلينتون"]


def test_one_family_name_in_two_countries_is_two_people() -> None:
    graph = merge(
        [
            record("المالكي", role="وزير الخارجية الفلسطيني", country="PS"),  # Palestinian foreign minister
            record("المالكي", role="رئيس الوزراء العراقي", country="IQ"),  # Iraqi prime minister
        ]
    )
    assert len(persons(graph)) == 2


def test_equal_full_names_of_two_countries_stay_two_where_words_state_both() -> None:
    graph = merge(
        [
            record("محمد السعيدي", role="وزير الصحة المصري", country="EG"),  # Egyptian health minister
            record("محمد السعيدي", role="السفير الأردني", country="JO"),  # Jordanian ambassador
        ]
    )
    assert len(persons(graph)) == 2


def test_a_country_that_no_word_states_does_not_split_a_full_name() -> None:
    graph = merge(
        [
            record("سيرغي لافروف", mention="وزير الخارجية الروسي سيرغي لافروف", role=RU_MINISTER, country="RU"),
            record("سيرغي لافروف", role=RU_MINISTER, country="RU"),
            record("سيرغي لافروف", country="US"),  # a slip of extraction
        ]
    )
    assert len(persons(graph)) == 1
    assert persons(graph)[0].country == "RU"


def test_titles_and_roles_in_a_name_do_not_matter() -> None:
    graph = merge(
        [
            record("وزير الخارجية الروسي سيرغي لافروف", country="RU"),
            record("السيد سيرغي لافروف", country="RU"),
            record("«سيرغي لافروف»", country="RU"),
            record("سيرغي لافروف، وزير الخارجية الروسي", country="RU"),
        ]
    )
    (person,) = persons(graph)
    assert person.label.ar == "سيرغي لافروف"


def test_foreign_ministers_of_two_countries_are_two_offices() -> None:
    graph = merge(
        [
            record("وزير الخارجية", country="RU"),
            record("وزير الخارجية", country="FR"),
            record("وزير الخارجية الفرنسي", country="FR"),
            record("وزير خارجية فرنسا", country="FR"),
        ]
    )
    offices = [speaker for speaker in graph.speakers if speaker.kind == "office"]
    assert sorted(office.country or "" for office in offices) == ["FR", "RU"]
    assert {office.label.en for office in offices} == {"Foreign Minister of France", "Foreign Minister of Russia"}
    assert not any(office.label.romanised for office in offices)


def test_an_office_under_two_holders_goes_to_neither_between_them() -> None:
    role = "وزير الخارجية الأمريكي"  # US Secretary of State
    graph = merge(
        [
            record("ريكس تيلرسون", role=role, country="US", day="2018-02-20"),
            record("مايك بومبيو", role=role, country="US", day="2018-05-02"),
            record(role, country="US", day="2018-04-01", article="between"),
            record(role, country="US", day="2020-01-15", article="long after"),
        ]
    )
    offices = [speaker for speaker in graph.speakers if speaker.kind == "office"]
    assert len(offices) == 1
    held = {m.speaker for m in graph.memberships if m.organisation == offices[0].key}
    assert held == {person.key for person in persons(graph)}
    assert len(persons(graph)) == 2


def test_an_office_goes_to_the_one_seen_in_it_before_and_after() -> None:
    role = "وزير الخارجية الأمريكي"
    graph = merge(
        [
            record("جون كيري", role=role, country="US", day="2014-02-20"),
            record("جون كيري", role=role, country="US", day="2016-05-02"),
            record("ريكس تيلرسون", role=role, country="US", day="2017-03-02"),
            record(role, country="US", day="2015-04-01", article="between"),
        ]
    )
    assert not [speaker for speaker in graph.speakers if speaker.kind == "office"]
    keys = {s.reports[0].record.article: s.speaker for s in graph.statements}
    assert keys["between"].startswith("john-")


def test_a_former_holder_does_not_hold_the_office() -> None:
    graph = merge(
        [
            record("باراك أوباما", role="الرئيس الأمريكي السابق", country="US", day="2018-04-02"),
            record("الرئيس الأمريكي", country="US", day="2018-04-10"),
        ]
    )
    assert [speaker.kind for speaker in graph.speakers if speaker.key in speaking(graph)].count("office") == 1


def test_an_office_elsewhere_in_time_stays_an_office() -> None:
    graph = merge(
        [
            record("شي جين بينغ", role="الرئيس الصيني", country="CN", day="2024-04-26"),
            record("الرئيس الصيني", country="CN", day="2009-04-26"),
        ]
    )
    assert len(speaking(graph)) == 2


def test_nickname_in_the_same_office() -> None:
    role = "وزير الدفاع الأميركي"  # US defence secretary
    graph = merge(
        [
            record("جيم ماتيس", role=role, country="US", day="2018-10-03"),
            record("جيمس ماتيس", role=role, country="US", day="2018-04-10"),
        ]
    )
    assert len(persons(graph)) == 1


def test_unnamed_sources_are_never_one_across_articles() -> None:
    graph = merge(
        [
            record("مسؤول أمريكي", type="unnamed", country="US", article="a"),  # an American official
            record("مسؤول أمريكي", type="unnamed", country="US", article="a"),
            record("مسؤول أمريكي", type="unnamed", country="US", article="b"),
            record("مسؤول أمريكي", type="person", country="US", article="c"),
        ]
    )
    assert len(speaking(graph)) == 3


def test_memberships_give_the_days_a_role_was_seen() -> None:
    graph = merge(
        [
            record("جو بايدن", role="نائب الرئيس الأمريكي", country="US", day="2009-03-10"),  # vice president
            record("جو بايدن", role="الرئيس الأميركي", country="US", day="2024-04-12"),  # president
            record("جو بايدن", role="الرئيس الأمريكي", country="US", day="2022-01-02"),
        ]
    )
    (person,) = persons(graph)
    found = {(m.first_seen, m.last_seen, m.country) for m in graph.memberships if m.speaker == person.key}
    assert found == {("2009-03-10", "2009-03-10", "US"), ("2022-01-02", "2024-04-12", "US")}
    members = {m.key for m in graph.memberships}
    assert all(statement.capacity in members for statement in graph.statements)
    keys = {speaker.key for speaker in graph.speakers}
    assert all(m.organisation in keys for m in graph.memberships)


def test_addressees_and_media_are_entities_too() -> None:
    graph = merge(
        [
            record("سيرغي لافروف", country="RU", role=RU_MINISTER),
            record("أنتوني بلينكن", country="US", addressee="لافروف", via=["وكالة تاس"]),
            record("جو بايدن", country="US", addressee="روسيا", via=["تاس"]),
        ]
    )
    to = {s.reports[0].record.speaker.name: s.addressee for s in graph.statements}
    lavrov = next(s.speaker for s in graph.statements if s.reports[0].record.speaker.name == "سيرغي لافروف")
    assert to["أنتوني بلينكن"] == lavrov
    assert to["جو بايدن"] == "country-RU"
    assert len({via for statement in graph.statements for report in statement.reports for via in report.via}) == 1


def test_a_role_alone_goes_to_its_holder_in_the_same_article() -> None:
    role = "وزير الخارجية الأمريكي"  # US Secretary of State
    graph = merge(
        [
            record("ريكس تيلرسون", role=role, country="US", day="2018-03-12", article="a"),
            record(role, country="US", day="2018-03-12", article="a"),
            record("مايك بومبيو", role=role, country="US", day="2018-03-14", article="b"),
            record(role, country="US", day="2018-03-13", article="c"),
        ]
    )
    where = {(s.reports[0].record.article, s.reports[0].record.speaker.name): s.speaker for s in graph.statements}
    assert where["a", role] == where["a", "ريكس تيلرسون"]
    assert where["c", role] not in (where["a", "ريكس تيلرسون"], where["b", "مايك بومبيو"])


def test_family_names_without_any_full_name() -> None:
    assert len(speaking(merge([record("ترامب", country="US"), record("ترمب", country="US")]))) == 1
    assert len(speaking(merge([record("تيلرسون"), record("تيلرسون", country="US"), record("تيلرسون")]))) == 1
    assert len(speaking(merge([record("حسن"), record("حسن")]))) == 2  # a given name that many bear
    assert len(speaking(merge([record("حسن", country="EG"), record("حسن", country="EG")]))) == 2
    assert len(speaking(merge([record("تيلرسون", country="CA"), record("تيلرسون", country="US")]))) == 2


def test_country_and_role_are_read_from_the_words_where_the_record_has_none() -> None:
    graph = merge(
        [
            record("عادل الجبير", mention="وزير الخارجية السعودي عادل الجبير", day="2015-08-11"),
            record("الجبير", mention="وزير الخارجية السعودي الجبير", day="2015-08-12"),
            record("عادل بن أحمد الجبير", country="SA"),
        ]
    )
    (person,) = persons(graph)
    assert person.country == "SA"
    (membership,) = graph.memberships
    assert membership.role == "وزير الخارجية السعودي"
    assert (membership.first_seen, membership.last_seen) == ("2015-08-11", "2015-08-12")


def test_a_family_name_taken_for_an_organisation() -> None:
    graph = merge(
        [
            record("معمر الإرياني", article="a", country="YE"),
            record("الإرياني", article="a", type="organization"),
            record("الإرياني", article="b", type="organization"),
        ]
    )
    assert len(speaking(graph)) == 2


@pytest.mark.parametrize(
    ("full", "short", "country"),
    [
        # the Russian president's special envoy for the climate; the Russian president's envoy
        ("المبعوث الخاص للرئيس الروسي لقضايا المناخ", "مبعوث الرئيس الروسي", "RU"),
        ("المبعوث الصيني الخاص إلى سوريا", "المبعوث الصيني", "CN"),  # the Chinese special envoy to Syria
        ("السفير الروسي لدى الأمم المتحدة", "السفير الروسي", "RU"),
        ("وزير الخارجية الروسي", "الوزير الروسي", "RU"),  # the foreign minister; the Russian minister
        ("المتحدثة باسم الخارجية الروسية", "المتحدثة الروسية", "RU"),
    ],
)
def test_a_role_in_short_goes_to_its_one_holder_in_the_article(full: str, short: str, country: str) -> None:
    named = record("رسلان منصوروف", role=full, country=country, article="a")
    graph = merge([named, record(short, country=country, article="a")])
    assert len(speaking(graph)) == 1
    assert (
        len(speaking(merge([named, record(short, country=country, article="b")]))) == 2
    )  # elsewhere it may be another


@pytest.mark.parametrize(
    ("full", "short", "country"),
    [
        ("المتحدث باسم الكرملين", "المتحدث باسم الخارجية الروسية", "RU"),  # of the Kremlin; of the ministry
        ("المبعوث الأممي إلى اليمن", "المبعوث الأممي إلى سوريا", "UN"),  # to Yemen; to Syria
        ("المتحدثة باسم الخارجية الروسية", "المتحدث الروسي", "RU"),  # a woman; a man
        ("رئيس اللجنة الأولمبية الروسية", "الرئيس الروسي", "RU"),  # of the Olympic committee; of Russia
        ("المتحدث باسم وزارة الدفاع", "متحدث عسكري", "RU"),  # the one; a military spokesman
        ("السفير الروسي", "السفير الأمريكي", "RU"),
    ],
)
def test_a_role_of_another_kind_stays_apart(full: str, short: str, country: str) -> None:
    named = record("رسلان منصوروف", role=full, country=country, article="a")
    assert len(speaking(merge([named, record(short, article="a")]))) == 2


def test_a_role_in_short_of_two_holders_in_the_article_names_neither() -> None:
    graph = merge(
        [
            record("رسلان منصوروف", role="المبعوث الروسي إلى سوريا", country="RU", article="a"),  # envoy to Syria
            record("إيغور سيميونوف", role="المبعوث الروسي إلى ليبيا", country="RU", article="a"),  # envoy to Libya
            record("المبعوث الروسي", country="RU", article="a"),
        ]
    )
    assert len(speaking(graph)) == 3


def known(name: str, articles: int, **given: object) -> list[Statement]:
    return [record(name, **given) for _ in range(articles)]  # each in an article of its own


def test_a_family_name_alone_goes_to_the_one_far_better_known() -> None:
    others = [record("محمد عباس", country="PS"), *known("محمود عباس", 8, country="PS")]  # Mohammed and Mahmoud Abbas
    few = [record("محمد عباس", country="PS"), record("محمود عباس", country="PS")]
    alone = record("عباس", country="PS")
    assert len(speaking(merge([*others, alone]))) == 2
    assert len(speaking(merge([*few, alone]))) == 3


def test_a_country_misread_once_does_not_split_a_well_known_name() -> None:
    many = known("سيرغي لافروف", 12, country="RU", role=RU_MINISTER)
    stray = record("سيرغي لافروف", country="US", role="وزير الخارجية الأمريكي")
    assert len(persons(merge([*many, stray]))) == 1
    assert len(persons(merge([many[0], stray]))) == 2


def test_a_name_that_runs_on_into_its_sentence() -> None:
    graph = merge(
        [*known("ديفيد ميليباند", 4, country="GB"), record("ديفيد ميليباند الخطوة", country="GB")]
    )  # the step
    (person,) = persons(graph)
    assert person.label.ar == "ديفيد ميليباند"
    assert person.labels == ("ديفيد ميليباند",)  # what ran on is no name
    apart = merge([*known("محمد علي", 4, country="EG"), record("محمد علي الحوفي", country="EG")])  # a common name
    assert len(persons(apart)) == 2


def test_labels_are_names_and_titles_only() -> None:
    mention = "استقالة الوزير سيرغي لافروف"  # "the resignation of minister Sergei Lavrov"
    graph = merge(
        [
            record("سيرغي لافروف", country="RU", mention=mention),
            record("سيرغي لافروف", country="RU", mention="وزير الخارجية الروسي سيرغي لافروف"),
            record("سيرغي لافروف", country="RU", mention="الوزير"),
        ]
    )
    (person,) = persons(graph)
    assert person.labels == ("سيرغي لافروف", "وزير الخارجية الروسي سيرغي لافروف")
