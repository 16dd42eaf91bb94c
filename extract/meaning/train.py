"""Training the models of countries and topics from annotated articles.

    python -m extract.meaning.train TRAIN.jsonl --resolver gold.py [--out FOLDER]

scikit-learn and SciPy fit; what is written is `models/countries.json` and `models/topics.json`: weights of features,
nothing of the texts. A feature seen in fewer than three articles is left out, so that nothing keys on one story.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.article import Article
from extract.attribution.context import Context
from extract.document import Document, Draft
from extract.learning.fit import ARTICLES_AT_LEAST
from extract.learning.train import command_line, gold_spans
from extract.meaning.addressee import addressee
from extract.meaning.countries import candidates_in_order
from extract.meaning.country_reader import CountryReader
from extract.meaning.country_scene import own_country
from extract.meaning.train_topics import fit_topics, topic_rows
from extract.statement import Cue, Span, Speaker

MODELS = Path(__file__).resolve().parent / "models"
COUNTRY_STRENGTH = 0.1
"""Inverse regularisation strength (C) of the country model, chosen by cross-validation."""

Annotated = tuple[Document, list[tuple[Draft, dict[str, Any]]]]


def annotated_documents(articles: Iterable[dict[str, Any]]) -> Iterator[Annotated]:
    """Yield each annotated article as a document whose drafts carry the annotated cue, content and speaker."""
    for article in articles:
        document = Document(Article(article["id"], article["text"], article.get("title"), source=article.get("source")))
        cue_at = Context(document).cue_at
        people = {entity["id"]: entity for entity in article["entities"]}
        pairs: list[tuple[Draft, dict[str, Any]]] = []
        placed: dict[int, Draft] = {}
        for number, statement in enumerate(article["statements"]):
            if "content_spans" not in statement:
                continue
            first, last = document.token_range(*statement["cue_span"])
            known = next((cue_at[token].entry for token in range(first, last) if token in cue_at), None)
            start, end = statement["cue_span"]
            draft = Draft(
                cue=Cue(document.text[start:end], start, end, known.lemma if known else "", known.act if known else ""),
                cue_tokens=(first, last),
                content=[Span(document.text[a:b], a, b) for a, b in statement["content_spans"]],
                content_tokens=[document.token_range(a, b) for a, b in statement["content_spans"]],
                speaker=_speaker(document, statement, people[statement["speaker"]]),
            )
            placed[number] = draft
            pairs.append((draft, statement))
        for draft, statement in pairs:
            draft.parent = placed.get(statement["parent"]) if statement.get("parent") is not None else None
        document.drafts = [draft for draft, _ in pairs]
        addressee(document)
        yield document, pairs


def _speaker(document: Document, statement: dict[str, Any], entity: dict[str, Any]) -> Speaker:
    words, (start, end) = statement["mention"], statement["cue_span"]
    before, after = document.text.rfind(words, 0, start), document.text.find(words, end)
    nearer_before = before >= 0 and (after < 0 or start - before - len(words) < after - end)
    at = before if nearer_before else max(after, 0)
    return Speaker(entity["name"], words, at, at + len(words), entity["type"], entity.get("role"))


def country_rows(documents: Iterable[Annotated]) -> list[tuple[tuple[str, ...], int, str]]:
    """Return one row per candidate country: features, whether the annotation has it, article.

    The speaker's own country is no row where the annotation has another one: the rule leaves it out whatever the words.
    """
    rows = []
    for document, pairs in documents:
        wanted = {id(draft): set(statement["countries"]) for draft, statement in pairs}
        reader = CountryReader(document)
        for draft, options in candidates_in_order(document, reader):
            gold, own = wanted[id(draft)], own_country(reader, draft)
            for option in options:
                if option.country != own or not gold - {own or ""}:
                    rows.append((option.features, int(option.country in gold), document.article.id))
    return rows


def fit_countries(rows: list[tuple[tuple[str, ...], int, str]], strength: float = COUNTRY_STRENGTH) -> dict[str, Any]:
    """Fit the country model and return it as rounded weights and bias."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    where: dict[str, set[str]] = defaultdict(set)
    for features, _, article in rows:
        for feature in features:
            where[feature].add(article)
    kept = {feature for feature, articles in where.items() if len(articles) >= ARTICLES_AT_LEAST}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform({f: 1.0 for f in features if f in kept} for features, _, _ in rows)
    # liblinear takes 32-bit indices only; DictVectorizer makes wider ones.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    learner = LogisticRegression(C=strength, solver="liblinear", max_iter=1000, random_state=0)
    learner.fit(matrix, [label for _, label, _ in rows])
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(vectorizer.get_feature_names_out(), learner.coef_[0], strict=True)
        if abs(weight) >= 0.005
    }
    return {"weights": dict(sorted(weights.items())), "bias": round(float(learner.intercept_[0]), 3)}


def write(model: dict[str, Any], path: Path) -> None:
    """Write a model as JSON, one weight a line, sorted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(model, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Train from the command line."""
    arguments = command_line(__doc__, MODELS)
    documents = list(annotated_documents(gold_spans(arguments.annotated, arguments.resolver)))
    write(fit_countries(country_rows(documents)), arguments.out / "countries.json")
    write(fit_topics(topic_rows(documents)), arguments.out / "topics.json")


if __name__ == "__main__":
    main()
