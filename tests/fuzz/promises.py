"""What must hold whatever is read: the promises that fuzzing tries to break."""

import io
import json
from pathlib import PurePath

from extract.article import Article
from extract.pipeline import extract
from extract.sources import Fault, Found, Options
from extract.sources.reader import checked, read_stream
from extract.statement import Statement


def read_bytes(name: str, data: bytes) -> list[Article]:
    """Read a file's bytes; return its articles. Nothing may raise, and every fault is one line."""
    articles = []
    for item in checked(read_stream(io.BytesIO(data), PurePath(name), name, Options()), Options()):
        if isinstance(item, Fault):
            assert "\n" not in str(item)
            assert item.message
            assert item.remedy
            continue
        assert isinstance(item, Found)
        json.dumps(item.article.to_dict(), ensure_ascii=False).encode("utf-8")
        articles.append(item.article)
    return articles


def extract_text(text: str) -> list[Statement]:
    """Extract a text; every span is where it says it is, and every record can be written and read back."""
    article = Article("fuzz", text, published="2024-03-07")
    statements = extract(article)
    identities = {statement.id for statement in statements}
    assert len(identities) == len(statements)
    for statement in statements:
        spans = [*statement.content, *statement.topic_evidence, *statement.country_evidence]
        spans += [part for part in (statement.cue, statement.occasion, statement.date_evidence, *statement.via) if part]
        for span in spans:
            assert span.text == text[span.start : span.end]
        assert statement.speaker.mention == text[statement.speaker.start : statement.speaker.end]
        assert statement.parent is None or statement.parent in identities
        line = json.dumps(statement.to_dict(), ensure_ascii=False)
        assert Statement.from_dict(json.loads(line)) == statement
    return statements
