"""The concept files: complete, bilingual, unambiguous, and read alike by both Turtle parsers."""

from __future__ import annotations

import collections
import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from extract.language.folding import folded_form
from ontology.concepts import (
    BAYAN,
    COUNTRY,
    OCCASION,
    ORGANISATION,
    ROLE,
    TOPIC,
    Concept,
    concepts,
    ontology_path,
)

NAMES = ("countries", "organisations", "occasions", "roles", "topics")
NAMESPACES = {
    "countries": COUNTRY,
    "organisations": ORGANISATION,
    "occasions": OCCASION,
    "roles": ROLE,
    "topics": TOPIC,
}
SHARED = Path(__file__).resolve().parents[2] / "../shared"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
# What an identifier looks like in each vocabulary that topics are matched to.
VOCABULARIES = {
    "iptc_mediatopic": r"http://cv\.iptc\.org/newscodes/mediatopic/\d{8}",
    "unbis_thesaurus": r"http://metadata\.un\.org/thesaurus/\d{7}",
    "eurovoc": r"http://eurovoc\.europa\.eu/(\d+|c_[0-9a-f]{8})",
    "wikidata": r"http://www\.wikidata\.org/entity/Q\d+",
}
ROLE_TYPES = {"Title", "Honorific", "UnnamedSourceNoun", "OrganisationNoun", "GroupNoun", "DocumentNoun"}
# Properties of a country whose values stand for it in text.
COUNTRY_WORDS = ("demonym", "people", "capital", "seatOfPower", "city", "leader", "armedGroup")


def rows(path: str) -> list[dict[str, str]]:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{path} is not beside the project")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def look_up_form(label: str) -> str:
    """The form under which a label is found: folded, each word without its article."""
    return " ".join(re.sub(r"^(?:ال|لل)(?=\w\w)", "", word) for word in folded_form(label).split())


def words_of(name: str, concept: Concept) -> set[str]:
    found = set(concept.labels("ar"))
    if name == "countries":
        found.update(*(concept.properties.get(word, ()) for word in COUNTRY_WORDS))
    return found


def each() -> Iterator[tuple[str, Concept]]:
    for name in NAMES:
        for concept in concepts(name).values():
            yield name, concept


def value(term: Any) -> str:
    return str(term.value)


def languages(described: Iterator[rdflib.term.Node]) -> list[str]:
    return sorted(text.language or "" for text in described if isinstance(text, rdflib.Literal))


def local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


@pytest.mark.parametrize("name", NAMES)
def test_both_parsers_read_the_same_triples(name: str) -> None:
    path = ontology_path(f"{name}.ttl")
    parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    fast = {(str(triple.subject), str(triple.predicate), value(triple.object)) for triple in parsed}
    model = rdflib.Graph().parse(path)
    slow = {(f"<{s}>", f"<{p}>", str(o)) for s, p, o in model}
    assert len(fast) == len(model)
    assert fast == slow


@pytest.mark.parametrize("name", NAMES)
def test_scheme_is_described_in_both_languages(name: str) -> None:
    model = rdflib.Graph().parse(ontology_path(f"{name}.ttl"))
    schemes = list(model.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme))
    assert schemes == [rdflib.URIRef(NAMESPACES[name] + "scheme")]
    for described_by in (rdflib.SKOS.prefLabel, rdflib.SKOS.definition):
        assert languages(model.objects(schemes[0], described_by)) == ["ar", "en"]
    members = set(model.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert set(model.subjects(rdflib.SKOS.inScheme, schemes[0])) == members


def test_every_concept_has_a_label_in_both_languages() -> None:
    assert [c.iri for _, c in each() if not (c.pref.get("ar") and c.pref.get("en"))] == []


def test_concepts_are_in_their_namespace_with_plain_local_names() -> None:
    for name, concept in each():
        assert concept.iri == NAMESPACES[name] + concept.key
        assert re.fullmatch(r"[A-Za-z0-9_-]+", concept.key), concept.iri


def test_labels_are_clean() -> None:
    for name, concept in each():
        for word in words_of(name, concept):
            assert word == word.strip() and "  " not in word, (concept.iri, word)
            assert folded_form(word).strip(), (concept.iri, word)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_names_two_concepts_unless_marked_ambiguous(name: str) -> None:
    owners: dict[str, set[str]] = collections.defaultdict(set)
    marked: set[tuple[str, str]] = set()
    for concept in concepts(name).values():
        for word in words_of(name, concept):
            owners[look_up_form(word)].add(concept.key)
        marked |= {(look_up_form(word), concept.key) for word in concept.properties.get("ambiguousLabel", ())}
    unmarked = {
        word: sorted(keys) for word, keys in owners.items() if len(keys) > 1 and not {(word, k) for k in keys} <= marked
    }
    assert unmarked == {}


def test_an_ambiguous_word_is_one_of_the_words_of_its_concept() -> None:
    for name, concept in each():
        assert set(concept.properties.get("ambiguousLabel", ())) <= words_of(name, concept), concept.iri


# ---------------------------------------------------------------- countries


def test_countries_are_all_there_with_their_codes() -> None:
    known = concepts("countries")
    listed = rows("design/countries.csv")
    assert set(known) == {row["iso2"] for row in listed}
    for row in listed:
        country = known[row["iso2"]]
        assert country.one("sameAs") == "http://www.wikidata.org/entity/" + row["wikidata"]
        assert country.one("m49") == (row["m49"].zfill(3) if row["m49"] else None)
        # ISO 3166-1 has no alpha-3 code for Kosovo and the Union: theirs are other bodies' inventions.
        assert country.one("iso3") == (None if row["iso2"] in ("XK", "EU") else row["iso3"])


def test_codes_are_unique() -> None:
    for code in ("iso2", "iso3", "m49", "sameAs"):
        counted = collections.Counter(v for c in concepts("countries").values() for v in c.properties.get(code, ()))
        assert counted and max(counted.values()) == 1, code
    assert all(c.properties["iso2"] == (c.key,) for c in concepts("countries").values())


def test_countries_outside_iso_that_news_names() -> None:
    assert {"PS", "EH", "TW", "XK", "EU"} <= set(concepts("countries"))


def test_demonyms_are_without_article_and_people_are_not_demonyms() -> None:
    for country in concepts("countries").values():
        for demonym in country.properties.get("demonym", ()):
            assert not demonym.startswith("ال") and demonym.endswith("ي"), (country.key, demonym)


@pytest.mark.parametrize(
    ("code", "word", "said_as"),
    [
        ("RU", "seatOfPower", "الكرملين"),  # the Kremlin
        ("US", "seatOfPower", "البنتاغون"),  # the Pentagon
        ("LB", "seatOfPower", "قصر بعبدا"),  # Baabda palace
        ("US", "demonym", "أميركي"),  # American, the Levantine spelling
        ("US", "demonym", "أمريكي"),  # American
        ("KR", "demonym", "كوري جنوبي"),  # South Korean
        ("TR", "people", "الأتراك"),  # the Turks
        ("SY", "city", "إدلب"),  # Idlib
        ("PS", "armedGroup", "حركة حماس"),  # the Hamas movement
        ("IN", "jointLabel", "كشمير"),  # Kashmir, India's and Pakistan's
        ("PK", "jointLabel", "كشمير"),
        ("ML", "ambiguousLabel", "مالي"),  # Mali, or "financial"
        ("OM", "ambiguousLabel", "عُمان"),  # Oman, or Amman
        ("JO", "ambiguousLabel", "عمان"),  # Amman
    ],
)
def test_words_that_stand_for_a_country(code: str, word: str, said_as: str) -> None:
    assert said_as in concepts("countries")[code].properties[word]


def test_a_joint_label_names_at_least_two_countries() -> None:
    owners = collections.Counter(v for c in concepts("countries").values() for v in c.properties.get("jointLabel", ()))
    assert owners and min(owners.values()) >= 2


# ---------------------------------------------------------------- topics


def test_topics_are_all_there_with_their_labels() -> None:
    known = concepts("topics")
    listed = rows("eval/topics.csv")
    assert set(known) == {row["key"] for row in listed} | {"other"}
    for row in listed:
        assert known[row["key"]].pref == {"ar": row["label_ar"], "en": row["label_en"]}


def test_topics_are_matched_as_verified() -> None:
    known = concepts("topics")
    for row in rows("eval/topics.csv"):
        found = {iri: kind for kind in MATCHES for iri in known[row["key"]].properties.get(kind, ())}
        for vocabulary, pattern in VOCABULARIES.items():
            named = [iri for iri in found if re.fullmatch(pattern, iri)]
            if not row[vocabulary]:
                assert named == []
                continue
            (iri,) = named
            assert iri.rsplit("/", 1)[-1] == row[vocabulary]
            match = row[vocabulary.split("_")[0] + "_match"]
            assert found[iri] == match


def test_matches_lead_to_the_four_vocabularies_only() -> None:
    pattern = "|".join(VOCABULARIES.values())
    for topic in concepts("topics").values():
        for kind in MATCHES:
            for iri in topic.properties.get(kind, ()):
                assert re.fullmatch(pattern, iri), (topic.key, iri)


def test_every_topic_has_words_and_a_scope_note() -> None:
    model = rdflib.Graph().parse(ontology_path("topics.ttl"))
    for topic in concepts("topics").values():
        notes = model.objects(rdflib.URIRef(topic.iri), rdflib.SKOS.scopeNote)
        assert languages(notes) == ["ar", "en"], topic.key
        if topic.key != "other":
            assert len(topic.labels("ar")) >= 30, topic.key


def test_a_word_is_either_strong_or_weak_evidence() -> None:
    for topic in concepts("topics").values():
        strong = {look_up_form(word) for word in (topic.pref["ar"], *topic.alt.get("ar", ()))}
        weak = {look_up_form(word) for word in topic.hidden.get("ar", ())}
        assert not strong & weak, topic.key


# ---------------------------------------------------------------- roles, organisations, occasions


def test_every_role_has_a_kind() -> None:
    roles = concepts("roles")
    assert len(roles) >= 200
    for role in roles.values():
        kinds = {local(kind) for kind in role.types}
        assert "Role" in kinds and kinds & ROLE_TYPES, role.key
        assert kinds <= ROLE_TYPES | {"Role"} | {local(str(rdflib.SKOS.Concept))}, role.key
        assert set(role.properties.get("feminine", ())) <= set(role.labels("ar")), role.key
        assert role.one("gender") in (None, "m", "f") and role.one("number") in (None, "s", "d", "p"), role.key


def test_a_group_of_office_holders_leads_to_the_office() -> None:
    roles = concepts("roles")
    ministers = roles["minister_group"]
    assert "وزراء" in ministers.labels("ar")  # ministers
    assert ministers.one("number") == "p"
    assert ministers.one("related") == roles["minister"].iri


def test_related_and_broader_roles_exist() -> None:
    roles = {role.iri for role in concepts("roles").values()}
    for role in concepts("roles").values():
        for relation in ("related", "broader"):
            assert set(role.properties.get(relation, ())) <= roles, role.key


def test_media_have_a_kind_and_a_home() -> None:
    homes = {country.iri for country in concepts("countries").values()}
    media = [c for c in concepts("organisations").values() if BAYAN + "NewsAgency" in c.types]
    assert len(media) >= 100
    for medium in media:
        assert medium.one("kind") in ("agency", "newspaper", "magazine", "channel", "radio", "website"), medium.key
        assert set(medium.properties.get("country", ())) <= homes, medium.key


def test_whom_an_organisation_speaks_for_is_a_known_code() -> None:
    codes = set(concepts("countries")) | {"UN"}
    organisations: Mapping[str, Concept] = concepts("organisations")
    assert {o.one("speaksFor") for o in organisations.values()} - {None} <= codes
    assert organisations["un_security_council"].one("speaksFor") == "UN"
    assert organisations["european_commission"].one("speaksFor") == "EU"


def test_wikidata_identifiers_are_not_shared() -> None:
    same = collections.Counter(v for c in concepts("organisations").values() for v in c.properties.get("sameAs", ()))
    assert max(same.values()) == 1
    assert all(re.fullmatch(VOCABULARIES["wikidata"], iri) for iri in same)


def test_occasions_that_extraction_relies_on() -> None:
    relied_on = {"press_conference", "phone_call", "interview", "tweet", "statement", "speech", "meeting", "summit"}
    assert relied_on | {"session", "article", "letter", "visit", "briefing", "video"} <= set(concepts("occasions"))
