"""The topics of each statement, most central first."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extract.document import Document
from extract.meaning.topic_evidence import COLUMNS, TopicEvidence, gather, topic_keys
from extract.statement import Span

if TYPE_CHECKING:
    from extract.meaning.topic_evidence import Matrix

MOST = 3
"""The most topics a statement is given."""
NAMED_SHARE = 0.08
"""The same for a topic that a strong word of the content names."""
NEXT_SHARE = 0.2
"""A further topic's least probability as a share of the first one's, chosen by cross-validation."""


@dataclasses.dataclass(frozen=True, slots=True)
class TopicModel:
    """A linear model over topics.

    `columns` weigh the kinds of evidence for every topic alike and `own` (topics x columns) for each topic besides;
    `topics` are the topics' biases, `words` the weights of stems by topic. `labels` and `article_labels` say how far
    each of the ontology's labels is to be trusted, in the content and in the article, for its own topic.
    """

    columns: Matrix
    own: Matrix
    topics: Matrix
    words: Mapping[str, Matrix]
    labels: Mapping[tuple[str, int], float]
    article_labels: Mapping[tuple[str, int], float]

    def article_scores(self, evidence: TopicEvidence) -> Matrix:
        """Return the part of the scores that all statements of an article share."""
        scores = np.zeros(len(self.topics))
        for label, count in evidence.article_labels.items():
            scores[label[1]] += self.article_labels.get(label, 0.0) * math.log1p(count)
        return scores

    def scores(self, evidence: TopicEvidence, article: Matrix) -> Matrix:
        """Return the score of every topic, in the order of `topic_keys`; `article` is their `article_scores`."""
        scores: Matrix = (
            evidence.matrix @ self.columns + (evidence.matrix * self.own).sum(axis=1) + self.topics + article
        )
        for label in evidence.labels:
            scores[label[1]] += self.labels.get(label, 0.0)
        known = [self.words[word] for word in evidence.words if word in self.words]
        if known:
            scores = scores + np.sum(known, axis=0) * len(known) ** -0.5
        total: Matrix = scores
        return total


def probabilities(scores: Matrix) -> Matrix:
    """Return the softmax of scores."""
    powers: Matrix = np.exp(scores - scores.max())
    shares: Matrix = powers / float(powers.sum())
    return shares


def topics(document: Document) -> None:
    """Fill `topics`, one to three keys with the most central first, and their evidence for every draft."""
    keys, model = topic_keys(), topic_model()
    found = gather(document)
    article = model.article_scores(found[0]) if found else np.zeros(len(keys))
    for one in found:
        shares = probabilities(model.scores(one, article))
        ranked = [int(number) for number in np.argsort(-shares, kind="stable")[:MOST]]
        named = {label.topic for hit in one.hits for label in hit.values if label.strong}
        chosen = [
            number
            for number in ranked
            if shares[number] >= (NAMED_SHARE if keys[number] in named else NEXT_SHARE) * shares[ranked[0]]
        ]
        one.draft.topics = tuple(keys[number] for number in chosen)
        one.draft.topic_evidence = _evidence(document, one)


def _evidence(document: Document, one: TopicEvidence) -> tuple[Span, ...]:
    """Return the content's words that the ontology knows for the chosen topics, the strong ones where there are any."""
    said = [(hit, label.strong) for hit in one.hits for label in hit.values if label.topic in one.draft.topics]
    strong = {hit[:2] for hit, is_strong in said if is_strong} or {hit[:2] for hit, _ in said}
    return tuple(document.span(first, last) for first, last in sorted(strong))


@functools.cache
def topic_model() -> TopicModel:
    """Return the model of `models/topics.json`. Raises `OSError` where it is missing."""
    path = Path(__file__).resolve().parent / "models" / "topics.json"
    return read_model(json.loads(path.read_text(encoding="utf-8")))


def read_model(data: Mapping[str, Any]) -> TopicModel:
    """Return a model from its JSON form; topics that a newer ontology adds weigh nothing yet."""
    keys = topic_keys()

    def trust(name: str) -> dict[tuple[str, int], float]:
        weights = data[name]
        return {(phrase, n): w for n, key in enumerate(keys) for phrase, w in weights.get(key, {}).items()}

    def row(weights: Mapping[str, float], names: Sequence[str]) -> Matrix:
        return np.array([float(weights.get(name, 0.0)) for name in names])

    return TopicModel(
        columns=row(data["columns"], COLUMNS),
        own=np.stack([row(data["own"].get(key, {}), COLUMNS) for key in keys]),
        topics=row(data["topics"], keys),
        words={word: row(weights, keys) for word, weights in data["words"].items()},
        labels=trust("labels"),
        article_labels=trust("article_labels"),
    )
