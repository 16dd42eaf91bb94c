"""A logistic model over named binary features, read from a small JSON file.

Training needs scikit-learn (`extract.learning.train`); applying a model needs nothing but a dictionary, so that it is
fast, safe to load and the same on every machine.
"""

from __future__ import annotations

import contextlib
import functools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.memory import Memory

MODELS = Path(__file__).resolve().parent / "models"


Part = tuple[Any, ...]
"""A group of features: the number of the function that names them (see `group`), then the few values that it takes.

Values are text, numbers and truth values only, which the garbage collector need not look into.
Values of one place are all text, all numbers or all truth values (`1` and `True` would be the same group). A group is
named only once however often it comes, and news repeats itself, so grouping by what features hang on saves most of
the work.
"""

_REMEMBERED = 1 << 17
"""Groups that a model remembers at most."""


_GROUPS: list[Callable[..., list[str]]] = []


def group(names: Callable[..., list[str]]) -> int:
    """Make a function that names a group's features, and return the number that stands for it in a `Part`."""
    _GROUPS.append(names)
    return len(_GROUPS) - 1


def feature_names(parts: Iterable[Part]) -> list[str]:
    """Return the features of all groups, as training needs them."""
    return [name for number, *values in parts for name in _GROUPS[number](*values)]


class LinearModel:
    """Weights by feature name and a bias, to a thousandth; `probability` is the logistic of their sum.

    Sums are kept in thousandths, so that equal scores are equal in whatever order the features come.
    """

    __slots__ = ("_weight_of", "bias", "weights")

    def __init__(self, weights: dict[str, float], bias: float) -> None:
        self.weights = {name: round(weight * 1000) for name, weight in weights.items()}
        self.bias = round(bias * 1000)
        self._weight_of = Memory(self._weigh_group, _REMEMBERED).__getitem__

    def score(self, features: Iterable[str]) -> float:
        """Return the sum of the weights of the features (log odds); unknown features count nothing."""
        get = self.weights.get
        return (self.bias + sum([get(name, 0) for name in features])) / 1000

    def score_parts(self, parts: Iterable[Part]) -> float:
        """Return the score of features that come in groups."""
        return (self.bias + self.weigh(parts)) / 1000

    def weigh(self, parts: Iterable[Part]) -> int:
        """Return the sum of the weights of groups in thousandths, the weight of each group remembered."""
        return sum(map(self._weight_of, parts))

    def _weigh_group(self, part: Part) -> int:
        get = self.weights.get
        number, *values = part
        return sum([get(name, 0) for name in _GROUPS[number](*values)])

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability, 0-1, that the features call for."""
        return logistic(self.score(features))


_WORD_MODELS = ("cue", "side", "start", "end", "mention_end", "speaker")
"""The models with features of whole words."""

RARE = "<rare>"
"""Stands for every word that no model weighs, so that groups of features are as few as the weights allow."""


@functools.cache
def weighed_words() -> frozenset[str]:
    """Return all values that the features of the models have, the words that they weigh among them."""
    names = (name for which in _WORD_MODELS for name in model(which).weights)
    return frozenset(value for name in names for value in name.partition("=")[2].split("+"))


_folder = MODELS


@contextlib.contextmanager
def models_in(folder: Path) -> Iterator[None]:
    """Read the models from another folder for a while, as cross-validation does."""
    global _folder
    before, _folder = _folder, folder
    _forget_models()
    try:
        yield
    finally:
        _folder = before
        _forget_models()


def _forget_models() -> None:
    model.cache_clear()
    weighed_words.cache_clear()


@functools.cache
def model(name: str) -> LinearModel:
    """Return the model of `models/<name>.json`. Raises `OSError` where it is missing."""
    data = json.loads((_folder / f"{name}.json").read_text(encoding="utf-8"))
    return LinearModel(data["weights"], data["bias"])


def logistic(score: float) -> float:
    """Return the probability, 0-1, of log odds."""
    return 1.0 / (1.0 + math.exp(-score if -30.0 < score < 30.0 else math.copysign(30.0, -score)))


def likeliest(scores: Sequence[float]) -> tuple[int, float]:
    """Return the place of the highest score, the first of equals, and its share under a softmax over all."""
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return best, 1.0 / sum([math.exp(max(-50.0, score - scores[best])) for score in scores])


def first_stop(scores: Iterable[float]) -> tuple[int, float]:
    """Return the likeliest place to stop and its chance, each score the log odds of stopping there if not before."""
    best, chance, remaining = 0, -1.0, 1.0
    for i, score in enumerate(scores):
        hazard = logistic(score)
        if remaining * hazard > chance:
            best, chance = i, remaining * hazard
        remaining *= 1.0 - hazard
        if remaining < chance:
            break
    return best, chance


def bucket(value: int) -> str:
    """Return a coarse name for a count or distance, finer for small ones."""
    return _BUCKETS[value if value > 0 else 0] if value < _FAR else "50+"


_LIMITS = (0, 1, 2, 3, 4, 6, 9, 13, 19, 29, 49)
_BUCKETS = tuple(str(next(limit for limit in _LIMITS if value <= limit)) for value in range(_LIMITS[-1] + 1))
_FAR = len(_BUCKETS)
