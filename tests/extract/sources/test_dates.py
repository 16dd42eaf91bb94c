"""Dates as sources write them."""

import pytest

from extract.sources import iso_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-06",
        "2024-11-06T23:30:00+03:00",
        "2024/11/6",
        "20241106",
        "20241106T101500Z",
        "06/11/2024",  # day first, as Arabic news writes it
        "6-11-2024 10:30",
        "٦ نوفمبر ٢٠٢٤",
        "الأربعاء 6 نوفمبر 2024",  # "Wednesday 6 November 2024"
        "6 تشرين الثاني 2024",  # the Levantine name of November
        "6 نوفمبر/تشرين الثاني 2024",  # November under both its names
        "6 نونبر 2024",  # the Moroccan name of November
        "Wed, 06 Nov 2024 10:00:00 GMT",
        "November 6, 2024",
        "6 Nov 2024",
    ],
)
def test_one_day_in_many_hands(text: str) -> None:
    assert iso_date(text) == "2024-11-06"


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "31/02/2024", "قريبا", "1730851200", "0"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert iso_date(text) is None
