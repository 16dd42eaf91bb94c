"""Statement records as Parquet: the fields of the record, nested as there, for Spark, DuckDB, pandas and the like."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.statement import RECORD_KEYS, Statement
from graph.engines.shards import written


def write_table(path: Path, records: Iterable[Statement]) -> None:
    """Write statement records as a Parquet file, which takes its name when it is whole."""
    import pyarrow
    import pyarrow.parquet as parquet

    table = pyarrow.Table.from_pylist([record.to_dict() for record in records], schema=schema())
    with written(path) as stream:
        parquet.write_table(table, stream, compression="zstd")


def schema() -> Any:
    """Return the Arrow schema of the statement record."""
    import pyarrow

    text, count = pyarrow.string(), pyarrow.int32()
    place = [("start", count), ("end", count)]
    span = pyarrow.struct([("text", text), *place])
    spans, texts = pyarrow.list_(span), pyarrow.list_(text)
    speaker = [("name", text), ("mention", text), *place, ("type", text), ("role", text), ("country", text),
               ("implicit", pyarrow.bool_())]  # fmt: skip
    kinds = {
        "speaker": pyarrow.struct(speaker),
        "cue": pyarrow.struct([("text", text), *place, ("lemma", text), ("act", text)]),
        "content": spans,
        "topics": texts,
        "topic_evidence": spans,
        "countries": texts,
        "country_evidence": spans,
        "addressee": pyarrow.struct([("name", text), ("mention", text), *place]),
        "via": pyarrow.list_(pyarrow.struct([("name", text), ("text", text), *place])),
        "occasion": pyarrow.struct([("kind", text), ("text", text), *place]),
        "date_evidence": span,
        "confidence": pyarrow.float64(),
    }
    return pyarrow.schema([(key, kinds.get(key, text)) for key in RECORD_KEYS])
