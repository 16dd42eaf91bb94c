"""Which speaker a name means: the one, or a line that lists whom to choose from."""

import pytest

from graph.errors import UsageError
from graph.naming import meant

KNOWN = {
    "peskov-1": ("دميتري بيسكوف", "Dmitry Peskov", "بيسكوف", "المتحدث باسم الكرملين"),
    "ministry-ru": ("وزارة الخارجية الروسية", "Russian Foreign Ministry", "الخارجية"),
    "ministry-eg": ("وزارة الخارجية المصرية", "Egyptian Foreign Ministry", "الخارجية"),
    "spokesman": ("المتحدث", "Spokesman"),
    "salem-a": ("سالم العلي", "Salem al-Ali"),
    "salem-b": ("سالم العلي", "Salem al-Ali"),
}


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("peskov-1", "peskov-1"), ("https://data.example/speaker/peskov-1", "peskov-1"), ("بيسكوف", "peskov-1"),
        ("دميترى بيسكوف", "peskov-1"), ("peskov", "peskov-1"), ("باسم الكرملين", "peskov-1"), ("يسكو", "peskov-1"),
        ("المصرية", "ministry-eg"), ("الخارجية الروسية", "ministry-ru"),
        ("المتحدث", "spokesman"),  # the whole of one name counts for more than a part of another
        ("Ministry Egyptian", "ministry-eg"), ("salem-b", "salem-b"),
    ],
)  # fmt: skip
def test_one_is_meant(given: str, key: str) -> None:
    assert meant(given, KNOWN) == key


@pytest.mark.parametrize(
    ("given", "listed"),
    [
        ("الخارجية", r"2 hold that name.* وزارة الخارجية المصرية \(ministry-eg\), .* \(ministry-ru\)$"),
        ("سالم العلي", r"سالم العلي \(salem-a\), سالم العلي \(salem-b\)"), ("ministry", "ministry-eg.*ministry-ru"),
        ("دميتري بيسكوب", "nobody.*did you mean دميتري بيسكوف"), ("جحا", "see bayan query speakers"), ("", "nobody"),
        ("؟!", "nobody"),
    ],
)  # fmt: skip
def test_nobody_or_several_are_meant(given: str, listed: str) -> None:
    with pytest.raises(UsageError, match=listed):
        meant(given, KNOWN)


def test_a_long_list_is_cut() -> None:
    with pytest.raises(UsageError, match=r"20 hold that name.* and 12 more$"):
        meant("name", {f"key-{n:02}": (f"name {n}",) for n in range(20)})
