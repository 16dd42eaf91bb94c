"""Merging is a function of the set of records: their order, repetition and arrival do not matter."""

from __future__ import annotations

import dataclasses
import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_records import record

from extract.statement import Statement
from graph.merge import Judgement, SameAs, merge
from graph.model import MergedGraph

NAMES = [
    ("سيرغي لافروف", "person", "RU", "وزير الخارجية الروسي"),
    ("سيرجي لافروف", "person", "RU", None),
    ("لافروف", "person", "RU", None),
    ("لافروف", "person", None, None),
    ("وزير الخارجية الروسي", "person", "RU", None),
    ("محمد جواد ظريف", "person", "IR", "وزير الخارجية الإيراني"),
    ("محمد علي ظريف", "person", "IR", None),
    ("محمد ظريف", "person", "IR", None),
    ("ظريف", "person", "IR", "وزير الخارجية الإيراني"),
    ("جواد ظريف", "person", "UN", None),
    ("عبد الله صالح", "person", "YE", "رئيس الوزراء اليمني"),
    ("علي عبدالله صالح", "person", "YE", "الرئيس اليمني"),
    ("صالح", "person", "YE", "الرئيس اليمني"),
    ("الرئيس", "person", "YE", None),
    ("نيكي هايلي", "person", "US", None),
    ("نيكي هيلي", "person", "US", "السفيرة الأمريكية لدى الأمم المتحدة"),
    ("الخارجية الروسية", "organization", "RU", None),
    ("وزارة الخارجية", "organization", "RU", None),
    ("موسكو", "organization", "RU", None),
    ("مسؤول روسي", "unnamed", "RU", None),
    ("الروس", "group", "RU", None),
    ("البيان", "document", None, None),
]
# "we do not accept this solution that was put to us yesterday in Paris and ask the council to meet tomorrow on it"
SENTENCE = "نحن لا نقبل هذا الحل الذي عرض علينا أمس في باريس ونطلب من المجلس أن يجتمع غدا للنظر فيه"
WORDS = SENTENCE.split()

SIMPLE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    name, kind, country, role = draw(st.sampled_from(NAMES))
    start = draw(st.integers(0, 8))
    article = draw(st.sampled_from("abcdef"))
    number = draw(st.integers(0, 30))
    return record(
        name,
        type=kind,
        country=country,
        role=role,
        article=article,
        id=f"{article}-{number}",
        day=draw(st.sampled_from([None, "2017-05-01", "2018-05-01", "2018-05-02", "2024-05-01"])),
        says=" ".join(WORDS[start : start + draw(st.integers(1, 12))]),
        form=draw(st.sampled_from(["direct", "indirect"])),
        addressee=draw(st.sampled_from([None, "لافروف", "روسيا"])),
        parent=draw(st.sampled_from([None, "a-1", "b-2"])),
    )


def plain(graph: MergedGraph) -> str:
    return json.dumps(dataclasses.asdict(graph), ensure_ascii=False)


@SIMPLE
@given(st.lists(statements(), max_size=25), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(records: list[Statement], random: object) -> None:
    shuffled = [*records, *records[: len(records) // 2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plain(merge(records)) == plain(merge(shuffled))


@SIMPLE
@given(st.lists(statements(), max_size=20), st.lists(statements(), max_size=20))
def test_increments_give_what_one_build_gives(first: list[Statement], second: list[Statement]) -> None:
    earlier = merge(first)
    carried = [report.record for statement in earlier.statements for report in statement.reports]
    known = {item.id for item in carried}
    second = [item for item in second if item.id not in known]
    assert plain(merge([*carried, *second])) == plain(merge([*second, *first]))


@SIMPLE
@given(st.lists(statements(), max_size=25))
def test_merging_again_what_was_merged_changes_nothing(records: list[Statement]) -> None:
    graph = merge(records)
    carried = [report.record for statement in graph.statements for report in statement.reports]
    assert plain(merge(carried)) == plain(graph)


@SIMPLE
@given(st.lists(statements(), max_size=25))
def test_the_graph_is_whole(records: list[Statement]) -> None:
    graph = merge(records)
    speakers = {speaker.key for speaker in graph.speakers}
    articles = {article.key for article in graph.articles}
    members = {membership.key for membership in graph.memberships}
    keys = {statement.key for statement in graph.statements}
    for part in (graph.speakers, graph.memberships, graph.outlets, graph.articles, graph.statements):
        found = [item.key for item in part]
        assert found == sorted(set(found))
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", key) for key in found)
    reports = [report.record.id for statement in graph.statements for report in statement.reports]
    assert sorted(reports) == sorted({item.id for item in records})
    for statement in graph.statements:
        assert statement.speaker in speakers
        assert statement.addressee is None or statement.addressee in speakers
        assert statement.capacity is None or statement.capacity in members
        assert set(statement.conveyed_by) <= keys - {statement.key}
        assert {report.article for report in statement.reports} <= articles
    for membership in graph.memberships:
        assert membership.speaker in speakers
        assert membership.organisation is None or membership.organisation in speakers
    assert {join.entity for join in graph.joins} <= speakers
    assert all(speaker.label.ar and speaker.label.en for speaker in graph.speakers)


@SIMPLE
@given(st.lists(statements(), max_size=25), st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans())
def test_the_user_is_obeyed(records: list[Statement], one: tuple[str], other: tuple[str], same: bool) -> None:
    if one[0] == other[0]:
        return
    graph = merge(records, SameAs((Judgement(one[0], other[0], same),)))
    where: dict[str, set[str]] = {one[0]: set(), other[0]: set()}
    for join in graph.joins:
        if join.name in where:
            where[join.name].add(join.entity)
    if same:
        assert not (where[one[0]] and where[other[0]]) or where[one[0]] & where[other[0]]
    else:
        assert not where[one[0]] & where[other[0]]
