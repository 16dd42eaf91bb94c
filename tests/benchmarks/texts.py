"""The articles that benchmarks read: the corpus beside the project where it is, else the project's own samples."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from extract.article import Article

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/corpus/articles-3000.jsonl.xz"
SAMPLES = ROOT / "extract/samples/articles.jsonl"


def articles(count: int) -> list[Article]:
    """Return about so many articles, evenly from the whole corpus; the samples over and over where there is none."""
    if CORPUS.exists():
        with lzma.open(CORPUS, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        rows = rows[:: max(1, len(rows) // count)][:count]
    else:
        rows = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
        rows = (rows * (count // len(rows) + 1))[:count]
    return [
        Article(f"{row['id']}-{n}", row["text"], row.get("title"), row.get("url"), row.get("source"), row.get("date"))
        for n, row in enumerate(rows)
    ]


def long_text(size: int) -> str:
    """Return articles one after another, cut to a number of UTF-8 bytes."""
    text, wanted = [], size
    found = articles(1500)
    while wanted > 0:
        for article in found:
            text.append(article.text)
            wanted -= len(article.text.encode()) + 1
            if wanted <= 0:
                break
    return "\n".join(text).encode()[:size].decode(errors="ignore")
