"""The merged graph as triples: what is there, what is safe, what is stable."""

import dataclasses
import random
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import HOSTILE, KEPT, LONG, sample_graph

from graph.errors import UsageError
from graph.rdf import DEFAULT_BASE, prefixes, quads, triples
from graph.rdf.names import VOCABULARIES, link, local_name
from graph.rdf.terms import decimal, is_day, plain, writable

BASE = "https://data.example/bayan/"


def objects(subject: str, predicate: str, base: str = DEFAULT_BASE) -> set[str]:
    prefix, local = predicate.split(":")
    wanted = VOCABULARIES[prefix] + local
    return {
        str(t.object) for t in triples(sample_graph(), base)
        if t.subject.value == base + subject and t.predicate.value == wanted
    }  # fmt: skip


def test_quads_are_the_triples_with_each_articles_reports_in_its_own_graph() -> None:
    graph = sample_graph()
    every = list(quads(graph))
    assert {quad.triple for quad in every} == set(triples(graph))
    assert len(every) == len(set(every)) == len(list(triples(graph)))
    named = {quad.graph_name for quad in every} - {ox.DefaultGraph()}
    assert named == {ox.NamedNode(f"{DEFAULT_BASE}article/{key}") for key in ("a1", "a2", "a3")}
    for quad in every:
        local = quad.subject.value.removeprefix(DEFAULT_BASE)
        assert local.startswith(("report/", "evidence/")) == (quad.graph_name in named)


def test_there_are_no_blank_nodes_and_one_subject_comes_together() -> None:
    subjects = [triple.subject for triple in triples(sample_graph())]
    assert all(isinstance(subject, ox.NamedNode) for subject in subjects)
    runs = [subject for place, subject in enumerate(subjects) if place == 0 or subjects[place - 1] != subject]
    assert len(runs) == len(set(runs))


def test_a_base_of_the_users_own_names_every_resource() -> None:
    for triple in triples(sample_graph(), BASE):
        for term in (triple.subject, triple.object):
            if isinstance(term, ox.NamedNode):
                assert not term.value.startswith(DEFAULT_BASE)
    assert prefixes(BASE)["speaker"] == BASE + "speaker/"


@pytest.mark.parametrize("base", ["", "data/", "https://x.example", "https://x y/", "javascript:alert(1)/", "ftp://x/"])
def test_a_base_that_cannot_hold_resources_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base IRI"):
        list(triples(sample_graph(), base))


def test_local_names_are_plain_even_where_a_key_is_not() -> None:
    strange = ["a b", "-a", "<x>", "ا", "../..", "a%20b", "", "a/b#c"]
    names = [local_name(key) for key in strange]
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", name) for name in names)
    assert len(set(names)) == len(names)
    assert local_name("dmitri-peskov") == "dmitri-peskov"


@pytest.mark.parametrize(
    "url",
    ["https://x.example/with space", "javascript:alert(1)", "data:text/html,x", "https://x.example/\u202eabc", "x",
     'https://x.example/"', "https://x.example/<b>", "https://x.example/%zz", "http://[::1", "", "https://x/\n"],
)  # fmt: skip
def test_a_url_that_is_none_never_becomes_an_iri(url: str) -> None:
    assert link(url) is None


def test_an_arabic_url_is_an_iri() -> None:
    url = "https://x.example/خبر/1?a=b&c=(d)"  # "news"
    assert link(url) == ox.NamedNode(url)
    assert objects("article/a1", "schema:url") == {"<https://news.example/خبر/1>"}
    assert objects("article/a2", "schema:url") == {'"https://news.example/with space"'}
    assert objects("article/a3", "schema:url") == {'"javascript:alert(1)"'}


def test_hostile_text_stays_a_literal_as_it_came() -> None:
    literals = {t.object.value for t in triples(sample_graph()) if isinstance(t.object, ox.Literal)}
    assert KEPT in literals and HOSTILE not in literals  # only the lone surrogate, which UTF-8 cannot hold, is replaced
    assert LONG in literals


@given(st.text())
def test_a_literal_is_written_as_oxigraph_writes_it(text: str) -> None:
    for sign in ("", *'\x00\x1f\x7f\u0085\u2028\ufffe\uffff"\\\n\r'):
        assert plain(text + sign) == str(ox.Literal(writable(text + sign)))


def test_only_days_become_dates() -> None:
    assert objects("statement/s1", "schema:dateCreated") == {'"2024-11-06"^^<http://www.w3.org/2001/XMLSchema#date>'}
    assert objects("statement/s4", "schema:dateCreated") == set()  # the thirtieth of February
    assert objects("article/a2", "schema:datePublished") == set()  # a month
    assert objects("membership/m2", "bayan:lastSeen") == set()
    assert [is_day(text) for text in ("2024-02-29", "2023-02-29", "2024-11-06T10:00", "٢٠٢٤-١١-٠٦", None)] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_decimals_have_one_form() -> None:
    assert [decimal(number) for number in (0, 1, 0.5, 0.123456, 1e-9)] == ["0.0", "1.0", "0.5", "0.1235", "0.0"]


def test_corroboration_counts_distinct_outlets() -> None:
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert objects("statement/s1", "bayan:corroboration") == {f'"2"{integer}'}
    assert objects("statement/s4", "bayan:corroboration") == {f'"1"{integer}'}  # outlet unknown, but there is one
    twice = dataclasses.replace(
        sample_graph(), articles=tuple(dataclasses.replace(a, outlet="o1") for a in sample_graph().articles)
    )
    assert f'"1"{integer}' in {
        str(t.object) for t in triples(twice)
        if t.subject.value.endswith("statement/s1") and t.predicate.value.endswith("corroboration")
    }  # fmt: skip


def test_an_outer_statement_conveys_the_inner() -> None:
    assert objects("statement/s1", "bayan:conveys") == {f"<{DEFAULT_BASE}statement/s2>"}


def test_names_that_are_romanised_say_so() -> None:
    assert objects("speaker/envoy", "bayan:romanised") and not objects("speaker/agency", "bayan:romanised")


def test_an_office_is_held_and_united_nations_is_no_country() -> None:
    assert objects("speaker/spokesman", "org:holds") == {f"<{DEFAULT_BASE}speaker/office>"}
    assert objects("membership/m1", "org:organization") == set()
    assert objects("speaker/envoy", "bayan:country") == {"<https://w3id.org/bayan/organisation/united_nations>"}


def test_what_has_no_iri_has_no_same_as() -> None:
    assert objects("speaker/hostile", "owl:sameAs") == set()
    assert objects("speaker/spokesman", "owl:sameAs") == {"<https://w3id.org/bayan/organisation/un>"}


def test_shortcuts_are_part_of_the_graph() -> None:
    found = {
        (t.subject.value.split("/")[-1], t.predicate.value.split("#")[-1], str(t.object).strip("<>").split("/")[-1])
        for t in triples(sample_graph())
    }
    assert {triple for triple in found if triple[1] in ("said", "spokeOn", "spokeAbout")} == {
        ("spokesman", "said", "s1"), ("spokesman", "said", "s3"), ("envoy", "said", "s2"), ("hostile", "said", "s4"),
        ("spokesman", "spokeOn", "sanctions"), ("envoy", "spokeOn", "climate_environment"),
        ("envoy", "spokeOn", "energy"), ("spokesman", "spokeAbout", "US"), ("envoy", "spokeAbout", "US"),
        ("envoy", "spokeAbout", "CN"),
    }  # fmt: skip


def test_evidence_names_the_property_and_the_characters() -> None:
    place = "evidence/r1-content-1"
    assert objects(place, "bayan:evidenceFor") == {"<https://schema.org/text>"}
    assert objects(place, "oa:hasSource") == {f"<{DEFAULT_BASE}article/a1>"}
    assert objects(place + "-quote", "oa:exact") == {'"لن نقبل العقوبات"'}
    assert {text.split('"')[1] for text in objects(place + "-position", "oa:start")} == {"40"}
    kinds = {"content", "cue", "speaker", "topic", "via", "occasion", "date"}
    assert {iri.split("r1-")[1].split("-")[0] for iri in objects("report/r1", "oa:hasTarget")} == kinds


def test_concepts_carry_their_names_and_matches() -> None:
    found = {
        (t.predicate.value.split("#")[-1], str(t.object)) for t in triples(sample_graph())
        if t.subject.value == "https://w3id.org/bayan/topic/sanctions"
    }  # fmt: skip
    assert ("prefLabel", '"sanctions"@en') in found and ("prefLabel", '"العقوبات"@ar') in found
    assert ("exactMatch", "<http://eurovoc.europa.eu/3483>") in found
    same = {str(t.object) for t in triples(sample_graph()) if t.subject.value == "https://w3id.org/bayan/country/US"}
    assert {"<http://www.wikidata.org/entity/Q30>", '"US"'} <= same


def test_reports_in_any_order_make_the_same_set() -> None:
    graph = sample_graph()
    shuffled = list(graph.statements)
    random.Random(1).shuffle(shuffled)
    assert set(triples(dataclasses.replace(graph, statements=tuple(shuffled)))) == set(triples(graph))


def test_a_country_whose_code_is_its_key_has_it_once() -> None:
    graph = sample_graph()
    about = tuple(dataclasses.replace(statement, countries=("EU", "US")) for statement in graph.statements)
    every = list(triples(dataclasses.replace(graph, statements=about)))
    assert len(every) == len(set(every))
    assert any(triple.subject.value.endswith("country/EU") for triple in every)
