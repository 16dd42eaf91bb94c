"""How merging grows: records made from the gold articles with varied names, wordings and days.

Run it: `python -m tests.benchmarks.merge_scale [10000 30000 100000]`. Each size runs in a process of its own. Aim:
100,000 records in minutes within 4 GB, and time from 10,000 to 100,000 growing no worse than n log n.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from extract.statement import Cue, Span, Speaker, Statement

GOLD = Path(__file__).resolve().parents[2] / "../shared/eval/gold"
_LETTERS = "ابتجحخدرزسشصطعغفقكلمنهوي"
_COUNTRIES = (
    "RU",
    "US",
    "FR",
    "GB",
    "DE",
    "CN",
    "IR",
    "IQ",
    "SY",
    "EG",
    "SA",
    "JO",
    "LB",
    "PS",
    "IL",
    "TR",
    "MA",
    "DZ",
    "LY",
)


def base_records() -> list[Statement]:
    """Return one record per gold statement, its name, role, country, words, topics and countries as annotated."""
    found = []
    for name in ("train", "dev"):
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            entities = {entity["id"]: entity for entity in article["entities"]}
            for number, said in enumerate(article["statements"]):
                entity = entities[said["speaker"]]
                found.append(
                    Statement(
                        id=f"{article['id']}-{number}",
                        article=article["id"],
                        speaker=Speaker(
                            entity["name"],
                            said["mention"],
                            0,
                            1,
                            entity["type"],
                            entity["role"] or None,
                            entity["country"] or None,
                        ),
                        cue=Cue(said["cue"], 0, 1, said["cue"], "say"),
                        content=tuple(Span(text, 0, len(text)) for text in said["content"]),
                        form=said["form"],
                        topics=tuple(said["topics"]),
                        countries=tuple(said["countries"]),
                        polarity="neutral",
                        confidence=0.9,
                        source=article["source"],
                        published=article["date"] or None,
                    )
                )
    return found


def varied(count: int, base: Sequence[Statement]) -> list[Statement]:
    """Return `count` records: copies of the base ones.

    In half of the copies of a person the name is another: a given name of the gold and one of 4,000 made-up family
    names, sometimes the family name alone, sometimes respelled. A third of the contents are carried word for word,
    the others have half of their words replaced. Days are spread over ten years, four copies to a day.
    """
    chance = random.Random(1)
    givens = sorted({r.speaker.name.split()[0] for r in base if r.speaker.type == "person"})
    families = ["".join(chance.choices(_LETTERS, k=chance.randint(4, 8))) for _ in range(4000)]
    vocabulary = sorted({word for r in base for span in r.content for word in span.text.split()})
    made: list[Statement] = []
    copy = 0
    while len(made) < count:
        copy += 1
        renamed: dict[str, tuple[str, str]] = {}
        if copy % 4 == 1:
            day = datetime.date(2014, 1, 1) + datetime.timedelta(chance.randrange(3650))
        for record in base[: count - len(made)]:
            speaker = record.speaker
            if speaker.type == "person":
                if speaker.name not in renamed:
                    keep = chance.random() < 0.5
                    other = f"{chance.choice(givens)} {chance.choice(families)}"
                    country = speaker.country if keep else chance.choice(_COUNTRIES)
                    renamed[speaker.name] = (speaker.name if keep else other, country or "")
                name, country = renamed[speaker.name]
                if chance.random() < 0.2:
                    name = name.split()[-1]
                if chance.random() < 0.1:
                    name = name.replace("غ", "ج") if "غ" in name else name.replace("ي", "", 1)
                name = name if len(name) > 2 else speaker.name
                speaker = dataclasses.replace(speaker, name=name, mention=name, country=country or None)
            content = record.content
            if chance.random() > 1 / 3:
                content = tuple(
                    Span(
                        " ".join(w if chance.random() < 0.5 else chance.choice(vocabulary) for w in s.text.split()),
                        0,
                        1,
                    )
                    for s in content
                )
            made.append(
                dataclasses.replace(
                    record,
                    id=f"{record.id}-{copy}",
                    article=f"{record.article}-{copy}",
                    speaker=speaker,
                    content=content,
                    published=day.isoformat(),
                )
            )
    return made


def measure(count: int) -> tuple[float, float, int, int]:
    """Return processor seconds, peak memory in GB, speakers and statements of merging `count` records.

    Processor time does not count what else a busy machine does.
    """
    from graph.merge import merge

    records = varied(count, base_records())
    started = time.process_time()
    graph = merge(records)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return seconds, peak, len(graph.speakers), len(graph.statements)


def main(arguments: Sequence[str]) -> int:
    """Print a line per size; 1 when time grows worse than n log n (by more than a quarter, for noise)."""
    if not GOLD.exists():
        print(f"{GOLD}: not there; put the shared folder beside the project", file=sys.stderr)
        return 2
    counts = [int(argument) for argument in arguments] or [10_000, 100_000]
    print("  records   seconds     GB  speakers  statements  microseconds per n log n")
    rates = []
    for count in counts:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, peak, speakers, statements = pool.apply(measure, (count,))
        rates.append(seconds / (count * math.log2(count)) * 1e6)
        print(f"{count:9,} {seconds:9.1f} {peak:6.2f} {speakers:9,} {statements:11,} {rates[-1]:10.2f}", flush=True)
    return 0 if rates[-1] <= 1.25 * rates[0] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
