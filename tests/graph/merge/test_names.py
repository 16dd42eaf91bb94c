"""Names as tokens, their agreement, and their Latin spelling."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_records import record

from graph.errors import UsageError
from graph.merge import explain, merge
from graph.merge.names import DIFFERENT, EQUAL, STRONG, WEAK, agreement, align, join_particles, split
from graph.merge.offices import read_office
from graph.merge.reading import name_words, read_name
from graph.merge.romanise import is_known, romanise, slug


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("محمد بن سلمان", ("محمد", "بنسلمان")),  # bin Salman is one token
        ("عبد الله بن عبد العزيز", ("عبدالله", "بنعبدالعزيز")),
        ("نبيل أبو ردينة", ("نبيل", "ابوردينه")),
        ("جان إيف لو دريان", ("جان", "ايف", "لودريان")),
        ("بان كي-مون", ("بان", "كي", "مون")),
        ("فلاديمير #بوتين", ("فلاديمير", "بوتين")),
    ],
)
def test_tokens(name: str, tokens: tuple[str, ...]) -> None:
    assert join_particles(split(name)) == tokens


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("سيرغي", "سيرجي", EQUAL),  # both are Sergei in the list of spellings
        ("جمال", "كمال", DIFFERENT),  # Jamal, Kamal
        ("الجبير", "جبير", EQUAL),  # with and without the article
        ("كاتس", "كاتز", EQUAL),  # both are Katz in the list of family names
        ("بورغانسكي", "بورجانسكي", STRONG),  # Burgansky
        ("باتين", "باتن", WEAK),  # short, so other evidence is needed
        ("الاول", "الثاني", DIFFERENT),  # the First, the Second
        ("لافروف", "بوتين", DIFFERENT),
    ],
)
def test_agreement(one: str, other: str, grade: int) -> None:
    assert agreement(one, other) == agreement(other, one) == grade


def test_a_shorter_name_meets_its_longer_form_at_the_end() -> None:
    assert align(("عادل", "الجبير"), ("عادل", "بناحمد", "الجبير")) is not None
    assert align(("عادل", "بناحمد"), ("عادل", "بناحمد", "الجبير")) is None


@pytest.mark.parametrize(
    ("written", "kind", "tokens"),
    [
        ("وزير الخارجية الروسي سيرغي لافروف", "person", ("سيرغي", "لافروف")),
        ("الرئيس الأسد", "person", ("الاسد",)),  # President Assad
        ("نظيره الفرنسي إيمانويل ماكرون", "person", ("ايمانويل", "ماكرون")),  # his French counterpart
        ("أمين معلوف", "person", ("امين", "معلوف")),  # Amin Maalouf: Amin is also "secretary"
        ("حسين أمير عبد اللهيان", "person", ("حسين", "امير", "عبداللهيان")),
        ("حماس سامي أبو زهري", "person", ("سامي", "ابوزهري")),  # Hamas, of which the Sami Abu Zuhri speaks
        ("المتحدث باسم الكرملين", "office", ()),
        ("الوزير", "unnamed", ()),
        ("#", "unnamed", ()),
    ],
)
def test_reading_a_persons_name(written: str, kind: str, tokens: tuple[str, ...]) -> None:
    reading = read_name(written, "person", "RU")
    assert (reading.kind, reading.tokens) == (kind, tokens)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("وزير الخارجية الأميركي", "وزيرة خارجية الولايات المتحدة", None),
        ("رئيس الوزراء العراقي", "رئيس الحكومة العراقية", None),
        ("الرئيس الفرنسي", "رئيس الجمهورية", "FR"),
        ("المتحدث الرسمي باسم الكرملين", "الناطق باسم الرئاسة الروسية", None),
        ("الأمين العام للأمم المتحدة", "الأمين العام لمنظمة الأمم المتحدة", None),
    ],
)
def test_two_wordings_of_one_office(one: str, other: str, country: str | None) -> None:
    first, second = read_office(one, country), read_office(other, country)
    assert first is not None and second is not None
    assert first.identity == second.identity
    assert first.alone and second.alone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الرئيس الفرنسي", "رئيس الوزراء الفرنسي"),
        ("الرئيس الأمريكي", "نائب الرئيس الأمريكي"),  # the president and the vice president
        ("وزير الخارجية الروسي", "نائب وزير الخارجية الروسي"),  # the minister and the deputy
        ("وزير المالية الفرنسي", "وزير الخارجية الفرنسي"),
    ],
)
def test_two_offices(one: str, other: str) -> None:
    first, second = read_office(one, None), read_office(other, None)
    assert first is not None and second is not None and first.identity != second.identity


def test_a_word_that_is_also_a_country_is_not_one_inside_a_title() -> None:
    office = read_office("وزير المالية الفرنسي", None)  # المالية: "finance", not "Malian"
    assert office is not None and office.country == "FR"


def test_an_envoy_speaks_for_the_one_who_sends() -> None:
    office = read_office("المبعوث الأممي إلى اليمن", None)  # the UN envoy to Yemen
    assert office is not None and (office.country, office.rest) == ("UN", ("YE",))
    assert office == read_office("المبعوث الأممي الخاص لليمن", None)
    office = read_office("السفير الروسي لدى الأمم المتحدة", None)  # the Russian ambassador to the UN
    assert office is not None and office.country == "RU"


def test_a_place_after_a_name_is_not_of_it() -> None:
    # "Hakan Fidan Israel": the words after the name were taken with it
    assert read_name("وزير الخارجية التركي هاكان فيدان إسرائيل", "person", None).tokens == ("هاكان", "فيدان")
    assert read_name("إسرائيل كاتس", "person", None).tokens == ("اسراييل", "كاتس")


def test_name_words_keeps_the_spelling() -> None:
    assert name_words("وزير الخارجية الروسي، سيرغي لافروف") == "سيرغي لافروف"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("عبد الله الثاني", "Abdullah II"),
        ("سيرغي", "Sergei"),
        ("حسن نصر الله", "Hassan Nasrallah"),
        ("فلاديمير بوتين", "Vladimir Putin"),
        ("دميترى بيسكوف", "Dmitry Peskov"),
        ("دونالد ترمب", "Donald Trump"),
        ("بان كي-مون", "Ban Ki-moon"),
        ("تميم بن حمد آل ثاني", "Tamim bin Hamad Al Thani"),
        ("عادل الجبير", "Adel al-Jubeir"),
        ("CNN بالعربية", "CNN"),
    ],
)
def test_romanisation(arabic: str, latin: str) -> None:
    assert romanise(arabic).startswith(latin)
    assert not re.search(r"[\u0600-\u06ff]", romanise(arabic))


def test_a_spelling_is_known_where_the_family_name_is_listed() -> None:
    assert is_known("فلاديمير بوتين") and is_known("محمد بن سلمان")  # Vladimir Putin, Mohammed bin Salman
    assert not is_known("أحمد حسن")  # Ahmed Hassan: or Ahmad Hasan
    assert not is_known("فلاديمير زعفرانوف")  # of no list


@given(st.text(max_size=40))
def test_a_slug_is_safe(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{0,48}", slug(text))


HOSTILE = st.text(alphabet=st.sampled_from("ابنوي ال#<>\"'/\\{}%\n\t\0\u202e\ud800aZ0_-."), min_size=1, max_size=30)


@given(
    st.lists(st.tuples(HOSTILE, HOSTILE, st.sampled_from(["person", "organization", "unnamed", "group"])), max_size=6)
)
def test_hostile_names_do_no_harm(names: list[tuple[str, str, str]]) -> None:
    graph = merge(record(name, role=role, type=kind, source=name) for name, role, kind in names)
    for part in (graph.speakers, graph.memberships, graph.outlets, graph.articles, graph.statements):
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", item.key) for item in part)
    assert sum(len(statement.reports) for statement in graph.statements) == len(names)
    for speaker in graph.speakers:
        assert explain(graph, speaker.key)
    for name, *_ in names:
        with contextlib.suppress(UsageError):  # nobody, or several to choose from
            explain(graph, name)
