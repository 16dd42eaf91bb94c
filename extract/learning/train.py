"""Training the attribution models from annotated articles.

    python -m extract.learning.train TRAIN.jsonl --resolver READER.py [--out FOLDER]

The file is one annotated article a line (`text`, `statements` with `cue`, `content`, ...); the annotation's own reader
adds `cue_span` and `content_spans`. The articles annotated for Bayan in `articles/` are learnt from as well. What is
written is `models/<name>.json`: feature weights, nothing of the texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.attribution.acceptance import acceptance_features
from extract.attribution.content_features import end_parts, start_parts
from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.attribution.features import cue_parts, side_parts
from extract.attribution.nesting import Nesting
from extract.attribution.places import ends, starts
from extract.attribution.reader import Reading, before_features, before_starts, read
from extract.attribution.speakers import attribute
from extract.document import Document
from extract.learning.annotation import written_articles
from extract.learning.fit import fit_model
from extract.learning.linear import MODELS, feature_names, models_in
from extract.learning.rows import Row
from extract.learning.speaker_rows import mention_end_rows, speaker_rows

FOLDS = 5
READ_GROUPS = 1_000_000
"""Added to the group of a row that comes from a reading, to keep it apart from the annotated one's."""
SAME_CONTENT = 0.5
"""Least F1 of content words at which a reading is the annotated statement."""

Examples = dict[str, list[Row]]


def gold_spans(path: Path, resolver: Path) -> list[dict[str, Any]]:
    """Return the annotated articles with `cue_span` and `content_spans` resolved by the annotation's own reader."""
    spec = importlib.util.spec_from_file_location("annotation_reader", resolver)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{resolver}: cannot be imported; name the annotation reader with --resolver")
    reader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reader)
    articles: list[dict[str, Any]] = reader.load(path)
    return articles


def word_range(document: Document, spans: list[list[int]]) -> tuple[int, int]:
    """Return the words of a span list's hull: its first and last word tokens, last exclusive."""
    first, last = document.token_range(spans[0][0], spans[-1][1])
    while first < last and not document.tokens.is_word[first]:
        first += 1
    while last > first and not document.tokens.is_word[last - 1]:
        last -= 1
    return first, last


def gold_cues(context: Context, statements: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the statement of each cue candidate (by first token) that an annotated cue touches."""
    found: dict[int, dict[str, Any]] = {}
    for statement in statements:
        if "cue_span" in statement:
            first, last = context.document.token_range(*statement["cue_span"])
            cues = [context.cue_at[k] for k in range(first, last) if k in context.cue_at]
            if cues:
                found.setdefault(cues[0].first, statement)
    return found


def examples(articles: Iterable[dict[str, Any]]) -> Examples:
    """Return training rows by model: features, label, article."""
    rows: Examples = defaultdict(list)
    for article in articles:
        context = _context(article)
        gold = gold_cues(context, article["statements"])
        for cue in context.cues:
            statement = gold.get(cue.first)
            openings = starts(context, cue)
            rows["cue"].append(
                Row(
                    feature_names(cue_parts(context, cue, openings)),
                    int(statement is not None),
                    article["id"],
                    cue.first,
                )
            )
            if statement is not None:
                _content_rows(rows, context, cue, statement["content_spans"], article["id"])
    return rows


def mention_examples(articles: Iterable[dict[str, Any]]) -> Examples:
    """Return the rows of the `mention_end` model, which the others' features rest on."""
    rows: Examples = defaultdict(list)
    for article in articles:
        context = _context(article)
        readings = _gold_readings(context, gold_cues(context, article["statements"]))
        rows["mention_end"] += mention_end_rows(context, readings, article["id"])
    return rows


def speaker_examples(articles: Iterable[dict[str, Any]]) -> Examples:
    """Return the rows of the speaker model, whose candidates the trained `mention_end` model shapes."""
    rows: Examples = defaultdict(list)
    for article in articles:
        context = _context(article)
        readings = _gold_readings(context, gold_cues(context, article["statements"]))
        rows["speaker"] += speaker_rows(context, readings, article["entities"], article["id"])
    return rows


def _context(article: dict[str, Any]) -> Context:
    return Context(Document(Article(article["id"], article["text"], article.get("title"))))


def _gold_readings(context: Context, gold: dict[int, dict[str, Any]]) -> list[tuple[Reading, dict[str, Any]]]:
    found = []
    for cue in context.cues:
        statement = gold.get(cue.first)
        if statement is not None:
            first, last = word_range(context.document, statement["content_spans"])
            kind = next((opening.kind for opening in starts(context, cue) if opening.token == first), "sentence")
            found.append((Reading(cue, first, last, kind, 1.0, 1.0, 1.0), statement))
    return found


def _content_rows(rows: Examples, context: Context, cue: CueCandidate, spans: list[list[int]], article: str) -> None:
    document = context.document
    openings = starts(context, cue)
    first, last = word_range(document, spans)
    before = before_starts(context, cue)
    if before and openings:
        rows["side"].append(
            Row(feature_names(side_parts(context, cue, openings)), int(first < cue.first), article, cue.first)
        )
    if first < cue.first:
        for option in before:
            rows["before"].append(
                Row(before_features(context, cue, option), int(option.token == first), article, cue.first)
            )
        return
    place = next((i for i, opening in enumerate(openings) if opening.token == first), None)
    if place is None:
        return
    for i, parts in enumerate(start_parts(context, cue, openings)):
        rows["start"].append(Row(feature_names(parts), int(i == place), article, cue.first))
    for k in ends(context, cue, first):
        right = k >= last and not any(document.tokens.is_word[t] for t in range(last, k))
        rows["end"].append(
            Row(feature_names(end_parts(context, cue, openings[place], k)), int(right), article, cue.first)
        )
        if right:
            break


def write_models(articles: Iterable[dict[str, Any]], folder: Path, written: Sequence[dict[str, Any]] = ()) -> None:
    """Fit every model on the articles, and on articles written for the purpose, and write them into a folder.

    How sure a whole reading is, and what faults readings have, is learnt from real articles alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    articles = list(articles)
    _fit_steps([*articles, *written], folder)
    with models_in(folder):
        rows = speaker_examples([*articles, *written])
    for fold in range(FOLDS):
        with tempfile.TemporaryDirectory() as scratch:
            _fit_steps([*(a for i, a in enumerate(articles) if i % FOLDS != fold), *written], Path(scratch))
            with models_in(Path(scratch)):
                held_out = [a for i, a in enumerate(articles) if i % FOLDS == fold]
                rows["acceptance"] += acceptance_rows(held_out)
                rows["speaker"] += read_speaker_rows(held_out)
    _fit_all(rows, folder)


def acceptance_rows(articles: Iterable[dict[str, Any]]) -> list[Row]:
    """Return rows that teach which whole readings are statements, from articles the models in force have not seen."""
    rows: list[Row] = []
    for article in articles:
        context = _context(article)
        gold = gold_cues(context, article["statements"])
        readings = read(context)
        speakers, nesting = attribute(context, readings), Nesting(readings)
        for number, reading in enumerate(readings):
            statement = gold.get(reading.cue.first)
            right = statement is not None and _overlap(context, reading, statement["content_spans"]) >= SAME_CONTENT
            features = acceptance_features(context, readings, number, speakers[number], nesting)
            rows.append(Row(features, int(right), article["id"], number))
    return rows


def read_speaker_rows(articles: Iterable[dict[str, Any]]) -> list[Row]:
    """Return speaker rows over readings as the models make them, so that the speaker model knows their faults."""
    rows: list[Row] = []
    for article in articles:
        context = _context(article)
        gold = gold_cues(context, article["statements"])
        pairs = []
        for reading in read(context):
            statement = gold.get(reading.cue.first)
            if statement is not None and _overlap(context, reading, statement["content_spans"]) >= SAME_CONTENT:
                pairs.append((reading, statement))
        read_rows = speaker_rows(context, pairs, article["entities"], article["id"])
        rows += [row._replace(group=row.group + READ_GROUPS) for row in read_rows]
    return rows


def _overlap(context: Context, reading: Reading, spans: list[list[int]]) -> float:
    """Return the F1 of the words of a reading's content and of annotated spans."""
    is_word = context.document.tokens.is_word
    mine = {t for t in range(reading.first, reading.last) if is_word[t]}
    theirs = {t for start, end in spans for t in range(*context.document.token_range(start, end)) if is_word[t]}
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def _fit_steps(articles: list[dict[str, Any]], folder: Path) -> None:
    _fit_all(mention_examples(articles), folder)
    with models_in(folder):
        _fit_all(examples(articles), folder)
    with models_in(folder):
        later = speaker_examples(articles)
    _fit_all(later, folder)


def _fit_all(by_model: Examples, folder: Path) -> None:
    for name, rows in sorted(by_model.items()):
        trained = fit_model(name, rows)
        text = json.dumps(trained, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        positives = sum(row.label for row in rows)
        print(f"{name}: {len(rows)} rows, {positives} positive, {len(trained['weights'])} weights", file=sys.stderr)


def command_line(description: str | None, out: Path) -> argparse.Namespace:
    """Return the arguments of a training command: `annotated`, `resolver` and `out`, which defaults to a folder."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", type=Path)
    parser.add_argument(
        "--resolver", type=Path, required=True, help="the annotation's reader, a Python file with load()"
    )
    parser.add_argument("--out", type=Path, default=out)
    return parser.parse_args()


def main() -> None:
    """Train from the command line."""
    arguments = command_line(__doc__, MODELS)
    write_models(gold_spans(arguments.annotated, arguments.resolver), arguments.out, written_articles())


if __name__ == "__main__":
    main()
