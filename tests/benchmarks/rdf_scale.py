"""How fast a graph is written, stored, queried and checked: `python tests/benchmarks/rdf_scale.py [STATEMENTS]`.

The graph is made up: statements of a thousand speakers, on real topics and countries, each reported once or twice. The
default, 14,000 statements, is 1.4 million triples. Rates are by the clock and, in brackets, by the processor's time,
which a busy machine changes less. Queries without a parameter walk the whole graph.
"""

from __future__ import annotations

import dataclasses
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
from graph.model import Article, Label, Membership, MergedGraph, Outlet, Report, Speaker, Statement
from graph.query import run, saved_queries
from graph.rdf import DEFAULT_BASE, triples
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
        about = {"topics": tuple(sorted(chance.sample(topics, 2))),
                 "countries": tuple(sorted(chance.sample(countries, chance.choice((1, 1, 2)))))}  # fmt: skip
        agencies = (chance.choice(speakers).key,) if chance.random() < 0.15 else ()
        confidence = round(0.4 + 0.6 * chance.random(), 2)
        reports = []
        for copy in range(1 + (chance.random() < 0.2)):
            article = f"a{n:07}-{copy}"
            articles.append(Article(article, article, "عنوان", f"https://news.example/{article}",
                                    chance.choice(outlets).key, day))  # fmt: skip
            named = SpeakerRecord(speaker.label.ar, speaker.label.ar, 4, 12, "person")
            cue = Cue("قال", 0, 3, "قال", "say")
            record = Record(f"{article}:0", article, named, cue, (Span(text, 15, 15 + len(text)),), "direct",
                            polarity="neutral", confidence=confidence, topic_evidence=(Span(text[:9], 15, 24),),
                            country_evidence=(Span(text[9:15], 24, 30),), **about)  # fmt: skip
            reports.append(Report(f"r{n:07}-{copy}", article, record, agencies))
        statements.append(Statement(
            f"s{n:07}", speaker.key, None, chance.choice(acts), "direct", chance.choice(stances), text=text, date=day,
            addressee=chance.choice(speakers).key if chance.random() < 0.1 else None,
            conveyed_by=(f"s{n - 1:07}",) if n and chance.random() < 0.1 else (), confidence=confidence,
            reports=tuple(reports), **about,
        ))  # fmt: skip
    memberships = tuple(
        Membership(f"m{n:05}", speaker.key, f"صفة {n}", None, speaker.country, "2024-01-01", "2024-12-01")
        for n, speaker in enumerate(speakers)
    )
    return MergedGraph(speakers, memberships, outlets, tuple(articles), tuple(statements), ())


@dataclasses.dataclass(frozen=True, slots=True)
class Took:
    """The seconds that something took, by the clock and of the processor."""

    clock: float
    processor: float

    def rate(self, count: int, unit: str) -> str:
        """Return how many a second."""
        return f"{self.clock:7.2f} s  {count / self.clock:9,.0f} {unit}/s  ({count / self.processor:9,.0f})"


def timed(what: Callable[[], Any]) -> tuple[Took, Any]:
    """Return what something took, and what it gave."""
    clock, processor = time.perf_counter(), time.process_time()
    result = what()
    return Took(time.perf_counter() - clock, time.process_time() - processor), result


def peak() -> int:
    """Return the most memory that the process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 14_000
    graph = made_up(count)
    took, number = timed(lambda: sum(1 for _ in triples(graph)))
    print(f"{count} statements, {number} triples, {peak()} MB; made {took.rate(number, 'triples')}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".nq", ".nt", ".ttl", ".trig", ".jsonld"):
            took, _ = timed(lambda suffix=suffix: serialise.write(graph, folder / f"graph{suffix}"))
            print(f"  write {suffix:10} {took.rate(number, 'triples')}  {peak()} MB at most")
        took, store = timed(lambda: Store.create(folder / "store", folder / "graph.ttl"))
        print(f"  store on disk    {took.rate(number, 'triples')}")
        for engine in ("oxigraph",) if count > 2000 else ("oxigraph", "pyshacl"):
            took, report = timed(lambda engine=engine: validate(folder / "graph.ttl", engine))
            print(f"  check {engine:10} {took.rate(count, 'statements')}  {report.conforms}")
        ask(store)


def ask(store: Store) -> None:
    """Time every saved query, with each of its usual parameters and with none."""
    asked = {"country": "US", "topic": "sanctions", "speaker": "متحدث 100", "from": "RU", "agency": "p00050",
             "addressee": "p00050", "statement": f"{DEFAULT_BASE}statement/s0000005", "word": "السلام",
             "": ""}  # fmt: skip
    for query in saved_queries().values():
        if "SERVICE" in query.text:
            continue
        for name, value in asked.items():
            if name and name not in query.parameters:
                continue
            looked, values = timed(lambda name=name, value=value: bindings(store, {name: value}) if name else {})
            took, answer = timed(lambda text=query.text, values=values: run(store, text, values))
            rows = len(answer.rows or answer.triples or ())
            slow = "  over 0.5 s" if looked.clock + took.clock > 0.5 else ""
            label = f"--{name}" if name else "all"
            print(f"  {query.name:20} {label:11} {took.clock:7.3f} s ({took.processor:7.3f})"
                  f"  name {looked.clock:5.3f} s  {rows} rows{slow}")  # fmt: skip


if __name__ == "__main__":
    main()
