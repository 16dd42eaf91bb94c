"""The functions that an engine carries out, put together here by plain loops: no engine, and the same bytes."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from extract.sources import Fault, Found, Options, read
from graph.build import Report, Watch, build
from graph.engines import merging, stages
from graph.engines.shards import Shard, shards_of
from graph.increment import Shelf
from graph.intake import Intake
from graph.lines import ArticleLines, cut_by_article, merge_lines
from graph.merge.assemble import outlets_of
from graph.merge.cast import cast_of
from graph.merge.statements import Placed, speaker_statements
from graph.model import MergedGraph
from graph.rdf import DEFAULT_BASE, header, prefixes
from graph.rdf.labels import described_concepts
from graph.rdf.mapping import Mapping

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
SAMPLES = Path(__file__).parents[3] / "extract" / "samples"
OPTIONS = Options(published="2024-03-07", source="جريدة العينة")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [item.article.to_dict() for item in read([SAMPLES], OPTIONS) if isinstance(item, Found)]


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def extracted(source: Path, work: Path, report: Report, rows: int = 5) -> list[ArticleLines]:
    """Recognise and extract all shards, the last first, each twice."""
    work.mkdir(exist_ok=True)
    intake = Intake(Shelf(), report, Watch())
    found = shards_of([source], Options(), rows)
    for shard in reversed(found * 2):
        if isinstance(shard, Shard):
            stages.recognise(shard, Options(), work)
    chosen = stages.decide(found, work, intake)
    for shard, digest, _ in reversed(chosen * 2):
        stages.extract_shard(shard, digest, Options(), work)
    records, _ = stages.gathered(chosen, work, intake)
    return records


def test_shards_put_together_are_the_local_engines_files(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    english = {"id": "english", "text": "Talks resume in Geneva on Monday."}
    source = table(tmp_path / "a.parquet", [*rows[:7], english, rows[3], *rows[7:]])
    out = tmp_path / "out"
    here = build([source], out)
    there = Report()
    statements = tmp_path / "statements.jsonl"
    records = extracted(source, tmp_path / "work", there)
    assert [str(fault) for fault in there.faults] == [str(fault) for fault in here.faults] != []
    assert (there.read, there.new, there.known) == (here.read, here.new, here.known) == (13, 12, 1)
    merge_lines(statements, ArticleLines(statements), records, ())
    assert statements.read_bytes() == (out / "statements.jsonl").read_bytes()

    ranges = [merging.Range(statements, *cut) for cut in cut_by_article(statements, 30_000)]
    assert len(ranges) > 2
    names = [merging.names_in(part.records()) for part in ranges]
    cast = cast_of({key: mention for part in names for key, mention in part.mentions.items()})
    by_speaker: dict[str, list[Placed]] = defaultdict(list)
    for part, known in zip(ranges, names, strict=True):
        for item in merging.placed_in(part, {key: cast.named[key] for key in known.mentions}, cast.capacities):
            by_speaker[item.speaker].append(item)
    merged = [statement for items in by_speaker.values() for statement in speaker_statements(reversed(items))]
    key_of = dict(pair for statement in merged for pair in merging.record_keys(statement))
    inner: dict[str, list[str]] = defaultdict(list)
    for record, key in (pair for statement in merged for pair in merging.outer_keys(statement)):
        if key_of[record] != key:
            inner[key_of[record]].append(key)

    pieces = tmp_path / "pieces"
    pieces.mkdir()
    half = len(cast.speakers) // 2
    for number, speakers in enumerate((cast.speakers[:half], cast.speakers[half:])):
        said = [merging.wordless(s) for s in merged if s.speaker in {speaker.key for speaker in speakers}]
        merging.write_speakers(pieces / f"0-{number}", speakers, said, cast, DEFAULT_BASE)
    outlets = outlets_of(name for part in names for name in part.outlets)
    describer = Mapping(MergedGraph(cast.speakers, cast.memberships, outlets, (), (), ()))
    shared = [(describer.membership(item), None) for item in cast.memberships]
    shared += [(describer.outlet(item), None) for item in outlets]
    merging.write_piece(pieces / "1", shared, DEFAULT_BASE)
    merging.write_articles(pieces / "2", [a for part in ranges for a in merging.articles_in(part)], DEFAULT_BASE)
    uses = []
    for number in range(3):
        mine = [statement for statement in merged if merging.statement_place(statement.key, 3) == number]
        uses.append(merging.write_statements(pieces / f"3-{number}", mine, inner, DEFAULT_BASE).uses)
    uses[0].update(uses[1])
    uses[0].update(uses[2])
    concepts = described_concepts(uses[0], cast.speakers, cast.memberships)
    merging.write_piece(pieces / "4", [(concept, None) for concept in concepts], DEFAULT_BASE)
    whole = header(prefixes(DEFAULT_BASE)).encode() + b"".join(p.read_bytes() for p in sorted(pieces.glob("*.ttl")))
    assert whole == (out / "graph.ttl").read_bytes()


def test_a_shard_has_the_name_of_what_it_follows_from(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    source = table(tmp_path / "a.parquet", rows)

    def named(options: Options) -> list[str]:
        return [shard.name for shard in shards_of([source], options, 5) if isinstance(shard, Shard)]

    first = named(Options())
    assert len(set(first)) == 3
    assert named(Options()) == first
    assert set(named(Options(published="2024-01-01"))).isdisjoint(first)
    table(source, rows[:11])
    assert set(named(Options())).isdisjoint(first)


def test_what_is_done_is_not_done_again(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    source = table(tmp_path / "a.parquet", rows[:4])
    extracted(source, tmp_path / "work", Report(), 2)
    made = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "work").iterdir() if "wanted" not in path.name}
    extracted(source, tmp_path / "work", Report(), 2)
    assert {name: (tmp_path / "work" / name).stat().st_mtime_ns for name in made} == made
    assert not [name for name in made if name.startswith(".")]


def test_a_shard_whose_file_is_gone_is_a_fault(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    source = table(tmp_path / "a.parquet", rows[:2])
    (shard,) = shards_of([source], Options())
    assert isinstance(shard, Shard)
    source.unlink()
    stages.recognise(shard, Options(), tmp_path)
    report = Report()
    stages.decide([shard, Fault("b", None, "is not Parquet", "leave it")], tmp_path, Intake(Shelf(), report, Watch()))
    assert len(report.faults) == 2
    assert "not a Parquet file" in report.faults[0].message
