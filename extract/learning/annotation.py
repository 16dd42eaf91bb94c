"""Articles annotated in their own text, written for Bayan to learn from (`articles/*.txt`).

A file is a head (`title:`, `date:`), a blank line, the text with its marks, and two lists:

    [1 …]   words that statement 1 reports (twice where its cue stands in their middle)
    {1 …}   the cue of statement 1
    <1 …>   the speaker named beside that cue
    <e2 …>  a mention of entity e2 beside no cue

    == entities
    e1 | person | name | role or - | country or - | mention ; mention
    == statements
    1 | e1 | topics | countries or - | number of the enclosing statement or -

Marks nest. Statements are numbered from 1 in the order of their cues; one without `<n …>` has an implicit speaker,
whose nearest earlier mention is taken. What is read has the shape of other annotated articles: `cue_span` and
`content_spans` are code points of `text`, end exclusive; `parent` counts from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).resolve().parent / "articles"

WRITTEN = "written-"
"""What the id of every article written for Bayan begins with."""

_MARK = re.compile(r"(?P<open>[\[{<])(?P<key>e?\d+) |(?P<close>[\]}>])")
_PAIRS = {"[": "]", "{": "}", "<": ">"}


def written_articles(folder: Path = ARTICLES) -> list[dict[str, Any]]:
    """Return the annotated articles of a folder, sorted by name; raise ValueError naming file and fault."""
    return [annotated(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def annotated(source: str, name: str) -> dict[str, Any]:
    """Return one annotated article; raise ValueError naming the article and what is wrong with it."""
    try:
        body, entity_part = source.split("== entities\n")
        entity_list, statement_list = entity_part.split("== statements\n")
        head, marked = body.split("\n\n", 1)
    except ValueError:
        raise ValueError(f"{name}: wants a head, a blank line, text, `== entities` and `== statements`") from None
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    text, spans = _unmarked(marked.strip(), name)
    entities = [_entity(line, text, name) for line in entity_list.splitlines() if line.strip()]
    statements = list(_statements(statement_list, text, spans, {entity["id"] for entity in entities}, name))
    used = {int(key) for _, key, _, _ in spans if key.isdigit()}
    if used != set(range(1, len(statements) + 1)):
        raise ValueError(f"{name}: marks {sorted(used)} but {len(statements)} statements")
    return {
        "id": WRITTEN + name,
        "title": fields.get("title"),
        "date": fields.get("date"),
        "text": text,
        "entities": entities,
        "statements": statements,
    }


Marked = tuple[str, str, int, int]
"""A mark: its opening sign, its key, and the span of its words."""


def _unmarked(marked: str, name: str) -> tuple[str, list[Marked]]:
    text, spans = "", []
    opened: list[tuple[str, str, int]] = []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match["open"]:
            opened.append((match["open"], match["key"], len(text)))
            continue
        if not opened or _PAIRS[opened[-1][0]] != match["close"]:
            raise ValueError(f"{name}: {match['close']} closes nothing before {marked[position : position + 30]!r}")
        sign, key, start = opened.pop()
        spans.append((sign, key, start, len(text)))
    if opened:
        raise ValueError(f"{name}: {opened[-1][0]}{opened[-1][1]} is never closed")
    return text + marked[position:], spans


def _entity(line: str, text: str, name: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 6:
        raise ValueError(f"{name}: an entity has six parts: {line!r}")
    key, kind, fullest, role, country, mentions = parts
    listed = [mention.strip() for mention in mentions.split(";")]
    absent = [mention for mention in listed if mention not in text]
    if absent:
        raise ValueError(f"{name}: {key} is nowhere {absent[0]!r}")
    return {
        "id": key,
        "type": kind,
        "name": fullest,
        "role": None if role == "-" else role,
        "country": None if country == "-" else country,
        "mentions": listed,
    }


def _statements(listed: str, text: str, spans: list[Marked], entities: set[str], name: str) -> Iterator[dict[str, Any]]:
    rows = [[part.strip() for part in line.split("|")] for line in listed.splitlines() if line.strip()]
    speaker_of = {row[0]: row[1] for row in rows}
    mentions = sorted(
        (start, end, key if key.startswith("e") else speaker_of.get(key, ""))
        for sign, key, start, end in spans
        if sign == "<"
    )
    previous = -1
    for number, row in enumerate(rows, 1):
        if len(row) != 5 or row[0] != str(number) or row[1] not in entities:
            raise ValueError(f"{name}: statement {number} wants `{number} | entity | topics | countries | parent`")
        _, speaker, topics, countries, parent = row
        cues = [(start, end) for sign, key, start, end in spans if (sign, key) == ("{", str(number))]
        contents = sorted((start, end) for sign, key, start, end in spans if (sign, key) == ("[", str(number)))
        own = [(start, end) for sign, key, start, end in spans if (sign, key) == ("<", str(number))]
        if len(cues) != 1 or not contents or cues[0][0] < previous:
            raise ValueError(f"{name}: statement {number} wants one cue, in text order, and its words")
        previous = cues[0][0]
        own = own or [(a, b) for a, b, who in mentions if who == speaker and a < cues[0][0]][-1:]
        if not own:
            raise ValueError(f"{name}: statement {number} has no mention of {speaker} before it")
        yield {
            "speaker": speaker,
            "mention": text[slice(*own[0])],
            "cue": text[slice(*cues[0])],
            "cue_span": list(cues[0]),
            "content": [text[a:b] for a, b in contents],
            "content_spans": [list(span) for span in contents],
            "topics": [topic.strip() for topic in topics.split(",")],
            "countries": [] if countries == "-" else [code.strip() for code in countries.split(",")],
            "parent": None if parent == "-" else int(parent) - 1,
        }
