"""Numbers and instants in the reader's form."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reports.figures import (
    decimal_text,
    exact_text,
    instant_text,
    iso_text,
    number_text,
    offset_text,
    short_decimal_text,
)

EVENING = datetime(2024, 10, 31, 18, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12345, "12.345", "12,345"),
        (9_223_372_036_854_775_807, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"),
        (None, "–", "–"),
    ],
)
def test_counts_are_grouped_by_the_readers_habit(count: int | None, vietnamese: str, english: str) -> None:
    assert (number_text(count, "vi"), number_text(count, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("85.33"), "85,33", "85.33"),
        (Decimal("70.00"), "70,00", "70.00"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.0000001"), "0,0000001", "0.0000001"),
        (Decimal("1E-30"), f"0,{'0' * 29}1", f"0.{'0' * 29}1"),
        (None, "–", "–"),
    ],
)
def test_decimals_keep_their_digits(value: Decimal | None, vietnamese: str, english: str) -> None:
    assert (decimal_text(value, "vi"), decimal_text(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(("value", "text"), [("100", "100"), ("0.50", "0,5"), ("12.30", "12,3")])
def test_rules_are_written_without_zeros_at_the_end(value: str, text: str) -> None:
    assert short_decimal_text(Decimal(value), "vi") == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("85.335", 2, "85.34"),
        ("85.345", 2, "85.35"),
        ("7", 3, "7.000"),
        ("1234567.5", 0, "1234568"),
        ("0", 2, "0.00"),
    ],
)
def test_machines_get_points_rounded_half_up(value: str, digits: int, text: str) -> None:
    assert exact_text(Decimal(value), digits) == text


def test_instants_stand_in_the_contests_zone() -> None:
    zone = "Asia/Ho_Chi_Minh"
    assert instant_text(EVENING, zone, "vi") == "01:05 ngày 01/11/2024"
    assert instant_text(EVENING, zone, "en") == "1 Nov 2024, 01:05"
    assert iso_text(EVENING, zone) == "2024-11-01T01:05:59+07:00"
    assert instant_text(None, zone, "vi") == "–"


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("UTC", "UTC+00:00"), ("Asia/Kathmandu", "UTC+05:45"), ("America/New_York", "UTC-04:00")],
)
def test_the_distance_from_utc_is_named(zone: str, offset: str) -> None:
    assert offset_text(EVENING, zone) == offset
