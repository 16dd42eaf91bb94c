"""The user's judgements: read with one-line errors, obeyed by every build."""

from __future__ import annotations

from pathlib import Path

import pytest
from merge_records import record

from graph.errors import UsageError
from graph.merge import Judgement, SameAs, SameAsError, explain, merge, read_same_as


def write(folder: Path, text: str) -> Path:
    path = folder / "same-as.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_reading(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "\ufeffleft,right,verdict\n# a comment\n\nأبو مازن,محمود عباس,same\n"
        "https://example.org/speaker/a-1 , b-2,Different\n",
    )
    assert set(read_same_as(path).judgements) == {
        Judgement("أبو مازن", "محمود عباس", True),
        Judgement("a-1", "b-2", False),
    }
    assert read_same_as(write(tmp_path, "")) == SameAs()


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("left,right,same\na,b\n", "line 2", "write left,right,same"),
        ("a,b,perhaps\n", "line 1", "write one of them"),
        ("a,,same\n", "line 1", "name both"),
        ("a,a,same\n", "line 1", "name two"),
        ("a,b,same\nb,a,different\n", "both same and different", "keep one line"),
    ],
)
def test_bad_lines_name_file_line_and_remedy(tmp_path: Path, text: str, line: str, remedy: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SameAsError) as error:
        read_same_as(path)
    message = str(error.value)
    assert str(path) in message and line in message and remedy in message
    assert "\n" not in message


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(SameAsError, match="check the path"):
        read_same_as(tmp_path / "none.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(b"a,\xe9,same\n")
    with pytest.raises(SameAsError, match="UTF-8"):
        read_same_as(path)


RECORDS = [
    record("محمود عباس", country="PS", article="a"),  # Mahmoud Abbas
    record("أبو مازن", country="PS", article="b"),  # his by-name
    record("ديمتري بيسكوف", country="RU", article="c"),
    record("بيسكوف", country="RU", article="d"),
    record("موسكو", country="RU", article="e", type="organization"),
    record("الكرملين", country="RU", article="f", type="organization"),
]


def speakers(same_as: SameAs | None = None) -> dict[str, str]:
    return {s.reports[0].record.speaker.name: s.speaker for s in merge(RECORDS, same_as).statements}


def test_joining_by_name_and_by_key() -> None:
    before = speakers()
    assert before["محمود عباس"] != before["أبو مازن"]
    for left, right in (("أبو مازن", "محمود عباس"), (before["أبو مازن"], before["محمود عباس"])):
        after = speakers(SameAs((Judgement(left, right, True),)))
        assert after["محمود عباس"] == after["أبو مازن"]
        assert {name: key for name, key in after.items() if name not in ("محمود عباس", "أبو مازن")} == {
            name: key for name, key in before.items() if name not in ("محمود عباس", "أبو مازن")
        }
    graph = merge(RECORDS, SameAs((Judgement("أبو مازن", "محمود عباس", True),)))
    assert "same-as" in explain(graph, "أبو مازن")


def test_keeping_apart_by_name_and_by_key() -> None:
    before = speakers()
    assert before["بيسكوف"] == before["ديمتري بيسكوف"]
    for left in ("ديمتري بيسكوف", before["ديمتري بيسكوف"]):
        after = speakers(SameAs((Judgement(left, "بيسكوف", False),)))
        assert after["بيسكوف"] != after["ديمتري بيسكوف"]


def test_joining_a_country_and_an_organisation_by_key() -> None:
    before = speakers()
    after = speakers(SameAs((Judgement(before["موسكو"], before["الكرملين"], True),)))
    assert after["موسكو"] == after["الكرملين"]


def test_joining_what_would_not_be_joined_or_would_go_elsewhere() -> None:
    records = [
        record("عبد ربه منصور هادي", country="YE", article="a"),
        record("هادي", country="YE", article="b"),  # a name many bear
        record("الرئيس اليمني", country="YE", article="c"),  # the Yemeni president
        record("رشاد العليمي", role="الرئيس اليمني", country="YE", article="d"),
    ]
    graph = merge(
        records,
        SameAs(
            (
                Judgement("هادي", "عبد ربه منصور هادي", True),
                Judgement("الرئيس اليمني", "عبد ربه منصور هادي", True),
            )
        ),
    )
    where = {s.reports[0].record.speaker.name: s.speaker for s in graph.statements}
    assert where["هادي"] == where["الرئيس اليمني"] == where["عبد ربه منصور هادي"] != where["رشاد العليمي"]


def test_a_judgement_about_nobody_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    assert speakers(SameAs((Judgement("لا أحد", "بيسكوف", True),))) == speakers()
    assert "لا أحد" in caplog.text


def test_explaining(tmp_path: Path) -> None:
    graph = merge(RECORDS)
    text = explain(graph, "بيسكوف")
    key = speakers()["بيسكوف"]
    assert key in text and "part of the name ديمتري بيسكوف" in text and "جزء من الاسم" in text and "d" in text
    assert explain(graph, key) == text == explain(graph, f"https://example.org/speaker/{key}")
    with pytest.raises(UsageError, match="did you mean ديمتري بيسكوف"):
        explain(graph, "ديمتري بسكوفف")
