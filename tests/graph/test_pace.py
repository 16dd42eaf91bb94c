"""Progress: the rate and the time left follow what was done lately."""

import gzip
import json
from pathlib import Path

from extract.sources import Meter, read
from graph.pace import Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_steady_run_tells_its_rate_and_the_time_left() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.share = lambda: pace.done / 12_000
    assert pace.text("articles") == "0 articles"
    for _ in range(2000):
        clock.now += 0.1
        pace.step()
    assert pace.text("articles") == "2,000 articles, 10 a second, 17 min left"


def test_what_was_fast_at_first_is_soon_forgotten() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.share = lambda: pace.done / 2000
    for number in range(1100):
        clock.now += 0.001 if number < 1000 else 1.0  # taken from an earlier run, then extracted
        pace.step()
    assert pace.text("articles") == "1,100 articles, 1 a second, 15 min left"


def test_nothing_is_foretold_where_the_end_is_not_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(100):
        clock.now += 1
        pace.step()
    assert pace.text("articles") == "100 articles, 1 a second"


def test_a_meter_follows_the_bytes_of_files(tmp_path: Path) -> None:
    # "The minister said his country is ready for dialogue within international law."
    line = json.dumps({"text": "قال الوزير إن بلاده مستعدة للحوار في إطار القانون الدولي."}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 500, encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line.encode() * 500))
    (tmp_path / "c.txt").write_bytes(b"")
    meter = Meter([tmp_path])
    shares = [meter.share() for _ in read([tmp_path], None, meter)]
    assert shares[0] is not None
    assert shares[0] < 0.3
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert meter.share() == 1.0
    assert Meter(["-"]).share() is None
    assert Meter([tmp_path / "missing"]).share() is None
