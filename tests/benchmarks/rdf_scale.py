"""How fast a graph is written, stored, queried and checked: `python tests/benchmarks/rdf_scale.py [STATEMENTS]`.

The graph is made up: statements of a thousand speakers, on real topics and countries, each reported once or twice. The
default, 20,000 statements, is a little more than 1.4 million triples.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extract.statement import Cue, Span
from extract.statement import Speaker as SpeakerRecord
from extract.statement import Statement as Record
from graph.export import serialise
from graph.lookup import bindings
from graph.model import Article, Label, MergedGraph, Outlet, Report, Speaker, Statement
from graph.query import run, saved_queries
from graph.rdf import quads, triples
from graph.store import Store
from graph.validate import validate
from ontology import concepts

WORDS = ("أكد", "على", "ضرورة", "الحوار", "بين", "الأطراف", "في", "المنطقة", "رفض", "التصعيد", "من", "أجل", "السلام")


def made_up(count: int, seed: int = 7) -> MergedGraph:
    """Return a graph of so many statements, the same for the same seed."""
    chance = random.Random(seed)
    topics, countries = list(concepts("topics")), list(concepts("countries"))
    acts, stances = list(concepts("acts"))[:20], ("support", "oppose", "neutral")
    speakers = tuple(
        Speaker(f"p{n:05}", "person", Label(f"متحدث {n}", f"speaker {n}", True), (f"السيد {n}",),
                chance.choice(countries), None) for n in range(1000)
    )  # fmt: skip
    outlets = tuple(Outlet(f"o{n:02}", Label(f"صحيفة {n}", f"paper {n}", True)) for n in range(20))
    articles, statements = [], []
    for n in range(count):
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        speaker = speakers[int(len(speakers) * chance.random() ** 2)]
        text = " ".join(chance.choices(WORDS, k=20))
        about = {"topics": tuple(sorted(chance.sample(topics, 2))), "countries": (chance.choice(countries),)}
        reports = []
        for copy in range(1 + (chance.random() < 0.2)):
            article = f"a{n:07}-{copy}"
            articles.append(Article(article, article, "عنوان", f"https://news.example/{article}",
                                    chance.choice(outlets).key, day))  # fmt: skip
            named = SpeakerRecord(speaker.label.ar, speaker.label.ar, 4, 12, "person")
            cue = Cue("قال", 0, 3, "قال", "say")
            record = Record(f"{article}:0", article, named, cue, (Span(text, 15, 15 + len(text)),), "direct",
                            polarity="neutral", confidence=0.8, topic_evidence=(Span(text[:9], 15, 24),),
                            country_evidence=(Span(text[9:15], 24, 30),), **about)  # fmt: skip
            reports.append(Report(f"r{n:07}-{copy}", article, record, ()))
        statements.append(Statement(
            f"s{n:07}", speaker.key, None, chance.choice(acts), "direct", chance.choice(stances), text=text, date=day,
            addressee=None, conveyed_by=(), confidence=0.8, reports=tuple(reports), **about,
        ))  # fmt: skip
    return MergedGraph(speakers, (), outlets, tuple(articles), tuple(statements), ())


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that something took, and what it gave."""
    start = time.perf_counter()
    result = what()
    return time.perf_counter() - start, result


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    graph = made_up(count)
    seconds, number = timed(lambda: sum(1 for _ in triples(graph)))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{count} statements, {number} triples, made in {seconds:.1f} s; {held} MB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".nq", ".nt", ".ttl", ".trig", ".jsonld"):
            path = folder / f"graph{suffix}"
            seconds, _ = timed(lambda path=path: serialise.write(graph, path))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            print(f"  write {suffix:7} {seconds:6.2f} s  {number / seconds:9,.0f} triples/s  {peak} MB at most")
        seconds, store = timed(lambda: Store.create(folder / "store", quads(graph)))
        print(f"  store on disk {seconds:6.2f} s  {number / seconds:9,.0f} triples/s")
        for engine in ("oxigraph",) if count > 2000 else ("oxigraph", "pyshacl"):
            seconds, report = timed(lambda engine=engine: validate(folder / "graph.ttl", engine))
            print(f"  validate with {engine} {seconds:6.2f} s  {count / seconds:9,.0f} statements/s  {report.conforms}")
        asked = {"country": "US", "topic": "sanctions", "speaker": "متحدث 100", "from": "RU"}
        for query in saved_queries().values():
            for name, value in asked.items():
                if "SERVICE" in query.text or name not in query.parameters:
                    continue
                values = bindings(store, {name: value})
                seconds, answer = timed(lambda text=query.text, values=values: run(store, text, values))
                rows = len(answer.rows or answer.triples or ())
                print(f"  query {query.name:22} --{name:8} {seconds:6.3f} s  {rows} rows")


if __name__ == "__main__":
    main()
