"""Saying why an entity holds the names it holds (`bayan why`)."""

from __future__ import annotations

from collections import defaultdict

from graph.model import MergedGraph, Speaker
from graph.naming import meant


def explain(graph: MergedGraph, query: str) -> str:
    """Return the mentions, by article and with their evidence, of the one entity that a user means.

    It may be named by any of its names, a part that only it holds, its key or its IRI. The text is Arabic and English,
    a line per name and evidence with the articles after it. Raises `UsageError` with whom to choose from when nobody
    or more than one is meant.
    """
    known = {speaker.key: (speaker.label.ar, speaker.label.en, *speaker.labels) for speaker in graph.speakers}
    key = meant(query, known)
    return _entity(graph, next(speaker for speaker in graph.speakers if speaker.key == key))


def _entity(graph: MergedGraph, speaker: Speaker) -> str:
    mark = " (romanised · بالحروف اللاتينية)" if speaker.label.romanised else ""
    lines = [f"{speaker.label.ar} · {speaker.label.en}{mark}", f"{speaker.key} · {speaker.kind}"]
    if speaker.country:
        lines[-1] += f" · {speaker.country}"
    for membership in graph.memberships:
        if membership.speaker == speaker.key:
            days = " – ".join(dict.fromkeys(day for day in (membership.first_seen, membership.last_seen) if day))
            lines.append(f"  {membership.role}" + (f" ({days})" if days else ""))
    articles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for join in graph.joins:
        if join.entity == speaker.key:
            articles[join.name, join.evidence].append(join.article)
    lines.append(f"الأسماء والأدلة · names and evidence: {sum(map(len, articles.values()))}")
    for (name, evidence), places in sorted(articles.items(), key=lambda item: (-len(item[1]), item[0])):
        shown = ", ".join(places[:5]) + (f" … +{len(places) - 5}" if len(places) > 5 else "")
        lines.append(f"- {name}: {evidence}")
        lines.append(f"    {shown}")
    return "\n".join(lines)
