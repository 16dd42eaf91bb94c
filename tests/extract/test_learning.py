"""Applying the learned models: small, safe to load, the same everywhere."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learning.linear import MODELS, LinearModel, bucket, first_stop, likeliest, model, models_in

SCORES = st.lists(st.floats(-50, 50), min_size=1, max_size=20)


def test_a_score_is_the_sum_of_known_weights() -> None:
    tiny = LinearModel({"a": 1.5, "b": -0.5}, 0.25)
    assert tiny.score(["a", "b", "never seen"]) == 1.25
    assert tiny.probability([]) == pytest.approx(1 / (1 + math.exp(-0.25)))
    assert 0 < LinearModel({"a": -1e9}, 0.0).probability(["a"]) < LinearModel({"a": 1e9}, 0.0).probability(["a"]) <= 1


@given(SCORES)
def test_the_likeliest_is_the_first_of_the_highest(scores: list[float]) -> None:
    place, share = likeliest(scores)
    assert place == scores.index(max(scores))
    assert 1 / len(scores) - 1e-9 <= share <= 1


@given(SCORES)
def test_the_first_stop_is_the_likeliest_place_to_stop(scores: list[float]) -> None:
    place, chance = first_stop(scores)
    chances, remaining = [], 1.0
    for score in scores:
        hazard = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        chances.append(remaining * hazard)
        remaining *= 1 - hazard
    assert chance == pytest.approx(max(chances))
    assert chances[place] == pytest.approx(max(chances))


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_bucket_is_coarser_with_distance(one: int, other: int) -> None:
    low, high = sorted((one, other))
    order = [bucket(value) for value in range(501)]
    assert order.index(bucket(low)) <= order.index(bucket(high))
    assert bucket(3) == "3" and bucket(50) == bucket(500) == "50+"


def test_models_are_read_from_another_folder_only_for_a_while(tmp_path: Path) -> None:
    (tmp_path / "cue.json").write_text(json.dumps({"weights": {"a": 2.0}, "bias": 0.0}), encoding="utf-8")
    shipped = model("cue").weights
    with models_in(tmp_path):
        assert model("cue").weights == {"a": 2000}
        with pytest.raises(OSError, match=r"start\.json"):
            model("start")
    assert model("cue").weights == shipped


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.json")), ids=lambda path: path.stem)
def test_shipped_models_are_plain_finite_weights_in_order(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert set(data) == {"weights", "bias"}
    assert list(data["weights"]) == sorted(data["weights"])
    assert all(math.isfinite(weight) for weight in (data["bias"], *data["weights"].values()))
