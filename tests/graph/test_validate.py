"""Each shape fails on a graph that breaks it, in both engines alike; a built graph conforms."""

import re
from pathlib import Path

import pytest
from sample_graph import sample_graph

from graph.errors import BayanError
from graph.export.serialise import write_trig, write_turtle
from graph.rdf import DEFAULT_BASE
from graph.validate import ValidationReport, validate


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("good") / "graph.ttl"
    write_turtle(sample_graph(), path)
    return path.read_text("utf-8")


def findings(report: ValidationReport) -> list[tuple[str, str, str, str | None]]:
    return sorted(
        (v.focus.removeprefix(DEFAULT_BASE), re.split("[#/]", v.path)[-1], v.constraint, v.value)
        for v in report.violations
    )


@pytest.mark.parametrize("engine", ["pyshacl", "oxigraph"])
def test_a_graph_of_ours_conforms(good: str, tmp_path: Path, engine: str) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(good, "utf-8")
    report = validate(file, engine)
    assert report.conforms, report.lines()
    assert report.statements == 4


def test_named_graphs_are_checked_together(tmp_path: Path) -> None:
    write_trig(sample_graph(), tmp_path / "graph.trig")
    for engine in ("pyshacl", "oxigraph"):
        assert validate(tmp_path / "graph.trig", engine).conforms


S1 = "statement:s1 a bayan:Statement , schema:Quotation"
BROKEN = {
    # name: (what to look for, what to put there, the finding expected: focus, property, constraint)
    "no speaker": (r"bayan:speaker speaker:spokesman ;\n", "", ("statement/s1", "speaker", "MinCount")),
    "two speakers": (r"bayan:speaker speaker:spokesman ;", "bayan:speaker speaker:spokesman , speaker:envoy ;",
                     ("statement/s1", "speaker", "MaxCount")),
    "speaker is a text": (r"bayan:speaker speaker:spokesman ;", 'bayan:speaker "x" ;',
                          ("statement/s1", "speaker", "NodeKind")),
    "a day that is none": (r'"2024-11-06"\^\^xsd:date ;\n    bayan:viaAgency',
                           '"2024-02-30"^^xsd:date ; bayan:viaAgency',
                           ("statement/s1", "dateCreated", "Datatype")),
    "date as text": (r'"2024-11-05"\^\^xsd:date', '"2024-11-05"', ("statement/s2", "dateCreated", "Datatype")),
    "confidence above one": (r"bayan:confidence 0.9 ;\n    bayan:corroboration 2",
                             "bayan:confidence 1.5 ; bayan:corroboration 2",
                             ("statement/s1", "confidence", "MaxInclusive")),
    "confidence below nought": (r"bayan:confidence 0.9 ;\n    bayan:corroboration 2",
                                "bayan:confidence -0.1 ; bayan:corroboration 2",
                                ("statement/s1", "confidence", "MinInclusive")),
    "no corroboration": (r"bayan:corroboration 2", "bayan:corroboration 0",
                         ("statement/s1", "corroboration", "MinInclusive")),
    "act unknown": (r"bayan:speechAct act:say", "bayan:speechAct act:sing", ("statement/s1", "speechAct", "Class")),
    "topic not of the scheme": (r"bayan:topic topic:sanctions", "bayan:topic country:US",
                                ("statement/s1", "topic", "Pattern")),
    "topic unknown": (r"bayan:topic topic:sanctions", "bayan:topic topic:gardening",
                      ("statement/s1", "topic", "Class")),
    "country unknown": (r"bayan:aboutCountry country:US", "bayan:aboutCountry country:XX",
                        ("statement/s1", "aboutCountry", "Class")),
    "occasion unknown": (r"occasion:press_conference ;", "occasion:picnic ;", ("statement/s1", "occasion", "Class")),
    "form unknown": (r"bayan:form bayan:direct", "bayan:form bayan:sung", ("statement/s1", "form", "In")),
    "polarity unknown": (r"bayan:polarity bayan:oppose", "bayan:polarity bayan:direct",
                         ("statement/s1", "polarity", "In")),
    "no text": (r'schema:text "لن نقبل العقوبات"@ar ;\n', "", ("statement/s1", "text", "MinCount")),
    "empty text": (r'schema:text "لن نقبل العقوبات"@ar', 'schema:text ""@ar', ("statement/s1", "text", "MinLength")),
    "conveys nothing known": (r"bayan:conveys statement:s2", "bayan:conveys statement:s9",
                              ("statement/s1", "conveys", "Class")),
    "capacity unknown": (r"bayan:inCapacity membership:m1", "bayan:inCapacity membership:m9",
                         ("statement/s1", "inCapacity", "Class")),
    "agency is a text": (r"bayan:viaAgency speaker:agency ;\n    bayan:occasion",
                         'bayan:viaAgency "x" ; bayan:occasion',
                         ("statement/s1", "viaAgency", "NodeKind")),
    "two addressees": (r"bayan:addressee speaker:a-ministry", "bayan:addressee speaker:a-ministry , speaker:envoy",
                       ("statement/s3", "addressee", "MaxCount")),
    "speaker without Arabic name": (r'skos:prefLabel "مبعوث المناخ"@ar ,', "skos:prefLabel",
                                    ("speaker/envoy", "prefLabel", "QualifiedMinCount")),
    "two names in one language": (r'skos:prefLabel "مبعوث المناخ"@ar ,',
                                  'skos:prefLabel "مبعوث"@ar , "مبعوث المناخ"@ar ,',
                                  ("speaker/envoy", "prefLabel", "UniqueLang")),
    "speaker's country unknown": (r"(speaker:envoy a (?:.|\n)*?)bayan:country organisation:united_nations",
                                  r"\1bayan:country country:XX",
                                  ("speaker/envoy", "country", "Class")),
    "said nothing known": (r"bayan:said statement:s2", "bayan:said statement:s9", ("speaker/envoy", "said", "Class")),
    "speaker undescribed": (r"bayan:speaker speaker:envoy", "bayan:speaker speaker:nobody",
                            ("speaker/nobody", "prefLabel", "QualifiedMinCount")),
    "role of no one": (r"    org:member speaker:spokesman ;\n", "", ("membership/m1", "member", "MinCount")),
    "seen last before first": (r'bayan:lastSeen "2024-11-06"', 'bayan:lastSeen "2023-11-06"',
                               ("membership/m1", "firstSeen", "LessThanOrEquals")),
    "outlet without name": (r'skos:prefLabel "الجريدة"@ar ,', "skos:prefLabel",
                            ("outlet/o1", "prefLabel", "QualifiedMinCount")),
    "article without id": (r'schema:identifier "one"', 'schema:name "one"', ("article/a1", "identifier", "MinCount")),
    "published on no day": (r'schema:datePublished "2024-11-06"', 'schema:datePublished "yesterday"',
                            ("article/a1", "datePublished", "Datatype")),
    "publisher unknown": (r"schema:publisher outlet:o1", "schema:publisher outlet:o9",
                          ("article/a1", "publisher", "Class")),
    "report of nothing": (r"oa:hasBody statement:s2", "oa:hasBody statement:s9", ("report/r3", "hasBody", "Class")),
    "report in no article": (r"(report:r3 a (?:.|\n)*?)bayan:inArticle article:a1", r"\1bayan:inArticle article:a9",
                             ("report/r3", "inArticle", "Class")),
    "report without evidence": (r"(bayan:confidence 0.25) ;\n    oa:hasTarget [^.]*\.", r"\1 .",
                                ("report/r5", "hasTarget", "MinCount")),
    "evidence without source": (r"(evidence:r3-cue-1 a oa:SpecificResource) ;\n    oa:hasSource article:a1", r"\1",
                                ("evidence/r3-cue-1", "hasSource", "MinCount")),
    "evidence for what": (r"(evidence:r3-cue-1 a (?:.|\n)*?)bayan:evidenceFor bayan:speechAct ;", r"\1",
                          ("evidence/r3-cue-1", "evidenceFor", "MinCount")),
    "one selector": (r"evidence:r3-cue-1-position , evidence:r3-cue-1-quote", "evidence:r3-cue-1-quote",
                     ("evidence/r3-cue-1", "hasSelector", "MinCount")),
    "ends before it starts": (r"(evidence:r3-cue-1-position a (?:.|\n)*?)oa:end 9", r"\1oa:end 4",
                              ("evidence/r3-cue-1-position", "start", "LessThanOrEquals")),
    "negative start": (r"(evidence:r3-cue-1-position a (?:.|\n)*?)oa:start 5", r"\1oa:start -5",
                       ("evidence/r3-cue-1-position", "start", "MinInclusive")),
    "end is a text": (r"(evidence:r3-cue-1-position a (?:.|\n)*?)oa:end 9", r'\1oa:end "nine"',
                      ("evidence/r3-cue-1-position", "end", "Datatype")),
    "quote without words": (r"(evidence:r3-cue-1-quote a oa:TextQuoteSelector) ;\n    oa:exact [^\n]*", r"\1 .",
                            ("evidence/r3-cue-1-quote", "exact", "MinCount")),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_fails_alike_in_both_engines(good: str, tmp_path: Path, name: str) -> None:
    pattern, replacement, expected = BROKEN[name]
    start = good.index(S1) if expected[0] == "statement/s1" else 0
    broken = good[:start] + re.sub(pattern, replacement, good[start:], count=1)
    assert broken != good, "the sample graph no longer has what this test breaks"
    file = tmp_path / "graph.ttl"
    file.write_text(broken, "utf-8")
    by_oxigraph = validate(file, "oxigraph")
    assert expected in [finding[:3] for finding in findings(by_oxigraph)]
    assert findings(by_oxigraph) == findings(validate(file, "pyshacl"))
    for violation in by_oxigraph.violations:
        assert re.search("[؀-ۿ]", violation.message_ar) and violation.message_en.isascii()
    assert len(by_oxigraph.lines(most=1)) >= 2


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "graph.ttl"
    broken.write_text("<a> <b> .\n", "utf-8")
    for engine in ("pyshacl", "oxigraph"):
        with pytest.raises(BayanError, match=r"graph\.ttl: line 1"):
            validate(broken, engine)
    with pytest.raises(BayanError, match="no such file"):
        validate(tmp_path / "absent.ttl")
    with pytest.raises(BayanError, match="no such engine"):
        validate(broken, "magic")


def test_a_value_too_many_is_found_though_the_graph_says_some_things_twice(tmp_path: Path) -> None:
    """The quick count of values against nodes must not take a node that two graphs hold for two."""
    bayan = "https://w3id.org/bayan/ontology#"
    write_trig(sample_graph(), tmp_path / "graph.trig")
    text = (tmp_path / "graph.trig").read_text("utf-8")
    twice = f"\n<http://x.example/g> {{ statement:s1 a <{bayan}Statement> . statement:s2 a <{bayan}Statement> . }}\n"
    more = twice + f"\nstatement:s1 <{bayan}confidence> 0.1 .\n"
    (tmp_path / "graph.trig").write_text(text + more, "utf-8")
    for engine in ("pyshacl", "oxigraph"):
        assert ("statement/s1", "confidence", "MaxCount", None) in findings(validate(tmp_path / "graph.trig", engine))
