"""Saying why an entity holds the names it holds (`bayan why`)."""

from __future__ import annotations

from collections import defaultdict

from graph.merge.names import split
from graph.model import MergedGraph, Speaker


def explain(graph: MergedGraph, query: str) -> str:
    """Return, for each entity that the query names by key, IRI or label, its mentions by article and their evidence.

    The text is Arabic and English, a line per name and evidence with the articles after it. An unknown name gives one
    line that says so and the nearest labels.
    """
    key = query.rsplit("/", 1)[-1].strip("<>") if "://" in query else query.strip()
    found = [speaker for speaker in graph.speakers if speaker.key == key] or _named(graph, query)
    if not found:
        return _unknown(graph, query)
    return "\n\n".join(_entity(graph, speaker) for speaker in found)


def _named(graph: MergedGraph, query: str) -> list[Speaker]:
    wanted = split(query)
    exact = [
        speaker
        for speaker in graph.speakers
        if any(split(label) == wanted for label in (speaker.label.ar, speaker.label.en, *speaker.labels))
    ]
    return exact if wanted else []


def _unknown(graph: MergedGraph, query: str) -> str:
    from rapidfuzz import process

    names = sorted({label for speaker in graph.speakers for label in (speaker.label.ar, speaker.label.en)})
    near = [name for name, *_ in process.extract(query, names, limit=3, score_cutoff=60)]
    hint = f" Near it: {', '.join(near)}." if near else ""
    return f"لا كيان بهذا الاسم · no entity is named {query!r:.80}.{hint}"


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
