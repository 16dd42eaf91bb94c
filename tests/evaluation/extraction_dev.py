"""How well statements are extracted: the development articles scored, and where the errors lie.

    python -m tests.evaluation.extraction_dev [--errors] [--gold FILE.jsonl]
    python -m tests.evaluation.extraction_dev --pin

The annotated articles and their scorer stand beside the project (`../shared/eval`). Printed are the scorer's figures,
the same by form and by kind of speaker, what the confidence is worth, and the classes of error with their counts.
`--pin` writes the scores to `tests/extract/quality_floors.json`, below which `tests/extract/test_quality.py` lets no
score fall by more than a point.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import importlib
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.attribution.cues import cue_candidates
from extract.document import Document
from extract.pipeline import extract

HERE = Path(__file__).resolve().parent
EVALUATION = HERE.parents[1] / "../shared/eval"
GOLD = EVALUATION / "gold/dev.jsonl"
FLOORS = HERE.parent / "extract/quality_floors.json"

SCORES = ("detection", "content", "cue", "attribution", "topics", "countries", "tuple")
CERTAIN = 0.8
"""Confidence above which a statement must be right more often than one below."""

Record = dict[str, Any]


def absent() -> str:
    """Return why the evaluation cannot run here, or "" where it can."""
    if GOLD.is_file() and (EVALUATION / "score.py").is_file():
        return ""
    return "the annotated articles and their scorer are not beside the project (../shared/eval)"


@contextlib.contextmanager
def _importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def scorer() -> Any:
    """Return the scorer as a module; it imports its neighbour `gold`, so that its folder is on the path meanwhile."""
    with _importable(EVALUATION.resolve()):
        return importlib.import_module("score")


@dataclasses.dataclass(slots=True)
class Pair:
    """A gold statement and the record matched with it, or one of them alone; `right` says which fields agree."""

    article: Record
    document: Document
    gold: Record | None
    record: Record | None
    right: dict[str, bool]


@dataclasses.dataclass(slots=True)
class Evaluation:
    """The scorer's figures, its list of errors, and every statement with what became of it."""

    scores: dict[str, Any]
    errors: list[str]
    pairs: list[Pair]

    def f1(self) -> dict[str, float]:
        """Return the F1 of each score that is pinned."""
        return {name: float(self.scores[name]["f1"]) for name in SCORES}


def evaluate(gold: Path = GOLD) -> Evaluation:
    """Extract from the articles of a gold file and judge every statement."""
    score = scorer()
    articles: list[Record] = score.gold_files.load(gold)
    records = {article["id"]: [s.to_dict() for s in extract(_article(article))] for article in articles}
    scores, errors = score.score(articles, records)
    pairs = [pair for article in articles for pair in _judge(score, article, records[article["id"]])]
    return Evaluation(scores, errors, pairs)


def _article(article: Record) -> Article:
    return Article(
        article["id"], article["text"], article.get("title"), article.get("url"), article["source"], article["date"]
    )


def _judge(score: Any, article: Record, records: list[Record]) -> Iterator[Pair]:
    """Yield the pairs of one article, by the scorer's own rules (its docstring)."""
    document = Document(_article(article))
    words = score.Tokens(article["text"])
    expected = [gold for gold in article["statements"] if "content_spans" in gold]
    matches = score.pair(records, expected)
    for record, gold in matches:
        cue = words.within([[record["cue"]["start"], record["cue"]["end"]]])
        right = {
            "detection": True,
            "content": record["_content"] == gold["_content"],
            "cue": bool(cue & words.within([gold["cue_span"]])),
            "attribution": bool(score.right_speaker(record, gold, article["entities"])),
            "topics": record["topics"][0] in gold["topics"],
            "countries": set(record["countries"]) == set(gold["countries"]),
        }
        right["tuple"] = right["attribution"] and right["topics"] and right["countries"]
        yield Pair(article, document, gold, record, right)
    paired = {id(side) for match in matches for side in match}
    for gold in expected:
        if id(gold) not in paired:
            yield Pair(article, document, gold, None, dict.fromkeys(SCORES, False))
    for record in records:
        if id(record) not in paired:
            yield Pair(article, document, None, record, dict.fromkeys(SCORES, False))


def gold_kind(pair: Pair) -> str:
    """Return the kind of speaker of a gold statement: implicit, organisation, group or unnamed, role only, named.

    A speaker is implicit where no mention stands in the cue's sentence, or another statement's words stand between.
    """
    assert pair.gold is not None
    entity = next(entity for entity in pair.article["entities"] if entity["id"] == pair.gold["speaker"])
    if _is_implicit(pair, pair.gold["mention"]):
        return "implicit"
    if entity["type"] != "person":
        return "organisation" if entity["type"] == "organization" else "group, document or unnamed"
    return "named person" if _share_word(entity["name"], pair.gold["mention"]) else "role only"


def record_kind(record: Record) -> str:
    """Return the kind of speaker of an extracted statement, in the words of `gold_kind`."""
    speaker = record["speaker"]
    if speaker["implicit"]:
        return "implicit"
    if speaker["type"] != "person":
        return "organisation" if speaker["type"] == "organization" else "group, document or unnamed"
    named = speaker["name"] != speaker["role"] and _share_word(speaker["name"], speaker["mention"])
    return "named person" if named else "role only"


def _share_word(one: str, other: str) -> bool:
    return bool(scorer().words(one) & scorer().words(other))


def _is_implicit(pair: Pair, mention: str) -> bool:
    assert pair.gold is not None
    document, text = pair.document, pair.article["text"]
    cue_start, cue_end = pair.gold["cue_span"]
    sentence = document.sentences[min(document.token_at(cue_start), len(document.tokens) - 1)]
    others = [
        span
        for other in pair.article["statements"]
        if other is not pair.gold and "cue_span" in other
        for span in (other["cue_span"], *other["content_spans"])
    ]
    for start in scorer().gold_files.occurrences(mention, text):
        if document.sentences[document.token_at(start)] != sentence:
            continue
        first, last = sorted([(start, start + len(mention)), (cue_start, cue_end)])
        between = [span for span in others if first[1] <= span[0] and span[1] <= last[0]]
        if not between:
            return False
    return True


def by_class(
    pairs: Sequence[Pair], of_gold: Callable[[Pair], str], of_record: Callable[[Record], str]
) -> dict[str, dict[str, Any]]:
    """Return by class: how many gold statements and records it has, and for each score (precision, recall, F1)."""
    gold_classes = [(pair, of_gold(pair)) for pair in pairs if pair.gold is not None]
    record_classes = [(pair, of_record(pair.record)) for pair in pairs if pair.record is not None]
    table: dict[str, dict[str, Any]] = {}
    for name in sorted({kind for _, kind in gold_classes}):
        wanted = [pair for pair, kind in gold_classes if kind == name]
        given = [pair for pair, kind in record_classes if kind == name]
        row: dict[str, Any] = {"gold": len(wanted), "records": len(given)}
        for score in SCORES:
            recall = sum(pair.right[score] for pair in wanted) / len(wanted)
            precision = sum(pair.right[score] for pair in given) / max(1, len(given))
            row[score] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
        table[name] = row
    return table


def calibration(pairs: Sequence[Pair]) -> list[tuple[str, int, float, float]]:
    """Return by band of confidence: how many records it has, the share that are statements, the share of right rows.

    The last two bands are all records up to and all above `CERTAIN`.
    """
    records = [(pair.record["confidence"], pair.right) for pair in pairs if pair.record is not None]
    edges = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0]
    bands = [(low, high, f"{low:.2f} - {high:.2f}") for low, high in itertools.pairwise(edges)]
    bands += [(0.0, CERTAIN, f"up to {CERTAIN}"), (CERTAIN, 1.0, f"above {CERTAIN}")]
    rows = []
    for low, high, name in bands:
        inside = [right for confidence, right in records if low < confidence <= high]
        if inside:
            count = len(inside)
            detected, whole = (sum(right[key] for right in inside) / count for key in ("detection", "tuple"))
            rows.append((name, count, detected, whole))
    return rows


def error_classes(pairs: Sequence[Pair]) -> Counter[str]:
    """Count the errors by class; a statement counts once for each field that is wrong."""
    found: Counter[str] = Counter()
    candidates: dict[str, set[int]] = {}
    for pair in pairs:
        key = pair.article["id"]
        if key not in candidates:
            candidates[key] = {token for cue in cue_candidates(pair.document) for token in range(cue.first, cue.last)}
        found.update(_classes(pair, pairs, candidates[key]))
    return found


def _classes(pair: Pair, pairs: Sequence[Pair], candidates: set[int]) -> Iterator[str]:
    gold, record = pair.gold, pair.record
    if record is None:
        assert gold is not None
        first, last = pair.document.token_range(*gold["cue_span"])
        if any(_at_cue(other, pair, first, last) for other in pairs):
            yield "missed: cue found, other words taken for its content"
        elif not candidates & set(range(first, last)):
            yield "missed: cue outside the lexicon"
        else:
            yield "missed: cue known and passed over"
        return
    if gold is None:
        first, last = record["cue"]["start"], record["cue"]["end"]
        same = any(
            s["cue_span"][0] < last and first < s["cue_span"][1] for s in pair.article["statements"] if "cue_span" in s
        )
        yield "spurious: right cue, other words" if same else "spurious: no statement"
        return
    if not pair.right["content"]:
        yield from _content_classes(min(record["_content"]), max(record["_content"]), gold["_content"])
    if not pair.right["attribution"]:
        yield f"wrong speaker: {gold_kind(pair)}"
    if not pair.right["topics"]:
        yield "wrong topic"
    if not pair.right["countries"]:
        got, wanted = set(record["countries"]), set(gold["countries"])
        yield "wrong countries: " + (
            "one missing" if got < wanted else "one too many" if wanted < got else "another one"
        )
    if not pair.right["cue"]:
        yield "wrong cue"
    if record["form"] != gold["form"]:
        yield f"wrong form: {gold['form']} read as {record['form']}"


def _at_cue(other: Pair, pair: Pair, first: int, last: int) -> bool:
    """Tell whether another record of the article has its cue among these tokens."""
    if other.record is None or other.article is not pair.article or other.right["cue"]:
        return False
    cue = pair.document.token_range(other.record["cue"]["start"], other.record["cue"]["end"])
    return cue[0] < last and first < cue[1]


def _content_classes(first: int, last: int, wanted: frozenset[int]) -> Iterator[str]:
    start, end = min(wanted), max(wanted)
    if first != start:
        yield "content starts " + ("too early" if first < start else "too late")
    if last != end:
        yield "content ends " + ("too early" if last < end else "too late")
    if first == start and last == end:
        yield "content in two parts"


def pin(evaluation: Evaluation, path: Path = FLOORS) -> None:
    """Write the scores as the floors of the regression test."""
    floors = {name: round(value, 4) for name, value in evaluation.f1().items()}
    path.write_text(json.dumps({"tolerance": 0.01, "f1": floors}, indent=2) + "\n", encoding="utf-8")


def report(evaluation: Evaluation) -> str:
    """Return everything worth knowing as plain text."""
    scores, pairs = evaluation.scores, evaluation.pairs
    lines = [f"{scores['articles']} articles, {scores['gold']} gold statements, {scores['predicted']} extracted"]
    for name, value in scores.items():
        if isinstance(value, dict):
            lines.append(f"{name:15} P {value['p']:.3f}  R {value['r']:.3f}  F1 {value['f1']:.3f}")
    shown = ("detection", "content", "cue", "attribution", "tuple")
    for title, table in (
        ("form", by_class(pairs, lambda pair: str(pair.gold and pair.gold["form"]), lambda record: record["form"])),
        ("speaker", by_class(pairs, gold_kind, record_kind)),
    ):
        lines += ["", f"F1 by {title:24} gold  got   " + "  ".join(f"{name:>11}" for name in shown)]
        for kind, row in table.items():
            figures = "  ".join(f"{row[name][2]:11.3f}" for name in shown)
            lines.append(f"  {kind:28} {row['gold']:4} {row['records']:4}   {figures}")
    lines += ["", "confidence       records  statements  whole row right"]
    lines += [
        f"  {name:14} {count:7}  {detected:10.3f}  {whole:15.3f}" for name, count, detected, whole in calibration(pairs)
    ]
    lines += ["", "errors"]
    lines += [
        f"  {count:4}  {name}"
        for name, count in sorted(error_classes(pairs).items(), key=lambda row: (-row[1], row[0]))
    ]
    return "\n".join(lines)


def main() -> int:
    """Print the report; return 2 where the annotated articles are absent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="another annotated file of the same format")
    parser.add_argument("--errors", action="store_true", help="list every miss, spurious statement and wrong field")
    parser.add_argument("--pin", action="store_true", help="write the scores as the floors of the regression test")
    options = parser.parse_args()
    if absent():
        print(f"extraction_dev: {absent()}", file=sys.stderr)
        return 2
    if options.pin and options.gold != GOLD:
        parser.error("only the scores on the development articles are pinned; leave out --gold")
    evaluation = evaluate(options.gold)
    if options.errors:
        print("\n".join(evaluation.errors), end="\n\n")
    print(report(evaluation))
    if options.pin:
        pin(evaluation)
        print(f"\npinned in {FLOORS.relative_to(HERE.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
