"""The floor under extraction: the scores on the development articles, where those are at hand.

`quality_floors.json` holds the pinned F1 scores. After a change for the better pin them anew:
`python -m tests.evaluation.extraction_dev --pin`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "evaluation" / "extraction_dev.py"
REPIN = "python -m tests.evaluation.extraction_dev --pin"


def load_script() -> Any:
    spec = importlib.util.spec_from_file_location("extraction_dev", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["extraction_dev"] = module
    spec.loader.exec_module(module)
    return module


dev = load_script()
pytestmark = pytest.mark.skipif(bool(dev.absent()), reason=dev.absent() or "at hand")
floors = json.loads(dev.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def evaluation() -> Any:
    return dev.evaluate()


@pytest.mark.parametrize("score", dev.SCORES)
def test_no_score_falls_by_more_than_a_point(evaluation: Any, score: str) -> None:
    floor = floors["f1"][score]
    found = evaluation.f1()[score]
    assert found >= floor - floors["tolerance"], (
        f"{score} F1 {found:.4f} is more than {floors['tolerance']} below its floor {floor:.4f}; "
        f"see what changed with `{REPIN.removesuffix(' --pin')} --errors`"
    )


@pytest.mark.parametrize(("place", "what"), [(2, "detection"), (3, "the whole row")])
def test_statements_above_the_certain_confidence_are_right_more_often(evaluation: Any, place: int, what: str) -> None:
    below, above = dev.calibration(evaluation.pairs)[-2:]
    assert below[0].startswith("up to") and above[0].startswith("above")
    assert below[1] >= 20 and above[1] >= 20
    assert above[place] > below[place], what


def test_the_tables_count_every_statement_once(evaluation: Any) -> None:
    gold = [pair for pair in evaluation.pairs if pair.gold is not None]
    assert len(gold) == evaluation.scores["gold"]
    kinds = dev.by_class(evaluation.pairs, dev.gold_kind, dev.record_kind)
    assert {"named person", "role only", "implicit", "organisation"} <= set(kinds)
    assert sum(row["gold"] for row in kinds.values()) == len(gold)
    assert sum(row["records"] for row in kinds.values()) == evaluation.scores["predicted"]
    for name in dev.SCORES:
        right = sum(pair.right[name] for pair in gold)
        assert right / len(gold) == pytest.approx(evaluation.scores[name]["r"], abs=1e-4)
