"""Fitting a model of weighed features: logistic regression, or conditional logistic regression over candidates.

Features seen in fewer than three articles are left out, so that nothing keys on one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from extract.learning.annotation import WRITTEN
from extract.learning.rows import Row

STRENGTH = {
    "cue": 0.3,
    "side": 1.0,
    "before": 0.3,
    "start": 0.4,
    "end": 0.4,
    "mention_end": 0.3,
    "speaker": 0.5,
    "acceptance": 0.1,
}
"""Inverse regularisation strength of each model, chosen by cross-validation."""
ARTICLES_AT_LEAST = 3

RANKED = frozenset(["before", "start", "speaker"])
"""Models that choose among places or candidates: fitted as conditional logistic regression over each group."""

ADAPTED = frozenset(["end", "speaker"])
"""Models in which real articles may weigh a feature otherwise than written ones do; chosen by cross-validation."""
REAL = "real:"
"""Prefix of a feature's second copy in the rows of real articles (Daumé, Frustratingly Easy Domain
Adaptation, 2007)."""


def fit_model(name: str, rows: list[Row]) -> dict[str, Any]:
    """Fit a model by its name and return it as `weights` and `bias`."""
    return fit(adapted(rows) if name in ADAPTED else rows, STRENGTH[name], name in RANKED)


def adapted(rows: Iterable[Row]) -> list[Row]:
    """Return rows in which the features of real articles stand twice, once for what only real articles teach."""
    return [
        row
        if row.article.startswith(WRITTEN)
        else row._replace(features=[*row.features, *(REAL + feature for feature in row.features)])
        for row in rows
    ]


def merged(weights: dict[str, float]) -> dict[str, float]:
    """Return the weights that hold for a real article: a feature's and its second copy's together."""
    together: dict[str, float] = defaultdict(float)
    for name, weight in weights.items():
        together[name.removeprefix(REAL)] += weight
    return together


def fit(rows: list[Row], strength: float, ranked: bool) -> dict[str, Any]:
    """Fit one model and return it as `weights` and `bias`, rounded; `strength` is 1 / (penalty x rows) as in C."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    articles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for feature in row.features:
            articles[feature].add(row.article)
    kept = {feature for feature, where in articles.items() if len(where) >= ARTICLES_AT_LEAST}
    vectorizer = DictVectorizer(dtype=float)
    matrix = vectorizer.fit_transform({f: 1.0 for f in row.features if f in kept} for row in rows)
    # liblinear takes 32-bit indices only; DictVectorizer makes wider ones.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    if ranked:
        coefficients, bias = fit_ranker(matrix, rows, strength), 0.0
    else:
        learner = LogisticRegression(C=strength, solver="liblinear", max_iter=1000, random_state=0)
        learner.fit(matrix, [row.label for row in rows])
        coefficients, bias = learner.coef_[0], float(learner.intercept_[0])
    named = zip(vectorizer.get_feature_names_out(), map(float, coefficients), strict=True)
    weights = {name: round(weight, 3) for name, weight in merged(dict(named)).items() if abs(weight) >= 0.005}
    return {"weights": dict(sorted(weights.items())), "bias": round(bias, 3)}


def fit_ranker(matrix: Any, rows: list[Row], strength: float) -> Any:
    """Return the weights that make the right candidates of each group likeliest (conditional logit, L2, L-BFGS)."""
    import numpy as np
    from scipy.optimize import minimize

    numbers: dict[tuple[str, int], int] = {}
    groups = np.array([numbers.setdefault((row.article, row.group), len(numbers)) for row in rows])
    right = np.array([row.label for row in rows], dtype=float)
    taught = np.bincount(groups, right) > 0
    keep = taught[groups]
    matrix, groups, right = matrix[keep], groups[keep], right[keep]
    size = int(taught.sum())

    def shares(scores: Any, mask: Any) -> tuple[Any, Any]:
        top = np.full(len(numbers), -np.inf)
        np.maximum.at(top, groups, np.where(mask > 0, scores, -np.inf))
        weight = np.where(mask > 0, np.exp(scores - top[groups]), 0.0)
        total = np.bincount(groups, weight, minlength=len(numbers))
        return weight / total[groups], np.log(total[taught]) + top[taught]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        everyone, all_log = shares(scores, np.ones_like(right))
        winners, right_log = shares(scores, right)
        value = (all_log - right_log).sum() + 0.5 / strength * float(weights @ weights)
        return value, matrix.T @ (everyone - winners) + weights / strength

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    assert size > 0
    return found.x
