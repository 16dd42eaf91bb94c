"""Fitting the topic model: softmax regression with a penalty of its own for each group of weights.

The loss is the surprise at the annotated topics taken together: any of them may come first, as in the evaluation.
What is shared by all topics is hardly held back, what is one topic's or one word's more so, because 45 topics have to
be learned from about a thousand statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from extract.document import Document, Draft
from extract.learning.fit import ARTICLES_AT_LEAST
from extract.meaning.topic_evidence import COLUMNS, TopicEvidence, gather, topic_keys

PENALTIES = {"columns": 1.0, "topics": 4.0, "own": 30.0, "words": 2.0, "labels": 2.0, "article_labels": 10.0}
"""L2 penalties, chosen by cross-validation grouped by article."""
OWN_COLUMNS = ("content strong", "content weak", "said strong", "article strong", "title strong")
"""The evidence that may weigh more for one topic than for another."""


class TopicRow(NamedTuple):
    """The evidence of an annotated statement, its topics, and its article."""

    evidence: TopicEvidence
    topics: Sequence[str]
    article: str


def topic_rows(documents: Iterable[tuple[Document, list[tuple[Draft, dict[str, Any]]]]]) -> list[TopicRow]:
    """Return one row per annotated statement."""
    rows = []
    for document, pairs in documents:
        wanted = {id(draft): statement["topics"] for draft, statement in pairs}
        rows += [TopicRow(one, wanted[id(one.draft)], document.article.id) for one in gather(document)]
    return rows


def fit_topics(rows: Sequence[TopicRow]) -> dict[str, Any]:
    """Fit the topic model and return it as rounded weights by name."""
    from scipy.optimize import minimize

    keys = topic_keys()
    vocabulary = _vocabulary(rows)
    evidence = np.stack([row.evidence.matrix for row in rows])
    own = evidence[:, :, [COLUMNS.index(name) for name in OWN_COLUMNS]]
    words, gold = _word_matrix(rows, vocabulary), _gold(rows)
    labels = _LabelMatrix([dict.fromkeys(row.evidence.labels, 1.0) for row in rows], rows)
    of_article = _LabelMatrix([_damped(row.evidence.article_labels) for row in rows], rows)
    shapes = {
        "columns": (len(COLUMNS),),
        "topics": (len(keys),),
        "own": (len(keys), len(OWN_COLUMNS)),
        "words": (len(vocabulary), len(keys)),
        "labels": (len(labels.names),),
        "article_labels": (len(of_article.names),),
    }

    def unpack(flat: Any) -> dict[str, Any]:
        parts, start = {}, 0
        for name, shape in shapes.items():
            size = int(np.prod(shape))
            parts[name] = flat[start : start + size].reshape(shape)
            start += size
        return parts

    def loss(flat: Any) -> tuple[float, Any]:
        parts = unpack(flat)
        scores = (
            evidence @ parts["columns"] + (own * parts["own"]).sum(axis=2) + parts["topics"] + words @ parts["words"]
        )
        scores += labels.scores(parts["labels"]) + of_article.scores(parts["article_labels"])
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        right = shares * gold
        chance = right.sum(axis=1, keepdims=True)
        wrong = shares - right / chance
        slopes = {
            "columns": (wrong[:, :, None] * evidence).sum(axis=(0, 1)),
            "topics": wrong.sum(axis=0),
            "own": (wrong[:, :, None] * own).sum(axis=0),
            "words": words.T @ wrong,
            "labels": labels.slope(wrong),
            "article_labels": of_article.slope(wrong),
        }
        value = -float(np.log(chance + 1e-12).sum())
        value += sum(0.5 * PENALTIES[name] * float((part * part).sum()) for name, part in parts.items())
        return value, np.concatenate([(slopes[name] + PENALTIES[name] * parts[name]).ravel() for name in shapes])

    start = np.zeros(sum(int(np.prod(shape)) for shape in shapes.values()))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80})
    parts = unpack(found.x)
    return {
        "labels": labels.named(parts["labels"]),
        "article_labels": of_article.named(parts["article_labels"]),
        "columns": _named(COLUMNS, parts["columns"], 0.0),
        "topics": _named(keys, parts["topics"], 0.0),
        "own": {key: _named(OWN_COLUMNS, row, 0.005) for key, row in zip(keys, parts["own"], strict=True)},
        "words": {
            word: weights
            for word, row in zip(vocabulary, parts["words"], strict=True)
            if (weights := _named(keys, row, 0.03))
        },
    }


class _LabelMatrix:
    """How often each label occurs in each row, every label speaking for its own topic alone."""

    def __init__(self, counts: Sequence[Mapping[tuple[str, int], float]], rows: Sequence[TopicRow]) -> None:
        from scipy.sparse import csr_matrix

        where: dict[tuple[str, int], set[str]] = defaultdict(set)
        for found, row in zip(counts, rows, strict=True):
            for label in found:
                where[label].add(row.article)
        self.names = sorted(label for label, articles in where.items() if len(articles) >= ARTICLES_AT_LEAST)
        numbers = {label: number for number, label in enumerate(self.names)}
        cells = [
            (count, place, numbers[label])
            for place, found in enumerate(counts)
            for label, count in sorted(found.items())
            if label in numbers
        ]
        worth, at, what = zip(*cells, strict=True) if cells else ((), (), ())
        self.matrix: Any = csr_matrix((worth, (at, what)), (len(rows), len(self.names)))
        topics = [topic for _, topic in self.names]
        ones = (np.ones(len(topics)), (range(len(topics)), topics))
        self.topics: Any = csr_matrix(ones, (len(topics), len(topic_keys())))

    def scores(self, weights: Any) -> Any:
        return (self.matrix.multiply(weights).tocsr() @ self.topics).toarray()

    def slope(self, wrong: Any) -> Any:
        return np.asarray(self.matrix.multiply(wrong @ self.topics.T.toarray()).sum(axis=0)).ravel()

    def named(self, weights: Any) -> dict[str, dict[str, float]]:
        """Return the weights by topic and label."""
        found: dict[str, dict[str, float]] = {}
        for (phrase, topic), weight in zip(self.names, weights, strict=True):
            if abs(weight) >= 0.02:
                found.setdefault(topic_keys()[topic], {})[phrase] = round(float(weight), 3)
        return found


def _damped(counts: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], float]:
    return {label: float(np.log1p(count)) for label, count in counts.items()}


def _vocabulary(rows: Iterable[TopicRow]) -> list[str]:
    where: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in row.evidence.words:
            where[word].add(row.article)
    return sorted(word for word, articles in where.items() if len(articles) >= ARTICLES_AT_LEAST)


def _word_matrix(rows: Sequence[TopicRow], vocabulary: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    numbers = {word: number for number, word in enumerate(vocabulary)}
    at, what, worth = [], [], []
    for place, row in enumerate(rows):
        known = [numbers[word] for word in row.evidence.words if word in numbers]
        at += [place] * len(known)
        what += known
        worth += [len(known) ** -0.5 for _ in known]
    return csr_matrix((worth, (at, what)), (len(rows), len(vocabulary)))


def _gold(rows: Sequence[TopicRow]) -> Any:
    keys = topic_keys()
    gold = np.zeros((len(rows), len(keys)))
    for place, row in enumerate(rows):
        for topic in row.topics:
            gold[place, keys.index(topic)] = 1.0
    return gold


def _named(names: Sequence[str], weights: Any, least: float) -> dict[str, float]:
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= least}
