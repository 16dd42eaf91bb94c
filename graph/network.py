"""The merged graph as networkx graphs.

`network` is the full multigraph. Its nodes carry `kind` (`speaker`, `statement`, `topic`, `country`, `outlet`),
`label` (Arabic), `label_en` and, by kind: `type` and `country` of a speaker; `text`, `date`, `act`, `form`,
`polarity`, `confidence` and `outlets` (how many reported it) of a statement. Its edges are keyed and carry `relation`:

| relation | from | to | further attributes |
|---|---|---|---|
| `said` | speaker | statement | `date`, `role` |
| `on_topic` | statement | topic | |
| `about` | statement | country | `polarity` |
| `conveys` | statement | statement that lies in it | |
| `addressed_to` | statement | speaker | |
| `via` | statement | agency (a speaker) | |
| `reported` | outlet | statement | `date`, `articles` (how many) |
| `member_of` | speaker | organisation or office (a speaker) | `role`, `first`, `last` |

Node ids are the kind, a colon and the key (`speaker:sergey-lavrov`, `country:RU`). What is unknown is left out, because
GraphML has no null. Attributes of one name have one type, text unless said: `confidence` is a float, counts are ints.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.model import MergedGraph, Speaker, Statement
from graph.rdf.terms import is_day
from ontology.concepts import concepts

if TYPE_CHECKING:
    import networkx

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def network(graph: MergedGraph) -> networkx.MultiDiGraph:
    """Return the full multigraph; see the module for its nodes and edges."""
    import networkx

    view = networkx.MultiDiGraph()
    for speaker in graph.speakers:
        _add_speaker(view, speaker)
    for outlet in graph.outlets:
        view.add_node(f"outlet:{outlet.key}", **_known(kind="outlet", label=outlet.label.ar, label_en=outlet.label.en))
    _add_concepts(view, "topic", "topics", (topic for s in graph.statements for topic in s.topics))
    _add_concepts(view, "country", "countries", (country for s in graph.statements for country in s.countries))
    outlets = {article.key: article.outlet for article in graph.articles}
    published = {article.key: article.published for article in graph.articles}
    roles = {membership.key: membership.role for membership in graph.memberships}
    for statement in graph.statements:
        carriers: dict[str, set[str]] = defaultdict(set)
        for report in statement.reports:
            if outlets.get(report.article):
                carriers[str(outlets[report.article])].add(report.article)
        _add_statement(view, statement, roles.get(statement.capacity or "", ""), max(1, len(carriers)))
        node = f"statement:{statement.key}"
        for key, articles in sorted(carriers.items()):
            first = min((day for day in (_day(published.get(article)) for article in articles) if day), default=None)
            _add_edge(view, f"outlet:{key}", node, "reported", date=first, articles=len(articles))
    for membership in graph.memberships:
        if membership.organisation:
            _add_edge(
                view, f"speaker:{membership.speaker}", f"speaker:{membership.organisation}", "member_of",
                role=membership.role, first=_day(membership.first_seen), last=_day(membership.last_seen),
            )  # fmt: skip
    return view


def speaker_topic_country(graph: MergedGraph) -> networkx.MultiDiGraph:
    """Return who spoke on what and about whom, statements folded into weights.

    Nodes as in `network` (speakers who said something, topics, countries). Edges `spoke_on` (speaker to topic),
    `spoke_about` (speaker to country) and `raised_with` (topic to country) carry `weight` (statements), `support`,
    `oppose`, `neutral` (how many of each polarity), `first` and `last` (days, when known).
    """
    import networkx

    view = networkx.MultiDiGraph()
    said: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        speaker = f"speaker:{statement.speaker}"
        for topic in dict.fromkeys(statement.topics):
            said[speaker, f"topic:{topic}", "spoke_on"].append(statement)
            for country in dict.fromkeys(statement.countries):
                said[f"topic:{topic}", f"country:{country}", "raised_with"].append(statement)
        for country in dict.fromkeys(statement.countries):
            said[speaker, f"country:{country}", "spoke_about"].append(statement)
    speaking = {statement.speaker for statement in graph.statements}
    for person in graph.speakers:
        if person.key in speaking:
            _add_speaker(view, person)
    _add_concepts(view, "topic", "topics", (topic for s in graph.statements for topic in s.topics))
    _add_concepts(view, "country", "countries", (country for s in graph.statements for country in s.countries))
    for (source, target, relation), statements in sorted(said.items()):
        view.add_edge(source, target, key=relation, relation=relation, **_summary(statements))
    return view


def country_to_country(graph: MergedGraph) -> networkx.DiGraph:
    """Return whose speakers speak about whom: an edge from the speaker's country to the country spoken about.

    Edges carry `weight` (statements), `support`, `oppose`, `neutral`, `first`, `last` as in `speaker_topic_country`,
    and `speakers` (how many distinct ones). A country's speakers on itself are a loop. Node ids are ISO codes.
    """
    import networkx

    view = networkx.DiGraph()
    home = {speaker.key: speaker.country for speaker in graph.speakers}
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        source = home.get(statement.speaker)
        if source:
            for country in dict.fromkeys(statement.countries):
                said[source, country].append(statement)
    known = concepts("countries")
    for code in sorted({code for pair in said for code in pair}):
        labels = known[code].pref if code in known else {}
        view.add_node(code, kind="country", label=labels.get("ar", code), label_en=labels.get("en", code))
    for (source, target), statements in sorted(said.items()):
        speakers = len({statement.speaker for statement in statements})
        view.add_edge(source, target, **_summary(statements), speakers=speakers)
    return view


def clean(text: str) -> str:
    """Return the text without the characters that XML cannot hold; each becomes U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def _add_speaker(view: networkx.MultiDiGraph, speaker: Speaker) -> None:
    label = speaker.label
    view.add_node(
        f"speaker:{speaker.key}",
        **_known(kind="speaker", label=label.ar, label_en=label.en, type=speaker.kind, country=speaker.country),
    )


def _add_concepts(view: networkx.MultiDiGraph, kind: str, file: str, keys: Iterable[str]) -> None:
    known = concepts(file)
    for key in sorted(set(keys)):
        labels = known[key].pref if key in known else {}
        view.add_node(f"{kind}:{key}", kind=kind, label=labels.get("ar", key), label_en=labels.get("en", key))


def _add_statement(view: networkx.MultiDiGraph, statement: Statement, role: str, outlets: int) -> None:
    node, date = f"statement:{statement.key}", _day(statement.date)
    view.add_node(
        node,
        **_known(
            kind="statement", label=statement.text[:80], text=statement.text, date=date, act=statement.act,
            form=statement.form, polarity=statement.polarity, confidence=statement.confidence, outlets=outlets,
        ),
    )  # fmt: skip
    _add_edge(view, f"speaker:{statement.speaker}", node, "said", date=date, role=role)
    for topic in sorted(set(statement.topics)):
        _add_edge(view, node, f"topic:{topic}", "on_topic")
    for country in sorted(set(statement.countries)):
        _add_edge(view, node, f"country:{country}", "about", polarity=statement.polarity)
    for outer in sorted(set(statement.conveyed_by)):
        _add_edge(view, f"statement:{outer}", node, "conveys")
    if statement.addressee:
        _add_edge(view, node, f"speaker:{statement.addressee}", "addressed_to")
    for agency in sorted({key for report in statement.reports for key in report.via}):
        _add_edge(view, node, f"speaker:{agency}", "via")


def _add_edge(view: networkx.MultiDiGraph, source: str, target: str, relation: str, **attributes: Any) -> None:
    # The number tells apart two memberships of one speaker in one organisation; GraphML needs keys unique per pair.
    count = view.number_of_edges(source, target)
    key = f"{relation}-{count}" if count else relation
    view.add_edge(source, target, key=key, **_known(relation=relation, **attributes))


def _day(date: str | None) -> str | None:
    return date if is_day(date) else None


def _known(**attributes: Any) -> dict[str, Any]:
    """Return the attributes that are known, texts fit for XML."""
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value not in (None, "")
    }


def _summary(statements: list[Statement]) -> dict[str, Any]:
    polarity = Counter(statement.polarity for statement in statements)
    days = sorted(str(statement.date) for statement in statements if is_day(statement.date))
    return _known(
        weight=len(statements),
        support=polarity["support"],
        oppose=polarity["oppose"],
        neutral=polarity["neutral"],
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
