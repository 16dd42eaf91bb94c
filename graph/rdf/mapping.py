"""The merged graph as RDF: each function describes one resource, its triples together.

Sub-properties are written, their parents are not: `ontology/bayan.ttl` says that `bayan:speaker` is a
`schema:spokenByCharacter`, and a store that reasons adds that. Classes are written with their well-known parent,
so that tools without reasoning find a `foaf:Person` or an `oa:Annotation`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from extract.statement import Span
from graph.model import Article, Label, Membership, MergedGraph, Outlet, Report, Speaker, Statement
from graph.rdf import terms
from graph.rdf.names import Names, link, local_name
from graph.rdf.terms import term
from ontology.concepts import ACT, COUNTRY, OCCASION, ORGANISATION, TOPIC

_CLASSES = {
    "person": ("bayan:Person", "foaf:Person"),
    "organization": ("bayan:Organization", "org:Organization"),
    "group": ("bayan:Group", "foaf:Group"),
    "document": ("bayan:Document", "foaf:Document"),
    "unnamed": ("bayan:UnnamedSource", "foaf:Agent"),
    "office": ("bayan:Office", "org:Post"),
    "country": ("bayan:Country", "schema:Country"),
}
_CHOICE = re.compile(r"[a-z]+")


def concept(namespace: str, key: str) -> ox.NamedNode:
    """Return the IRI of an ontology concept from its scheme's namespace and its key."""
    return ox.NamedNode(namespace + local_name(key))


def home(code: str) -> ox.NamedNode:
    """Return the concept that a speaker speaks for: a country, or for `UN`, which is none, the organisation."""
    return concept(ORGANISATION, "united_nations") if code == "UN" else concept(COUNTRY, code)


class Mapping:
    """Describes the parts of one merged graph as triples, below one base IRI."""

    def __init__(self, graph: MergedGraph, base: str) -> None:
        self._name = Names(base)
        self._offices = {speaker.key for speaker in graph.speakers if speaker.kind == "office"}
        self._holds: dict[str, set[str]] = defaultdict(set)
        for membership in graph.memberships:
            if membership.organisation in self._offices:
                self._holds[membership.speaker].add(str(membership.organisation))
        self._outlets = {article.key: article.outlet for article in graph.articles}

    def graph_name(self, article: str) -> ox.NamedNode:
        """Return the name of the graph that holds an article's reports: the article's own IRI."""
        return self._name("article", article)

    def speaker(self, speaker: Speaker, shortcuts: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Describe a speaker: classes, labels, country, concept, offices held, and the one-hop shortcuts."""
        node = self._name("speaker", speaker.key)
        yield from _typed(node, *_CLASSES.get(speaker.kind, ("bayan:UnnamedSource", "foaf:Agent")))
        yield from _labelled(node, speaker.label, speaker.key)
        for label in sorted(set(speaker.labels) - {speaker.label.ar, ""}):
            yield ox.Triple(node, term("skos:altLabel"), terms.arabic(label))
        if speaker.country:
            yield ox.Triple(node, term("bayan:country"), home(speaker.country))
        same = link(speaker.concept)
        if same is not None:
            yield ox.Triple(node, term("owl:sameAs"), same)
        for office in sorted(self._holds.get(speaker.key, ())):
            yield ox.Triple(node, term("org:holds"), self._name("speaker", office))
        yield from shortcuts

    def shortcuts(self, speaker: str, statements: Iterable[Statement]) -> Iterator[ox.Triple]:
        """Describe what a speaker said, on which topics, about which countries, each in one hop."""
        node = self._name("speaker", speaker)
        statements = tuple(statements)
        for topic in sorted({topic for statement in statements for topic in statement.topics}):
            yield ox.Triple(node, term("bayan:spokeOn"), concept(TOPIC, topic))
        for country in sorted({country for statement in statements for country in statement.countries}):
            yield ox.Triple(node, term("bayan:spokeAbout"), concept(COUNTRY, country))
        for statement in statements:
            yield ox.Triple(node, term("bayan:said"), self._name("statement", statement.key))

    def membership(self, membership: Membership) -> Iterator[ox.Triple]:
        """Describe a role a speaker was seen in, as `org:Membership`."""
        node = self._name("membership", membership.key)
        yield from _typed(node, "org:Membership")
        yield ox.Triple(node, term("skos:prefLabel"), terms.arabic(membership.role or membership.key))
        yield ox.Triple(node, term("org:member"), self._name("speaker", membership.speaker))
        if membership.organisation:
            property_ = "bayan:office" if membership.organisation in self._offices else "org:organization"
            yield ox.Triple(node, term(property_), self._name("speaker", membership.organisation))
        if membership.country:
            yield ox.Triple(node, term("bayan:country"), home(membership.country))
        for name, date in (("firstSeen", membership.first_seen), ("lastSeen", membership.last_seen)):
            yield from _dated(node, f"bayan:{name}", date)

    def outlet(self, outlet: Outlet) -> Iterator[ox.Triple]:
        """Describe who published articles."""
        node = self._name("outlet", outlet.key)
        yield from _typed(node, "schema:NewsMediaOrganization")
        yield from _labelled(node, outlet.label, outlet.key)

    def article(self, article: Article) -> Iterator[ox.Triple]:
        """Describe an article without its body; its URL is an IRI when it is a valid one, else a literal."""
        node = self._name("article", article.key)
        yield from _typed(node, "schema:NewsArticle")
        yield ox.Triple(node, term("schema:identifier"), terms.plain(article.id))
        if article.title:
            yield ox.Triple(node, term("schema:headline"), terms.text_of_any_language(article.title))
        if article.url:
            yield ox.Triple(node, term("schema:url"), link(article.url) or terms.plain(article.url))
        if article.outlet:
            yield ox.Triple(node, term("schema:publisher"), self._name("outlet", article.outlet))
        yield from _dated(node, "schema:datePublished", article.published)

    def statement(self, statement: Statement, conveys: Iterable[str]) -> Iterator[ox.Triple]:
        """Describe a statement; `conveys` are the keys of the statements that lie in its content."""
        node = self._name("statement", statement.key)
        yield from _typed(node, "bayan:Statement", "schema:Quotation")
        yield ox.Triple(node, term("bayan:speaker"), self._name("speaker", statement.speaker))
        if statement.capacity:
            yield ox.Triple(node, term("bayan:inCapacity"), self._name("membership", statement.capacity))
        yield ox.Triple(node, term("bayan:speechAct"), concept(ACT, statement.act))
        for topic in sorted(set(statement.topics)):
            yield ox.Triple(node, term("bayan:topic"), concept(TOPIC, topic))
        for country in sorted(set(statement.countries)):
            yield ox.Triple(node, term("bayan:aboutCountry"), concept(COUNTRY, country))
        if statement.text:
            yield ox.Triple(node, term("schema:text"), terms.arabic(statement.text))
        yield from _dated(node, "schema:dateCreated", statement.date)
        if statement.addressee:
            yield ox.Triple(node, term("bayan:addressee"), self._name("speaker", statement.addressee))
        for agency in sorted({key for report in statement.reports for key in report.via}):
            yield ox.Triple(node, term("bayan:viaAgency"), self._name("speaker", agency))
        for kind in sorted({report.record.occasion.kind for report in statement.reports if report.record.occasion}):
            yield ox.Triple(node, term("bayan:occasion"), concept(OCCASION, kind))
        for inner in sorted(set(conveys)):
            yield ox.Triple(node, term("bayan:conveys"), self._name("statement", inner))
        yield from _chosen(node, "bayan:form", statement.form)
        yield from _chosen(node, "bayan:polarity", statement.polarity)
        yield ox.Triple(node, term("bayan:confidence"), terms.decimal(statement.confidence))
        yield ox.Triple(node, term("bayan:corroboration"), terms.integer(self._corroboration(statement)))

    def report(self, statement: Statement, report: Report) -> Iterator[ox.Triple]:
        """Describe one article's report of a statement, with the place of every word it rests on."""
        node = self._name("report", report.key)
        record = report.record
        yield from _typed(node, "bayan:Report", "oa:Annotation")
        yield ox.Triple(node, term("oa:hasBody"), self._name("statement", statement.key))
        yield ox.Triple(node, term("bayan:inArticle"), self._name("article", report.article))
        yield ox.Triple(node, term("bayan:recordId"), terms.plain(record.id))
        yield ox.Triple(node, term("bayan:cueLemma"), terms.arabic(record.cue.lemma))
        yield ox.Triple(node, term("bayan:nameInArticle"), terms.arabic(record.speaker.name))
        if record.speaker.implicit:
            yield ox.Triple(node, term("bayan:implicitSpeaker"), terms.true())
        for agency in sorted(set(report.via)):
            yield ox.Triple(node, term("bayan:viaAgency"), self._name("speaker", agency))
        yield ox.Triple(node, term("bayan:confidence"), terms.decimal(record.confidence))
        places = [
            (name, number, property_, span)
            for name, property_, spans in _evidence(report)
            for number, span in enumerate(spans, 1)
        ]
        for name, number, _, _ in places:
            yield ox.Triple(node, term("oa:hasTarget"), self._name("evidence", f"{report.key}-{name}-{number}"))
        for name, number, property_, span in places:
            yield from self._place(report, f"{report.key}-{name}-{number}", property_, span)

    def _place(self, report: Report, key: str, property_: str, span: Span) -> Iterator[ox.Triple]:
        node = self._name("evidence", key)
        position = self._name("evidence", key + "-position")
        quote = self._name("evidence", key + "-quote")
        yield from _typed(node, "oa:SpecificResource")
        yield ox.Triple(node, term("oa:hasSource"), self._name("article", report.article))
        yield ox.Triple(node, term("bayan:evidenceFor"), term(property_))
        yield ox.Triple(node, term("oa:hasSelector"), position)
        yield ox.Triple(node, term("oa:hasSelector"), quote)
        yield from _typed(position, "oa:TextPositionSelector")
        # The vocabulary has xsd:nonNegativeInteger, but Oxigraph's store turns that into xsd:integer anyway; written
        # so from the start, every engine holds the same term.
        yield ox.Triple(position, term("oa:start"), terms.integer(span.start))
        yield ox.Triple(position, term("oa:end"), terms.integer(span.end))
        yield from _typed(quote, "oa:TextQuoteSelector")
        yield ox.Triple(quote, term("oa:exact"), terms.plain(span.text))

    def _corroboration(self, statement: Statement) -> int:
        """Return the number of distinct outlets; an article whose outlet is unknown still counts as one."""
        known = {self._outlets.get(report.article) for report in statement.reports} - {None}
        return max(1, len(known))


def _evidence(report: Report) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Yield a name, the property that it is evidence for, and the spans, for every field read from the article."""
    record = report.record
    speaker, cue = record.speaker, record.cue
    yield "content", "schema:text", record.content
    yield "cue", "bayan:speechAct", (Span(cue.text, cue.start, cue.end),)
    yield "speaker", "bayan:speaker", (Span(speaker.mention, speaker.start, speaker.end),)
    yield "topic", "bayan:topic", record.topic_evidence
    yield "country", "bayan:aboutCountry", record.country_evidence
    if record.addressee:
        addressee = record.addressee
        yield "addressee", "bayan:addressee", (Span(addressee.mention, addressee.start, addressee.end),)
    yield "via", "bayan:viaAgency", tuple(Span(via.text, via.start, via.end) for via in record.via)
    if record.occasion:
        yield "occasion", "bayan:occasion", (Span(record.occasion.text, record.occasion.start, record.occasion.end),)
    if record.date_evidence:
        yield "date", "schema:dateCreated", (record.date_evidence,)


def _typed(node: ox.NamedNode, *classes: str) -> Iterator[ox.Triple]:
    for name in classes:
        yield ox.Triple(node, term("rdf:type"), term(name))


def _labelled(node: ox.NamedNode, label: Label, key: str) -> Iterator[ox.Triple]:
    yield ox.Triple(node, term("skos:prefLabel"), terms.arabic(label.ar or key))
    if label.en:
        yield ox.Triple(node, term("skos:prefLabel"), terms.english(label.en))
    if label.en and label.romanised:
        yield ox.Triple(node, term("bayan:romanised"), terms.true())


def _dated(node: ox.NamedNode, property_: str, date: str | None) -> Iterator[ox.Triple]:
    literal = terms.day(date)
    if literal is not None:
        yield ox.Triple(node, term(property_), literal)


def _chosen(node: ox.NamedNode, property_: str, choice: str) -> Iterator[ox.Triple]:
    """Write a form or a polarity, whose concepts live in `bayan.ttl` itself."""
    if _CHOICE.fullmatch(choice):
        yield ox.Triple(node, term(property_), term(f"bayan:{choice}"))
