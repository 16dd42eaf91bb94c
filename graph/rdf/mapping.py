"""The merged graph as Turtle: each function describes one resource, with those that are of it alone.

Sub-properties are written, their parents are not: `ontology/bayan.ttl` says that `bayan:speaker` is a
`schema:spokenByCharacter`, and a store that reasons adds that. Classes are written with their well-known parent,
so that tools without reasoning find a `foaf:Person` or an `oa:Annotation`.

The text is made at once, without an object for each term: there are some ninety triples a statement. Names are short,
by the prefixes of `graph.rdf.names`, so that no base IRI enters here; literals come from `graph.rdf.terms` alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.statement import Span
from graph.model import Article, Label, Membership, MergedGraph, Outlet, Report, Speaker, Statement
from graph.rdf import terms
from graph.rdf.names import link, local_name, named, shortened

_CLASSES = {
    "person": "bayan:Person , foaf:Person",
    "organization": "bayan:Organization , org:Organization",
    "group": "bayan:Group , foaf:Group",
    "document": "bayan:Document , foaf:Document",
    "unnamed": "bayan:UnnamedSource , foaf:Agent",
    "office": "bayan:Office , org:Post",
    "country": "bayan:Country , schema:Country",
}
_CHOICE = re.compile(r"[a-z]+")


def home(code: str) -> str:
    """Return the concept that a speaker speaks for: a country, or for `UN`, which is none, the organisation."""
    return "organisation:united_nations" if code == "UN" else named("country", code)


def described(node: str, about: Iterable[str]) -> str:
    """Return the Turtle of one resource; `about` are its predicates, each with its objects."""
    return f"\n{node} " + " ;\n    ".join(about) + " .\n"


class Mapping:
    """Describes the parts of one merged graph as Turtle without its prefix lines."""

    def __init__(self, graph: MergedGraph) -> None:
        self._offices = {speaker.key for speaker in graph.speakers if speaker.kind == "office"}
        self._holds: dict[str, set[str]] = defaultdict(set)
        for membership in graph.memberships:
            if membership.organisation in self._offices:
                self._holds[membership.speaker].add(str(membership.organisation))
        self._outlets = {article.key: article.outlet for article in graph.articles}

    def speaker(self, speaker: Speaker, said: Iterable[Statement]) -> str:
        """Describe a speaker: classes, labels, country, concept, offices held, and one hop to what they said.

        `said` are the speaker's statements: which they are, on which topics, about which countries.
        """
        said = tuple(said)
        about = [f"a {_CLASSES.get(speaker.kind, _CLASSES['unnamed'])}", *_labelled(speaker.label, speaker.key)]
        _add(about, "skos:altLabel", map(terms.arabic, sorted(set(speaker.labels) - {speaker.label.ar, ""})))
        if speaker.country:
            about.append(f"bayan:country {home(speaker.country)}")
        same = link(speaker.concept)
        if same is not None:
            about.append(f"owl:sameAs {shortened(same)}")
        _add(about, "org:holds", _all("speaker", self._holds.get(speaker.key, ())))
        _add(about, "bayan:spokeOn", _all("topic", (topic for statement in said for topic in statement.topics)))
        _add(about, "bayan:spokeAbout", _all("country", (code for statement in said for code in statement.countries)))
        _add(about, "bayan:said", [named("statement", statement.key) for statement in said])
        return described(named("speaker", speaker.key), about)

    def membership(self, membership: Membership) -> str:
        """Describe a role a speaker was seen in, as `org:Membership`."""
        about = ["a org:Membership", f"skos:prefLabel {terms.arabic(membership.role or membership.key)}"]
        about.append(f"org:member {named('speaker', membership.speaker)}")
        if membership.organisation:
            property_ = "bayan:office" if membership.organisation in self._offices else "org:organization"
            about.append(f"{property_} {named('speaker', membership.organisation)}")
        if membership.country:
            about.append(f"bayan:country {home(membership.country)}")
        _add_day(about, "bayan:firstSeen", membership.first_seen)
        _add_day(about, "bayan:lastSeen", membership.last_seen)
        return described(named("membership", membership.key), about)

    def outlet(self, outlet: Outlet) -> str:
        """Describe who published articles."""
        about = ["a schema:NewsMediaOrganization", *_labelled(outlet.label, outlet.key)]
        return described(named("outlet", outlet.key), about)

    def article(self, article: Article) -> str:
        """Describe an article without its body; its URL is an IRI when it is a valid one, else a literal."""
        about = ["a schema:NewsArticle", f"schema:identifier {terms.plain(article.id)}"]
        if article.title:
            about.append(f"schema:headline {terms.text_of_any_language(article.title)}")
        if article.url:
            url = link(article.url)
            about.append(f"schema:url {terms.plain(article.url) if url is None else shortened(url)}")
        if article.outlet:
            about.append(f"schema:publisher {named('outlet', article.outlet)}")
        _add_day(about, "schema:datePublished", article.published)
        return described(named("article", article.key), about)

    def statement(self, statement: Statement, conveys: Iterable[str]) -> str:
        """Describe a statement; `conveys` are the keys of the statements that lie in its content."""
        about = ["a bayan:Statement , schema:Quotation", f"bayan:speaker {named('speaker', statement.speaker)}"]
        if statement.capacity:
            about.append(f"bayan:inCapacity {named('membership', statement.capacity)}")
        about.append(f"bayan:speechAct {named('act', statement.act)}")
        _add(about, "bayan:topic", _all("topic", statement.topics))
        _add(about, "bayan:aboutCountry", _all("country", statement.countries))
        if statement.text:
            about.append(f"schema:text {terms.arabic(statement.text)}")
        _add_day(about, "schema:dateCreated", statement.date)
        if statement.addressee:
            about.append(f"bayan:addressee {named('speaker', statement.addressee)}")
        _add(about, "bayan:viaAgency", _all("speaker", (key for report in statement.reports for key in report.via)))
        occasions = (report.record.occasion for report in statement.reports)
        _add(about, "bayan:occasion", _all("occasion", (occasion.kind for occasion in occasions if occasion)))
        _add(about, "bayan:conveys", _all("statement", conveys))
        # The concepts of forms and polarities live in `bayan.ttl` itself.
        for property_, choice in (("bayan:form", statement.form), ("bayan:polarity", statement.polarity)):
            if _CHOICE.fullmatch(choice):
                about.append(f"{property_} bayan:{choice}")
        about.append(f"bayan:confidence {terms.decimal(statement.confidence)}")
        about.append(f"bayan:corroboration {self._corroboration(statement)}")
        return described(named("statement", statement.key), about)

    def report(self, statement: Statement, report: Report) -> str:
        """Describe one article's report of a statement, and after it the place of every word it rests on."""
        record = report.record
        key = local_name(report.key)
        article = named("article", report.article)
        places = [
            (f"evidence:{key}-{name}-{number}", property_, span)
            for name, property_, spans in _evidence(report)
            for number, span in enumerate(spans, 1)
        ]
        about = [
            "a bayan:Report , oa:Annotation",
            f"oa:hasBody {named('statement', statement.key)}",
            f"bayan:inArticle {article}",
            f"bayan:recordId {terms.plain(record.id)}",
            f"bayan:cueLemma {terms.arabic(record.cue.lemma)}",
            f"bayan:nameInArticle {terms.arabic(record.speaker.name)}",
        ]
        if record.speaker.implicit:
            about.append("bayan:implicitSpeaker true")
        _add(about, "bayan:viaAgency", _all("speaker", report.via))
        about.append(f"bayan:confidence {terms.decimal(record.confidence)}")
        _add(about, "oa:hasTarget", [node for node, _, _ in places])
        found = [_place(node, article, property_, span) for node, property_, span in places]
        return described(f"report:{key}", about) + "".join(found)

    def _corroboration(self, statement: Statement) -> int:
        """Return the number of distinct outlets; an article whose outlet is unknown still counts as one."""
        known = {self._outlets.get(report.article) for report in statement.reports} - {None}
        return max(1, len(known))


def _place(node: str, article: str, property_: str, span: Span) -> str:
    """Describe where in an article the evidence for a property is: by its place, and by its words.

    The vocabulary has `xsd:nonNegativeInteger` for places, but Oxigraph's store turns that into `xsd:integer` anyway;
    written so from the start, every engine holds the same term.
    """
    return f"""
{node} a oa:SpecificResource ;
    oa:hasSource {article} ;
    bayan:evidenceFor {property_} ;
    oa:hasSelector {node}-position , {node}-quote .

{node}-position a oa:TextPositionSelector ;
    oa:start {span.start} ;
    oa:end {span.end} .

{node}-quote a oa:TextQuoteSelector ;
    oa:exact {terms.plain(span.text)} .
"""


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


def _labelled(label: Label, key: str) -> Iterator[str]:
    arabic = terms.arabic(label.ar or key)
    yield f"skos:prefLabel {arabic} , {terms.english(label.en)}" if label.en else f"skos:prefLabel {arabic}"
    if label.en and label.romanised:
        yield "bayan:romanised true"


def _all(kind: str, keys: Iterable[str]) -> list[str]:
    """Return the names of resources or concepts of a kind, each once, sorted by key."""
    return [named(kind, key) for key in sorted(set(keys))]


def _add(about: list[str], property_: str, values: Iterable[str]) -> None:
    """Add a predicate with its objects, unless there is none."""
    objects = " , ".join(values)
    if objects:
        about.append(f"{property_} {objects}")


def _add_day(about: list[str], property_: str, date: str | None) -> None:
    literal = terms.day(date)
    if literal is not None:
        about.append(f"{property_} {literal}")
