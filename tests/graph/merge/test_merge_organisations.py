"""Organisations, countries and outlets."""

from __future__ import annotations

import pytest
from merge_records import record

from graph.merge import merge
from ontology.concepts import COUNTRY


def keys(*records: object) -> list[str]:
    graph = merge(records)  # type: ignore[arg-type]
    return [next(s.speaker for s in graph.statements if s.reports[0].record is r) for r in records]


def organisation(name: str, country: str | None = None, **given: object) -> object:
    return record(name, type="organization", country=country, **given)


def test_a_ministry_with_and_without_the_word_ministry() -> None:
    found = keys(
        organisation("وزارة الخارجية الروسية", "RU"),  # the Russian foreign ministry
        organisation("الخارجية الروسية", "RU"),
        organisation("وزارة الخارجية", "RU"),
        organisation("وزارة الشؤون الخارجية الروسية", "RU"),
    )
    assert len(set(found)) == 1
    assert found[0].startswith("foreign-ministry-of-russia-")
    others = keys(
        organisation("وزارة الخارجية الروسية", "RU"),
        organisation("وزارة الدفاع الروسية", "RU"),
        organisation("وزارة الخارجية الأمريكية", "US"),
        organisation("وزارة الخارجية"),  # of nobody knows which country
    )
    assert len(set(others)) == 4


def test_a_country_that_speaks_is_its_government() -> None:
    found = keys(
        organisation("روسيا", "RU"), organisation("موسكو", "RU"), organisation("الحكومة الروسية", "RU"),
        organisation("#روسيا", "RU"), organisation("السلطات الروسية", "RU"),
    )  # fmt: skip
    assert set(found) == {"country-RU"}
    graph = merge([organisation("موسكو", "RU")])  # type: ignore[list-item]
    (speaker,) = graph.speakers
    assert (speaker.kind, speaker.label.ar, speaker.label.en, speaker.label.romanised) == (
        "country",
        "روسيا",
        "Russia",
        False,
    )
    assert speaker.concept == COUNTRY + "RU"
    assert speaker.labels == ("موسكو",)


def test_a_nationality_that_may_be_another_word_counts_after_a_portfolio() -> None:
    found = keys(organisation("الخارجية القطرية"), organisation("وزارة الخارجية القطرية", "QA"))
    assert len(set(found)) == 1
    assert len(set(keys(organisation("وزارة المالية", "FR"), organisation("وزارة المالية", "ML")))) == 2


def test_a_government_named_by_its_capital() -> None:
    assert set(keys(organisation("حكومة طهران"), record("دولة قطر", country="QA"))) == {"country-IR", "country-QA"}


def test_a_regional_authority_is_not_the_country() -> None:
    assert len(set(keys(organisation("العراق", "IQ"), organisation("سلطات إقليم كردستان العراق", "IQ")))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأمم المتحدة", "منظمة الأمم المتحدة"),  # United Nations
        ("مجلس الأمن", "مجلس الأمن الدولي"),  # Security Council
        ("جامعة الدول العربية", "الجامعة العربية"),  # Arab League
        ("حركة الشباب الصومالية", "حركه الشباب الصومالية"),
        ("المعهد الديمقراطي للأبحاث", "المعهد الديموقراطي للابحاث"),  # spelling of "democratic"
        ("وكالة تاس", "وكالة تاس الروسية للأنباء"),  # TASS: with its country, and what it does
        ("البيت الأبيض", "البيت الأبيض الأمريكي"),  # the White House, and "the American White House"
        ("منظمة الأغذية والزراعة", "منظمة الأغذية والزراعة التابعة للأمم المتحدة"),  # FAO, "belonging to the UN"
        ("وزارة الخارجية الألمانية", "الخارجية الألمانية"),  # ألمانيا begins with what looks like the article
        ("صحيفة «المدينة الحرة»", "المدينة الحرة"),  # a newspaper with and without the word
    ],
)
def test_names_of_one_organisation(one: str, other: str) -> None:
    assert len(set(keys(organisation(one), organisation(other)))) == 1


def test_a_part_of_an_organisation_elsewhere_is_not_the_whole() -> None:
    assert len(set(keys(organisation("الأمم المتحدة"), organisation("بعثة الأمم المتحدة في اليمن")))) == 2
    assert len(set(keys(organisation("البيت الأبيض"), organisation("البيت الأبيض الروسي")))) == 2


def test_what_only_points_back_is_not_merged_across_articles() -> None:
    assert len(set(keys(organisation("المجلس", article="a"), organisation("المجلس", article="b")))) == 2
    assert len(set(keys(organisation("المنظمة", article="a"), organisation("المنظمة", article="b")))) == 2


def test_an_organisation_called_a_person_is_an_organisation() -> None:
    (speaker,) = merge([record("مجلس الأمن الدولي", type="person")]).speakers
    assert speaker.kind == "organization"
    (speaker,) = merge([record("حزب النهضة والعدل", type="person")]).speakers
    assert speaker.kind == "organization"


def test_outlets_and_articles() -> None:
    graph = merge(
        [
            record(
                "أيمن الصفدي",
                article="one",
                source="قناة المرصد (Marsad TV)",
                url="https://example.org/1",
                title="عنوان",
            ),
            record("أيمن الصفدي", article="two", source="قناة المرصد (Marsad TV)", day="2024-01-02"),
            record("أيمن الصفدي", article="three/é 4", source="المرصد"),
        ]
    )
    assert [(o.label.ar, o.label.en) for o in graph.outlets if "-tv-" in o.key] == [("قناة المرصد", "Marsad TV")]
    assert len(graph.outlets) == 2
    by_id = {article.id: article for article in graph.articles}
    assert by_id["one"].url == "https://example.org/1"
    assert by_id["two"].published == "2024-01-02"
    assert by_id["two"].outlet == by_id["one"].outlet
    assert by_id["three/é 4"].key.startswith("a-")
