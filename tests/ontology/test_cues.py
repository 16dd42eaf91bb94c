"""The speech acts and the reporting lexicon hold what extraction relies on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pyoxigraph as ox
import pytest
import rdflib

from extract.language.folding import folded_form
from extract.statement import POLARITIES
from ontology.concepts import ACT, BAYAN, CUE, Concept, concepts, ontology_path

PREPOSITIONS = frozenset({"إلى", "عن", "من", "ب", "على", "ل", "في", "ك", "مع", "بين", "ضد"})
SLOTS = PREPOSITIONS | {"clause", "quote", "object"}
CERTAINTIES = frozenset({"strong", "medium", "weak"})
TYPES: dict[str, dict[str, set[str]]] = {
    "ReportingVerb": {
        "required": {"imperfect", "verbalNoun", "certainty"},
        "optional": {"takes", "frame", "addresseeSlot", "light", "vocalised", "ambiguous", "notCue"},
    },
    "PhraseVerb": {"required": {"imperfect", "verbalNoun"}, "optional": set()},
    "ReportingPhrase": {
        "required": {"head", "tail", "certainty"},
        "optional": {"takes", "frame", "addresseeSlot", "contentFrom", "notCue"},
    },
    "AttributionPhrase": {"required": {"followedBy", "certainty"}, "optional": {"notCue"}},
    "ReportingNoun": {"required": {"takes", "certainty"}, "optional": {"plural", "ambiguous", "notCue"}},
    "AttitudeNoun": {"required": set(), "optional": set()},
}
FORMS = frozenset(
    {"imperfect", "participle", "verbalNoun", "verbalNounPlural", "plural", "vocalised", "ambiguous"}
    | {"perfectFeminine", "perfectPlural", "perfectDual", "perfectBound"}
    | {"imperfectPlural", "imperfectDual", "imperfectBound", "jussive"}
    | {"participleAccusative", "participleFeminine", "participlePlural"}
)
SPELLED = re.compile(r"[ء-غف-ي]+")
"""Arabic letters alone: no diacritic, tatweel, space or mark."""


def kind(concept: Concept) -> str:
    """Return the local name of the concept's own class."""
    own = [name.removeprefix(BAYAN) for name in concept.types if name.startswith(BAYAN)]
    assert len(own) == 1, f"{concept.key} has the classes {own}; give it one"
    return own[0]


def of_kind(name: str) -> Iterator[Concept]:
    return (concept for concept in concepts("cues").values() if kind(concept) == name)


@pytest.mark.parametrize("name", ["acts", "cues"])
def test_both_parsers_read_the_same_triples(name: str) -> None:
    path = ontology_path(f"{name}.ttl")
    read_by_oxigraph = set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(read_by_oxigraph) == len(rdflib.Graph().parse(path, format="turtle")) > 0


@pytest.mark.parametrize("name", ["acts", "cues"])
def test_keys_are_plain_and_labels_bilingual(name: str) -> None:
    for key, concept in concepts(name).items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key), key
        assert concept.pref.get("ar", "").strip() and concept.pref.get("en", "").strip(), key
        assert not re.search(r"[A-Za-z]", concept.pref["ar"]) and concept.pref["en"].isascii(), key


def test_acts_are_defined_in_both_languages_and_take_a_stance() -> None:
    graph = rdflib.Graph().parse(ontology_path("acts.ttl"), format="turtle")
    acts = concepts("acts")
    assert len(acts) >= 40
    for key, act in acts.items():
        assert kind(act) == "SpeechAct", key
        assert act.one("stance") in POLARITIES and len(act.properties["stance"]) == 1, key
        definitions = graph.objects(rdflib.URIRef(act.iri), rdflib.SKOS.definition)
        defined = {text.language for text in definitions if isinstance(text, rdflib.Literal)}
        assert defined == {"ar", "en"}, key
        for code in act.properties.get("notation", ()):
            assert re.fullmatch(r"CAMEO:\d{2,4}|PLOVER:[A-Z]+", code), f"{key}: {code}"


def test_every_act_but_the_first_leads_up_to_say() -> None:
    acts = concepts("acts")
    for key in acts:
        climbed = [key]
        while broader := acts[climbed[-1]].one("broader"):
            wider = broader.removeprefix(ACT)
            assert wider in acts and wider not in climbed, f"{key}: {climbed} -> {wider}"
            climbed.append(wider)
        assert climbed[-1] == "say", key


def test_wider_acts_do_not_contradict_the_narrower() -> None:
    """A supporting act is never filed under an opposing one, so that a query may widen an act and keep its stance."""
    acts = concepts("acts")
    for key, act in acts.items():
        if broader := act.one("broader"):
            stances = {act.one("stance"), acts[broader.removeprefix(ACT)].one("stance")}
            assert stances != {"support", "oppose"}, key


def test_every_cue_has_one_act_that_exists() -> None:
    for key, cue in concepts("cues").items():
        assert cue.iri == CUE + key
        assert [broader.removeprefix(ACT) in concepts("acts") for broader in cue.properties["broader"]] == [True], key


def test_properties_are_those_of_the_type_and_values_those_allowed() -> None:
    for key, cue in concepts("cues").items():
        allowed = TYPES[kind(cue)]
        own = set(cue.properties) - {"inScheme", "broader"}
        if kind(cue) in ("ReportingVerb", "PhraseVerb"):
            own -= FORMS - allowed["required"]
        assert allowed["required"] <= own <= allowed["required"] | allowed["optional"], key
        assert set(cue.properties.get("certainty", ())) <= CERTAINTIES, key
        assert len(cue.properties.get("certainty", ("",))) == 1, key
        assert set(cue.properties.get("takes", ())) <= SLOTS, key
        assert set(cue.properties.get("addresseeSlot", ())) <= PREPOSITIONS | {"object"}, key
        assert set(cue.properties.get("light", ())) <= PREPOSITIONS | {"object"}, key
        assert set(cue.properties.get("followedBy", ())) <= {"speaker", "pronoun", "verb"}, key
        for frame in cue.properties.get("frame", ()):
            first, _, second = frame.partition("+")
            assert first in SLOTS and second in SLOTS, f"{key}: {frame}"


def test_a_cue_says_where_its_content_stands() -> None:
    for cue in (*of_kind("ReportingVerb"), *of_kind("ReportingPhrase")):
        assert any(cue.properties.get(name) for name in ("takes", "frame", "light")), cue.key


def test_forms_are_single_bare_words() -> None:
    for key, cue in concepts("cues").items():
        for name in FORMS & set(cue.properties):
            for form in cue.properties[name]:
                bare = form.replace("\u0651", "") if name == "vocalised" else form
                assert SPELLED.fullmatch(bare), f"{key} {name}: {form!r}"
        if kind(cue) in ("ReportingVerb", "PhraseVerb"):
            assert SPELLED.fullmatch(cue.pref["ar"]), key
            for form in cue.properties.get("vocalised", ()):
                assert "\u0651" in form and folded_form(form) == folded_form(cue.pref["ar"]), key
            for imperfect in cue.properties["imperfect"]:
                assert imperfect.startswith("ي"), key
        for phrase in cue.properties.get("notCue", ()):
            assert phrase == phrase.strip() and re.fullmatch(r"[ء-غف-ي ]+", phrase), f"{key}: {phrase!r}"


def test_irregular_verbs_state_their_forms() -> None:
    """Verbs that end in a weak letter or hamza, or have a long vowel before the last letter, cannot be inflected by
    joining endings alone.
    """
    for cue in (*of_kind("ReportingVerb"), *of_kind("PhraseVerb")):
        perfect = cue.pref["ar"]
        if perfect[-1] in "اىأء" or perfect[-2] == "ا":
            stated = {"perfectFeminine", "perfectPlural", "perfectDual", "imperfectPlural"}
            assert stated <= set(cue.properties), f"{cue.key} ({perfect}) lacks {stated - set(cue.properties)}"
        if perfect[-1] == "ى":
            assert cue.properties["perfectFeminine"] == (perfect[:-1] + "ت",), cue.key


@pytest.mark.parametrize(
    ("key", "form", "spelled"),
    [
        ("da_a", "perfectFeminine", "دعت"),  # she called
        ("da_a", "jussive", "يدع"),  # (did not) call
        ("nafa", "perfectBound", "نفا"),  # denied (it)
        ("qala", "imperfectPlural", "يقولون"),  # they say
        ("ra_a", "perfectPlural", "رأوا"),  # they held
        ("hanna_a", "perfectDual", "هنآ"),  # the two congratulated
        ("abda", "participleAccusative", "مبديا"),  # voicing
        ("anha", "perfectFeminine", "أنحت"),  # she turned (the blame)
    ],
)
def test_known_forms(key: str, form: str, spelled: str) -> None:
    assert spelled in concepts("cues")[key].properties[form]


def test_phrases_are_their_head_and_tail_and_the_head_is_a_verb() -> None:
    verbs = {cue.pref["ar"] for cue in (*of_kind("ReportingVerb"), *of_kind("PhraseVerb"))}
    for cue in of_kind("ReportingPhrase"):
        head, tail = cue.properties["head"][0], cue.properties["tail"][0]
        assert cue.pref["ar"] == f"{head} {tail}", cue.key
        assert head in verbs, f"{cue.key}: {head} has no entry of its own"
        assert all(tail.endswith(words) for words in cue.properties.get("contentFrom", ())), cue.key


def test_the_lexicon_is_broad_and_has_no_entry_twice() -> None:
    assert sum(1 for _ in of_kind("ReportingVerb")) >= 150
    assert len(concepts("cues")) >= 220
    entries = sorted(
        (kind(cue), cue.pref["ar"], cue.properties.get("vocalised", ()), cue.properties["broader"], cue.key)
        for cue in concepts("cues").values()
    )
    for one, other in pairwise(entries):
        assert one[:4] != other[:4], f"{one[4]} and {other[4]} are the same"
