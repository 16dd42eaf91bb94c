"""What is done with one shard of articles: functions of that shard and of files, which know of no engine.

Each may run anywhere, any number of times, and leaves the same. Before articles are extracted they are recognised, for
which one process must see the fingerprints of all of them, in order; texts it never sees.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.sources import Fault, Found, Options
from extract.sources.contract import Unreadable
from extract.sources.reader import Unique, checked
from extract.sources.tables import read_parquet_part
from graph.engines.shards import Shard, written
from graph.increment import Fingerprint
from graph.intake import Intake
from graph.lines import ArticleLines
from graph.workers import extract_all


def recognise(shard: Shard, options: Options, work: Path) -> int:
    """Write the fingerprint of every article of a shard, and every fault; return how many lines were written."""
    path = _fingerprints(shard, work)
    if path.exists():
        return 0
    count = 0
    with written(path) as stream:
        for item in _read(shard, options):
            stream.write(_json(_fault(item) if isinstance(item, Fault) else _fingerprint(item)))
            count += 1
    return count


def decide(shards: Iterable[Shard | Fault], work: Path, intake: Intake) -> list[tuple[Shard, str, int]]:
    """Decide, from the fingerprints of all shards in order, what is to be extracted; write it down for each shard.

    Returns the shards that hold something wanted, each with a digest of what that is, and how many articles.
    """
    unique = Unique()
    chosen = []
    for shard in shards:
        if isinstance(shard, Fault):
            intake.unusable(shard)
            continue
        lines = []
        for record in _lines(_fingerprints(shard, work)):
            if "fault" in record:
                intake.unusable(Fault(*record["fault"]))
                continue
            found = Found(_article(record["article"]), shard.part.file, record["line"], record["named"])
            item = unique.admitted(found, record["text"])
            if isinstance(item, Fault):
                intake.unusable(item)
                continue
            article = intake.wanted(Fingerprint(item.article, record["text"], record["sketch"], item.named))
            if article is not None:
                lines.append(_json({"line": record["line"], "article": _article_fields(article)}))
        if lines:
            digest = hashlib.sha256(b"".join(lines)).hexdigest()[:16]
            with written(_wanted(shard, digest, work)) as stream:
                stream.writelines(lines)
            chosen.append((shard, digest, len(lines)))
    return chosen


def extract_shard(shard: Shard, digest: str, options: Options, work: Path, isolated: bool = False) -> int:
    """Extract what is wanted of a shard; return how many articles were extracted now.

    Writes the statement records and the articles, grouped by article, and last of all a list of where in them each
    article is. `isolated` extracts in a process apart, so that an article which ends its process is found out.
    """
    done = _extracted(shard, digest, work)
    if done.exists():
        return 0
    wanted = {record["line"]: _article(record["article"]) for record in _lines(_wanted(shard, digest, work))}
    places: list[dict[str, Any]] = []
    with (
        written(done.with_suffix(".records")) as records_file,
        written(done.with_suffix(".articles")) as articles_file,
    ):
        records, articles = ArticleLines(done.with_suffix(".records")), ArticleLines(done.with_suffix(".articles"))
        for found, extracted in extract_all(_chosen(shard, wanted, options), 1, isolated=isolated):
            article = found.article
            if isinstance(extracted, Fault):
                places.append({"id": article.id, **_fault(extracted)})
                continue
            line = json.dumps(article.to_dict(), ensure_ascii=False)
            places.append({
                "id": article.id,
                "records": records.append(records_file, article.id, extracted),
                "article": articles.append(articles_file, article.id, [line]),
            })  # fmt: skip
    with written(done) as stream:
        stream.writelines(map(_json, places))
    return len(places)


def gathered(
    chosen: Iterable[tuple[Shard, str, int]], work: Path, intake: Intake
) -> tuple[list[ArticleLines], list[ArticleLines]]:
    """Return where the records and the articles of all shards are, and count what was extracted and what was not."""
    records, articles = [], []
    for shard, digest, _ in chosen:
        done = _extracted(shard, digest, work)
        records.append(ArticleLines(done.with_suffix(".records")))
        articles.append(ArticleLines(done.with_suffix(".articles")))
        for place in _lines(done):
            if "fault" in place:
                intake.failed(place["id"], Fault(*place["fault"]))
                continue
            records[-1].note(place["id"], *place["records"])
            articles[-1].note(place["id"], *place["article"])
            intake.extracted(place["id"])
    return records, articles


def _read(shard: Shard, options: Options) -> Iterator[Found | Fault]:
    try:
        yield from checked(read_parquet_part(shard.part), options)
    except Unreadable as error:
        yield Fault(shard.part.file, None, error.message, error.remedy)


def _chosen(shard: Shard, wanted: dict[int, Article], options: Options) -> Iterator[Found]:
    for item in _read(shard, options):
        if isinstance(item, Found) and item.line in wanted:
            article = dataclasses.replace(wanted[item.line], text=item.article.text, title=item.article.title)
            yield dataclasses.replace(item, article=article)


def _fingerprints(shard: Shard, work: Path) -> Path:
    return work / f"fingerprints-{shard.name}"


def _wanted(shard: Shard, digest: str, work: Path) -> Path:
    return work / f"wanted-{shard.name}-{digest}"


def _extracted(shard: Shard, digest: str, work: Path) -> Path:
    return work / f"extracted-{shard.name}-{digest}"


def _fingerprint(found: Found) -> dict[str, Any]:
    made = Fingerprint.of(found)
    return {"line": found.line, "named": found.named, "text": made.text, "sketch": made.sketch,
            "article": _article_fields(made.article)}  # fmt: skip


def _fault(fault: Fault) -> dict[str, Any]:
    return {"fault": dataclasses.astuple(fault)}


def _article_fields(article: Article) -> list[str | None]:
    return [article.id, article.title, article.url, article.source, article.published]


def _article(fields: list[str]) -> Article:
    identity, title, url, source, published = fields
    return Article(identity, "", title, url, source, published)


def _json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as stream:
        yield from map(json.loads, stream)
