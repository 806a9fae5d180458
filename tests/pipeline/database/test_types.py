"""Instants and decimals survive the database unchanged."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.database.types import (
    MILLION,
    epoch_from_instant,
    instant_from_epoch,
    millionths_from_decimal,
)


@given(st.integers(-(2**31), 2**34))
def test_an_instant_comes_back(seconds: int) -> None:
    assert epoch_from_instant(instant_from_epoch(seconds)) == seconds


@given(st.integers(-(10**12), 10**12))
def test_a_decimal_of_six_decimals_comes_back(millionths: int) -> None:
    assert millionths_from_decimal(Decimal(millionths) / MILLION) == millionths


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        epoch_from_instant(datetime(2024, 1, 1))  # noqa: DTZ001


def test_parts_of_a_second_are_dropped() -> None:
    assert epoch_from_instant(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC)) == 1


def test_a_seventh_decimal_is_refused() -> None:
    with pytest.raises(ValueError, match="more than six decimals"):
        millionths_from_decimal(Decimal("0.0000001"))
