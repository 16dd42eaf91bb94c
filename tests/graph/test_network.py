"""The networkx views and the files that carry them."""

import io
from typing import Any

import networkx
import pytest
from sample_graph import sample_graph

from graph.export.interchange import write_view_gexf, write_view_graphml
from graph.network import country_to_country, network, speaker_topic_country

VIEWS = [network, speaker_topic_country, country_to_country]


def edges(view: Any, relation: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, data in view.edges(data=True) if data["relation"] == relation}


def test_the_full_multigraph_has_every_relation() -> None:
    view = network(sample_graph())
    assert {data["kind"] for _, data in view.nodes(data=True)} == {"speaker", "statement", "topic", "country", "outlet"}
    assert edges(view, "conveys") == {("statement:s1", "statement:s2")}
    assert edges(view, "addressed_to") == {("statement:s3", "speaker:a-ministry")}
    assert edges(view, "via") == {("statement:s1", "speaker:agency")}
    assert edges(view, "reported") == {
        ("outlet:o1", "statement:s1"), ("outlet:o2", "statement:s1"), ("outlet:o1", "statement:s2"),
        ("outlet:o2", "statement:s3"),
    }  # fmt: skip
    assert ("speaker:spokesman", "speaker:office") in edges(view, "member_of")
    assert view.nodes["statement:s1"]["outlets"] == 2
    assert view.edges["outlet:o1", "statement:s1", "reported"]["date"] == "2024-11-06"
    assert "date" not in view.edges["outlet:o2", "statement:s1", "reported"]  # published on no known day


def test_speaker_topic_country_folds_statements_into_weights() -> None:
    view = speaker_topic_country(sample_graph())
    edge = view.edges["speaker:spokesman", "topic:sanctions", "spoke_on"]
    assert edge == {"relation": "spoke_on", "weight": 2, "support": 1, "oppose": 1, "neutral": 0,
                    "first": "2024-11-06", "last": "2024-12-01"}  # fmt: skip
    assert ("topic:energy", "country:CN") in edges(view, "raised_with")
    assert "speaker:agency" not in view  # conveys, but says nothing


def test_country_to_country_counts_who_speaks_about_whom() -> None:
    view = country_to_country(sample_graph())
    assert dict(view["RU"]["US"]) == {"weight": 2, "support": 1, "oppose": 1, "neutral": 0, "first": "2024-11-06",
                                      "last": "2024-12-01", "speakers": 1}  # fmt: skip
    assert set(view.edges) == {("RU", "US"), ("UN", "US"), ("UN", "CN")}
    assert view.nodes["US"]["label_en"] == "United States"


@pytest.mark.parametrize("make", VIEWS)
def test_graphml_is_read_back_equal(make: Any) -> None:
    view, buffer = make(sample_graph()), io.BytesIO()
    write_view_graphml(view, buffer)
    buffer.seek(0)
    again = networkx.read_graphml(buffer, force_multigraph=view.is_multigraph())
    assert dict(again.nodes(data=True)) == dict(view.nodes(data=True))
    assert sorted(again.edges(data=True), key=str) == sorted(view.edges(data=True), key=str)
    if view.is_multigraph():
        assert sorted(again.edges(keys=True)) == sorted(view.edges(keys=True))


@pytest.mark.parametrize("make", VIEWS)
def test_gexf_is_read_back_equal_but_for_its_edge_ids(make: Any) -> None:
    view, buffer = make(sample_graph()), io.BytesIO()
    write_view_gexf(view, buffer)
    buffer.seek(0)
    again = networkx.read_gexf(buffer)

    def plain(graph: Any) -> list[tuple[str, str, list[tuple[str, Any]]]]:
        return sorted((a, b, sorted((k, v) for k, v in d.items() if k not in ("id", "networkx_key")))
                      for a, b, d in graph.edges(data=True))  # fmt: skip

    assert dict(again.nodes(data=True)) == dict(view.nodes(data=True))
    assert plain(again) == plain(view)
    assert b"lastmodifieddate" not in buffer.getvalue()
