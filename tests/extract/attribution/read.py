"""Reading a sentence and showing what was found in it."""

from __future__ import annotations

from extract.article import Article
from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.document import Document
from extract.pipeline import extract
from extract.statement import Statement


def statements(text: str) -> list[Statement]:
    """Return the statements of a text, every one checked to be a slice of it."""
    found = extract(Article("a", text))
    for one in found:
        assert text[one.cue.start : one.cue.end] == one.cue.text
        assert text[one.speaker.start : one.speaker.end] == one.speaker.mention
    return found


def single(text: str) -> Statement:
    (only,) = statements(text)
    return only


def content(statement: Statement) -> list[str]:
    return [span.text for span in statement.content]


def context_of(text: str) -> Context:
    return Context(Document(Article("a", text)))


def cue_at(context: Context, word: str) -> CueCandidate:
    """Return the candidate that begins with a word as written."""
    (found,) = [cue for cue in context.cues if context.document.span(cue.first, cue.first + 1).text == word]
    return found
