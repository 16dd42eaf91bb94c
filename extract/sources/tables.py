"""Articles as rows of a table: CSV, TSV and Parquet. Columns are found by name; the order does not matter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from extract.sources.contract import LARGEST, Fault, Found, MissingExtra, Options, Origin, Unreadable
from extract.sources.records import has_text, read_record

_COLUMNS = "name the columns id, text, title, url, source, date in the first row; only text is needed"


def read_csv(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a CSV file (RFC 4180)."""
    yield from _read_rows(stream, origin, options, ",")


def read_tsv(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a tab-separated file, quoted as CSV is."""
    yield from _read_rows(stream, origin, options, "\t")


def _read_rows(stream: IO[bytes], origin: Origin, options: Options, delimiter: str) -> Iterator[Found | Fault]:
    lines = io.TextIOWrapper(stream, encoding=options.encoding or "utf-8-sig", newline="")
    previous_limit = csv.field_size_limit(LARGEST)
    try:
        rows = csv.DictReader(lines, delimiter=delimiter, restkey="", strict=False)
        if not rows.fieldnames:
            raise Unreadable("the file is empty", _COLUMNS)
        if not has_text(rows.fieldnames):
            raise Unreadable("no column of texts", _COLUMNS)
        while True:
            # `line_num` counts lines of the file, for a quoted text may hold some.
            start = rows.line_num + 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Fault(origin.file, start, f"not a row ({error})", "quote the text as CSV does")
                continue
            if row is None:
                return
            yield from read_record({name: value or None for name, value in row.items()}, origin.file, start)
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 (byte {error.object[error.start]:#04x})", "name its --encoding") from None
    finally:
        csv.field_size_limit(previous_limit)
        lines.detach()


def read_parquet(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a Parquet file, read a batch at a time."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("pyarrow") from None
    number = 0
    try:
        table = parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        for batch in table.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                number += 1
                yield from read_record(row, origin.file, number)
    except (pyarrow.ArrowException, OSError) as error:
        raise Unreadable(f"is not a Parquet file that can be read ({str(error).splitlines()[0]})", _COLUMNS) from None
