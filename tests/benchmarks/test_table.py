"""The benchmarks' own parts: what they read and how they tell it."""

from tests.benchmarks.table import Row, lines
from tests.benchmarks.texts import articles, long_text


def test_a_table_has_a_line_per_row_in_even_columns() -> None:
    table = lines([Row("speed", "12 words/s", "10", True), Row("memory, all told", "3 MB"), Row("x", "1", "2", False)])
    assert table[0].split() == ["what", "measured", "reach", "reached"]
    assert [line.index(cell) for line, cell in zip(table, ("measured", "12", "3 MB", "1"), strict=True)] == [18] * 4
    assert table[1].endswith("yes") and table[3].endswith("no")


def test_texts_are_as_many_and_as_long_as_asked() -> None:
    found = articles(40)
    assert len({article.id for article in found}) == 40 and all(article.text for article in found)
    assert 9_990 <= len(long_text(10_000).encode()) <= 10_000
