"""Articles as rows of a table: CSV, TSV and Parquet. Columns are found by name; the order does not matter."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import itertools
from collections.abc import Iterator
from typing import IO, Any

from extract.sources.contract import LARGEST, Fault, Found, MissingExtra, Options, Origin, Unreadable, movable
from extract.sources.records import has_text, is_field, read_record

_COLUMNS = "name the columns id, text, title, url, source, date in the first row; only text is needed"


def read_csv(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a CSV file (RFC 4180)."""
    yield from _read_lines(stream, origin, options, ",")


def read_tsv(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a tab-separated file, quoted as CSV is."""
    yield from _read_lines(stream, origin, options, "\t")


def _read_lines(stream: IO[bytes], origin: Origin, options: Options, delimiter: str) -> Iterator[Found | Fault]:
    lines = io.TextIOWrapper(stream, encoding=options.encoding or "utf-8-sig", newline="")
    previous_limit = csv.field_size_limit(LARGEST)
    try:
        rows = csv.DictReader(_short_lines(lines), delimiter=delimiter, restkey="", strict=False)
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


def _short_lines(lines: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines. Raises `Unreadable` at one so long that it is none."""
    for line in iter(lambda: lines.readline(LARGEST), ""):
        if len(line) == LARGEST:
            raise Unreadable("a line holds more than 64 MB", _COLUMNS)
        yield line


def read_parquet(stream: IO[bytes], origin: Origin, options: Options) -> Iterator[Found | Fault]:
    """Yield the article of every row of a Parquet file, read a batch at a time."""
    with _parquet_faults() as parquet:
        table = parquet.ParquetFile(movable(stream))
        yield from _read_rows_of(table, origin.file, list(range(table.num_row_groups)))


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Some of the rows of a Parquet file: those of a row group from `start` up to `stop`, counted in that group.

    `before` is how many rows of the file come before the group.
    """

    file: str
    group: int
    start: int
    stop: int
    before: int


def parquet_parts(file: str, rows: int) -> list[Part]:
    """Return the parts, in order, of a Parquet file, each of at most so many rows; only the file's footer is read.

    Raises `Unreadable` when it is no Parquet file.
    """
    parts: list[Part] = []
    before = 0
    with _parquet_faults() as parquet, parquet.ParquetFile(file) as table:
        if not has_text(table.schema_arrow.names):
            raise Unreadable("no column of texts", _COLUMNS)
        for group in range(table.num_row_groups):
            size = table.metadata.row_group(group).num_rows
            # Parts of equal size, so that none is left nearly empty.
            pieces = -(-size // rows)
            cuts = [size * place // pieces for place in range(pieces + 1)] if pieces else []
            parts += (Part(file, group, start, stop, before) for start, stop in itertools.pairwise(cuts))
            before += size
    return parts


def read_parquet_part(part: Part) -> Iterator[Found | Fault]:
    """Yield the article of every row of a part. Raises `Unreadable` when the file is no longer what it was."""
    with _parquet_faults() as parquet, parquet.ParquetFile(part.file) as table:
        yield from _read_rows_of(table, part.file, [part.group], part.before, part.start, part.stop)


def _read_rows_of(
    table: Any, file: str, groups: list[int], before: int = 0, start: int = 0, stop: int | None = None
) -> Iterator[Found | Fault]:
    """Yield the articles of some row groups, of which only the columns that say something of an article are read.

    Rows are counted from the first of these groups; those outside `start` to `stop` are passed over.
    """
    columns = [name for name in table.schema_arrow.names if is_field(name)]
    row = 0
    for batch in table.iter_batches(batch_size=256, row_groups=groups, columns=columns):
        wanted = batch.slice(max(0, start - row))
        row += batch.num_rows - wanted.num_rows
        for record in _records(wanted):
            if stop is not None and row >= stop:
                return
            row += 1
            if record is None:
                yield Fault(file, before + row, "holds a value that is none of its type", "write the row again")
            else:
                yield from read_record(record, file, before + row)


def _records(batch: Any) -> Iterator[dict[str, Any] | None]:
    """Yield the rows of a batch, None for one that cannot be had: text that is not UTF-8, a day after the year 9999."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for place in range(batch.num_rows):
            try:
                record = batch.slice(place, 1).to_pylist()[0]
            except (ValueError, OverflowError):
                record = None
            yield record


@contextlib.contextmanager
def _parquet_faults() -> Iterator[Any]:
    """Give `pyarrow.parquet`, what it raises turned into `Unreadable`."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("pyarrow") from None
    try:
        yield parquet
    except (pyarrow.ArrowException, OSError, MemoryError, OverflowError, ValueError) as error:
        lines = str(error).splitlines() or [type(error).__name__]
        raise Unreadable(f"is not a Parquet file that can be read ({lines[0]})", _COLUMNS) from None
