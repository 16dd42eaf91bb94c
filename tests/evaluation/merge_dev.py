"""How well names are linked across articles: pairwise precision and recall on hand-made links.

`dev_entity_links.csv` says which entities of the development articles (`../shared/eval/gold/dev.jsonl`, beside the
project) are one in the world: a row gives article, entity and our name for the cluster. Each entity goes through the
real `merge` as if one record had been made for each of its mentions.

Run it: `python -m tests.evaluation.merge_dev [--errors]`. Aims: precision 0.98, recall 0.85.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import itertools
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.statement import Cue, Span, Speaker, Statement
from graph.merge import merge

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "../shared/eval/gold/dev.jsonl"
LINKS = HERE / "dev_entity_links.csv"

Entity = tuple[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Score:
    """Pairs of entities joined rightly, joined wrongly, and missed."""

    right: tuple[tuple[Entity, Entity], ...]
    wrong: tuple[tuple[Entity, Entity], ...]
    missed: tuple[tuple[Entity, Entity], ...]

    @property
    def precision(self) -> float:
        """The share of joined pairs that are one in the world."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of pairs that are one in the world that were joined."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def gold_entities(path: Path = GOLD) -> dict[Entity, dict[str, Any]]:
    """Return the gold entities by article and entity id, with the article's date."""
    found: dict[Entity, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        for entity in article["entities"]:
            found[article["id"], entity["id"]] = {**entity, "date": article["date"], "source": article["source"]}
    return found


def links(path: Path = LINKS) -> dict[Entity, str]:
    """Return the hand-made cluster of each entity."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["article"], row["entity"]): row["cluster"] for row in csv.DictReader(file)}


def records(entities: Mapping[Entity, Mapping[str, Any]]) -> list[Statement]:
    """Return a record for each mention of each entity; what they say is of no account."""
    made = []
    for (article, key), entity in entities.items():
        for place, mention in enumerate(entity["mentions"] or [entity["name"]]):
            name, kind, role, country = (entity[field] for field in ("name", "type", "role", "country"))
            made.append(
                Statement(
                    id=f"{article}-{key}-{place}",
                    article=article,
                    speaker=Speaker(name, mention, 0, 1, kind, role or None, country or None),
                    cue=Cue("قال", 0, 3, "قال", "say"),
                    content=(Span(f"{article} {key} {place}", 0, 1),),
                    form="indirect",
                    topics=(),
                    countries=(),
                    polarity="neutral",
                    confidence=1.0,
                    source=entity["source"],
                    published=entity["date"] or None,
                )
            )
    return made


def clusters(entities: Mapping[Entity, Mapping[str, Any]], made: Iterable[Statement]) -> dict[Entity, str]:
    """Return the key of the node that each entity's statements were given to."""
    graph = merge(made)
    found: dict[Entity, str] = {}
    for statement in graph.statements:
        for report in statement.reports:
            article, key, _ = report.record.id.rsplit("-", 2)
            found[article, key] = statement.speaker
    return found


def score(found: Mapping[Entity, str], wanted: Mapping[Entity, str]) -> Score:
    """Compare two clusterings by their pairs."""
    right, wrong, missed = [], [], []
    for one, other in itertools.combinations(sorted(wanted), 2):
        ours, theirs = found[one] == found[other], wanted[one] == wanted[other]
        if ours and theirs:
            right.append((one, other))
        elif ours:
            wrong.append((one, other))
        elif theirs:
            missed.append((one, other))
    return Score(tuple(right), tuple(wrong), tuple(missed))


def evaluate() -> tuple[Score, dict[Entity, dict[str, Any]]]:
    """Return the score on the development articles, and their entities."""
    entities = gold_entities()
    return score(clusters(entities, records(entities)), links()), entities


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall, with `--errors` every wrong and missed pair; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description="Pairwise precision and recall of linking names across articles.")
    parser.add_argument("--errors", action="store_true", help="list wrong and missed pairs")
    options = parser.parse_args(arguments)
    if not GOLD.exists():
        print(f"{GOLD}: not there; put the shared folder beside the project", file=sys.stderr)
        return 2
    result, entities = evaluate()
    if options.errors:
        for title, pairs in (("wrong", result.wrong), ("missed", result.missed)):
            for one, other in pairs:
                print(title, *(f"{article}/{key} {entities[article, key]['name']}" for article, key in (one, other)))
    print(f"pairs right {len(result.right)}, wrong {len(result.wrong)}, missed {len(result.missed)}")
    print(f"precision {result.precision:.3f} (aim 0.98)  recall {result.recall:.3f} (aim 0.85)")
    return 0 if result.precision >= 0.98 and result.recall >= 0.85 else 1


if __name__ == "__main__":
    sys.exit(main())
