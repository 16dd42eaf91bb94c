"""Saved queries: the right rows, the same rows in both engines, and values that stay values."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from sample_graph import HOSTILE, KEPT, sample_graph

from graph.answers import Answer, format_table, formatted
from graph.errors import BayanError, QueryError, UsageError
from graph.lookup import bindings
from graph.query import Value, bound, parameters, run, run_rdflib, saved_queries, saved_query
from graph.rdf import DEFAULT_BASE, prefixes, quads, triples
from graph.store import Store

PREFIXES = prefixes(DEFAULT_BASE)
GIVEN: list[dict[str, str]] = [
    {}, {"country": "US"}, {"country": "الصين"}, {"topic": "sanctions"}, {"speaker": "الناطق"}, {"from": "RU"},
    {"country": "US", "topic": "climate_environment"}, {"since": "2024-11-06"}, {"until": "2024-11-06"},
    {"since": "2024-11-05", "until": "2024-11-05"}, {"agency": "TASS"}, {"addressee": "Foreign Ministry"},
    {"word": "العقوبات"}, {"statement": DEFAULT_BASE + "statement/s1"},
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.of(quads(sample_graph()))


@pytest.fixture(scope="module")
def model() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(data=ox.serialize(triples(sample_graph()), format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph


def rows(answer: Answer) -> list[str]:
    return sorted(map(str, answer.triples if answer.triples is not None else answer.rows))


def column(answer: Answer, name: str) -> list[str]:
    place = answer.variables.index(name)
    return [getattr(row[place], "value", "") for row in answer.rows]


def test_there_are_enough_and_each_says_what_it_answers() -> None:
    assert len(saved_queries()) >= 15
    for query in saved_queries().values():
        assert query.text.startswith(f"# {query.comment}\n# {query.comment_ar}\n")
        assert query.comment.isascii() and not query.comment_ar.isascii()
        assert query.parameters


@pytest.mark.parametrize("name", saved_queries())
def test_rdflib_and_oxigraph_give_the_same_rows(store: Store, model: rdflib.Graph, name: str) -> None:
    query = saved_query(name)
    if "SERVICE" in query.text:
        from rdflib.plugins.sparql import prepareQuery

        prepareQuery(query.text)  # asks Wikidata, so here it is only read
        return
    answered = 0
    for given in GIVEN:
        if not set(given) <= set(query.parameters):
            continue
        values = bindings(store, given)
        by_oxigraph, by_rdflib = run(store, query.text, values), run_rdflib(model, query.text, values)
        assert rows(by_oxigraph) == rows(by_rdflib), given
        answered += len(rows(by_oxigraph))
    assert answered, "the sample graph holds nothing that this query finds"


def test_who_said_what_answers_about_a_country_on_a_topic(store: Store) -> None:
    query = saved_query("who_said_what").text
    answer = run(store, query, bindings(store, {"country": "United States", "topic": "climate_environment"}))
    assert column(answer, "speakerName") == ["مبعوث المناخ"]
    assert column(answer, "text") == ["المناخ أهم"]
    assert column(answer, "date") == ["2024-11-05"]
    assert column(answer, "url") == ["https://news.example/خبر/1"]


def test_absent_parameters_filter_nothing(store: Store) -> None:
    assert len(run(store, saved_query("who_said_what").text).rows) == 4
    assert len(run(store, saved_query("who_said_what").text, bindings(store, {"since": "2024-11-06"})).rows) == 2


def test_the_other_questions_have_their_answers(store: Store) -> None:
    def first(name: str) -> dict[str, str]:
        answer = run(store, saved_query(name).text)
        return {variable: getattr(value, "value", "") for variable, value in
                zip(answer.variables, answer.rows[0], strict=True)}  # fmt: skip

    assert first("several_outlets")["outlets"] == "2"
    assert first("contradictions")["supportText"] == "نؤيد رفع العقوبات"
    assert first("nested_chain")["innerName"] == "مبعوث المناخ"
    assert first("through_agency")["agencyName"] == "تاس"
    assert first("addressees")["addresseeName"] == "وزارة الخارجية"
    assert first("country_about_country")["statements"] == "2"
    answer = run(store, saved_query("evidence").text, {"statement": ox.NamedNode(DEFAULT_BASE + "statement/s2")})
    assert ("40", "50", "المناخ أهم") in zip(*(column(answer, n) for n in ("start", "end", "words")), strict=True)


def test_an_undated_statement_leaves_the_first_day_of_its_speaker() -> None:
    dated = list(quads(sample_graph()))
    said: dict[str, list[object]] = {}
    for quad in dated:
        if quad.predicate.value.endswith("#speaker"):
            said.setdefault(getattr(quad.object, "value", ""), []).append(quad.subject)
    speaker, (one, *others) = max(said.items(), key=lambda item: len(item[1]))
    assert others
    partly = [q for q in dated if not (q.subject == one and q.predicate.value.endswith("dateCreated"))]
    assert len(partly) == len(dated) - 1
    for answer in (run(Store.of(partly), saved_query("speakers").text), _by_rdflib(partly, "speakers")):
        place = column(answer, "speaker").index(speaker)
        assert column(answer, "first")[place] and column(answer, "last")[place]


def _by_rdflib(partly: list[ox.Quad], name: str) -> Answer:
    graph = rdflib.Graph()
    triples_only = ox.serialize((quad.triple for quad in partly), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=triples_only, format="nt")
    return run_rdflib(graph, saved_query(name).text, {})


HOSTILE_VALUES = [
    '") } DROP ALL #', "\\", '"', "'", "\n", "} UNION { ?s ?p ?o }", HOSTILE.replace("\ud800", ""), "?country", "UNDEF",
    "(UNDEF)", "\\1", "\\g<0>",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE_VALUES)
def test_a_hostile_value_stays_a_value(store: Store, model: rdflib.Graph, value: str) -> None:
    query = saved_query("words").text
    found = run(store, query, {"word": ox.Literal(value)})
    expected = [statement.text for statement in sample_graph().statements if value in statement.text]
    assert len(found.rows) == len(expected)
    assert rows(found) == rows(run_rdflib(model, query, {"word": ox.Literal(value)}))


@pytest.mark.parametrize("iri", ["https://x.example/> } DROP ALL #", "https://x.example/ y", "x"])
def test_a_hostile_iri_is_refused(store: Store, iri: str) -> None:
    with pytest.raises(UsageError):
        bindings(store, {"statement": iri})


def test_several_values_mean_any_of_them(store: Store) -> None:
    countries: Value = [ox.NamedNode("https://w3id.org/bayan/country/" + code) for code in ("US", "CN")]
    assert set(column(run(store, saved_query("countries").text, {"country": countries}), "countryNameEn")) == {
        "United States", "China",
    }  # fmt: skip


def test_parameters_are_read_from_the_query() -> None:
    text = "SELECT * WHERE { VALUES (?a ?b) { (UNDEF UNDEF) } ?s ?a ?b }"
    assert parameters(text) == ("a", "b")
    assert 'VALUES (?b) { ("x") }' in bound(text, {"b": ox.Literal("x")})
    assert "VALUES" not in bound(text, {})
    with pytest.raises(UsageError, match="no parameter c; it has a, b"):
        bound(text, {"c": ox.Literal("x")})


def test_names_are_found_spelling_aside_and_misses_get_advice(store: Store) -> None:
    spokesman = ox.NamedNode(DEFAULT_BASE + "speaker/spokesman")
    for typed in ("سالم الناطق", "الناطق", "salem al-natiq", "سالم الناطقْ", "سالم", "spokesman"):
        assert bindings(store, {"speaker": typed})["speaker"] == spokesman
    united_states = ox.NamedNode("https://w3id.org/bayan/country/US")
    for typed in ("US", "us", "أمريكا", "امريكا", "United States", united_states.value):
        assert bindings(store, {"country": typed})["country"] == united_states
    for given, advice in (
        ({"speaker": "سالم الناطك"}, "did you mean سالم الناطق"), ({"country": "Ruritania"}, "--country"),
        ({"topic": "sanction"}, "did you mean sanctions"), ({"since": "2024-13-01"}, "write it as 2024-11-06"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=advice):
            bindings(store, given)


def test_bad_queries_are_one_line(store: Store, model: rdflib.Graph) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        run(store, "SELECT ?x WHERE {")
    with pytest.raises(QueryError, match="rdflib"):
        run_rdflib(model, "SELECT ?x WHERE {")
    with pytest.raises(UsageError, match="who_said_what"):
        saved_query("what_said_who")


def test_every_format_of_an_answer(store: Store) -> None:
    answer = run(store, saved_query("speakers").text)
    lines = formatted(answer, "table", PREFIXES).splitlines()
    assert lines[0].startswith("speakerName") and "speaker:spokesman" in "\n".join(lines)
    assert formatted(answer, "csv", PREFIXES).startswith("speakerName,speakerNameEn,statements,first,last,speaker\r\n")
    document = json.loads(formatted(answer, "json", PREFIXES))
    assert document["head"]["vars"] == list(answer.variables)
    parsed = ox.parse_query_results(formatted(answer, "json", PREFIXES).encode(), ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [tuple(row) for row in parsed] == list(answer.rows)
    with pytest.raises(UsageError, match="CONSTRUCT"):
        formatted(answer, "ttl", PREFIXES)
    with pytest.raises(UsageError, match="no such format"):
        formatted(answer, "xml", PREFIXES)
    graph = run(store, saved_query("speaker_graph").text, bindings(store, {"speaker": "المبعوث"}))
    assert graph.triples
    assert rdflib.Graph().parse(data=formatted(graph, "ttl", PREFIXES)).__len__() == len(set(graph.triples))
    assert formatted(run(store, "ASK {}"), "table", PREFIXES) == "yes\n"
    assert json.loads(formatted(run(store, "ASK {}"), "json", PREFIXES)) == {"head": {}, "boolean": True}


def test_a_table_cannot_command_the_terminal() -> None:
    evil = "\x1b[2Jgone\r\n\u202eabc\x07" + KEPT
    table = format_table(Answer(("x",), ((ox.Literal(evil),),)), PREFIXES)
    assert len(table.splitlines()) == 3
    assert not set(table) & set("\x1b\x07\r\u202e")


def test_a_folder_of_the_users_own_adds_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text("# Mine\n# لي\nASK {}\n", "utf-8")
    monkeypatch.setenv("BAYAN_ONTOLOGY", str(tmp_path))
    saved_queries.cache_clear()
    try:
        assert saved_query("mine").comment == "Mine"
    finally:
        monkeypatch.undo()
        saved_queries.cache_clear()


def test_every_error_here_is_shown_as_a_line() -> None:
    assert issubclass(QueryError, BayanError) and issubclass(UsageError, BayanError)
    assert UsageError("a\nb").message == "a b" and UsageError("x").exit_code == 2
