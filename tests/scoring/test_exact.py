"""Columns of exact numbers do what `fractions` does, below and above what 64 bits hold."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.exact import ExactColumn

Numbers = list[Fraction | None]

SMALL = st.fractions(-20, 20, max_denominator=12)
HUGE = st.integers(-(2**63) + 1, 2**63 - 1).map(Fraction)
NUMBERS = st.lists(st.none() | SMALL | HUGE, max_size=6)
FACTORS = SMALL | st.just(Fraction(2**70, 3))


def _column(numbers: Numbers) -> ExactColumn:
    column = ExactColumn.of(
        np.zeros(len(numbers), dtype=np.int64), np.array([n is None for n in numbers], bool)
    )
    for place, number in enumerate(numbers):
        unit = ExactColumn.of(np.eye(len(numbers), dtype=np.int64)[place])
        column = column.plus(unit.times(number or 0))
    return column


@given(NUMBERS)
def test_numbers_come_back_as_they_were(numbers: Numbers) -> None:
    column = _column(numbers)
    assert column.fractions() == numbers
    assert [column.fraction(row) for row in range(len(numbers))] == numbers


@given(st.lists(st.tuples(st.none() | SMALL | HUGE, st.none() | SMALL | HUGE), max_size=5))
def test_a_sum_is_unknown_where_either_is(pairs: list[tuple[Fraction | None, Fraction | None]]) -> None:
    total = _column([left for left, _ in pairs]).plus(_column([right for _, right in pairs]))
    expected = [None if left is None or right is None else left + right for left, right in pairs]
    assert total.fractions() == expected


@given(NUMBERS, FACTORS)
def test_one_number_multiplies_and_shifts_all(numbers: Numbers, factor: Fraction) -> None:
    column = _column(numbers)
    assert column.times(factor).fractions() == [None if n is None else n * factor for n in numbers]
    assert column.shifted(factor).fractions() == [None if n is None else n + factor for n in numbers]
    assert column.reduced().fractions() == numbers


@given(NUMBERS, st.lists(st.integers(0, 2**62), min_size=6, max_size=6))
def test_each_row_is_divided_by_its_own_number(numbers: Numbers, divisors: list[int]) -> None:
    usable = divisors[: len(numbers)]
    quotients = _column(numbers).divided_by(np.array(usable, dtype=np.int64))
    expected = [
        None if n is None or not divisor else n / divisor for n, divisor in zip(numbers, usable, strict=True)
    ]
    assert quotients.fractions() == expected


@given(NUMBERS)
def test_highest_and_lowest_are_those_of_the_known(numbers: Numbers) -> None:
    known = [number for number in numbers if number is not None]
    assert _column(numbers).highest() == max(known, default=None)
    assert _column(numbers).lowest() == min(known, default=None)


@given(NUMBERS, st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_groups_add_up_their_known_rows(numbers: Numbers, places: list[int]) -> None:
    groups = np.array(places[: len(numbers)], dtype=np.int64)
    expected = []
    for group in range(4):
        known = [n for n, place in zip(numbers, places, strict=False) if place == group and n is not None]
        expected.append(sum(known, Fraction(0)) if known else None)
    assert _column(numbers).summed_by(groups, 4).fractions() == expected


@given(NUMBERS)
def test_order_codes_order_as_the_numbers_do_with_unknown_last(numbers: Numbers) -> None:
    codes = _column(numbers).order_codes().tolist()
    keys = [(number is not None, number or 0) for number in numbers]
    for one, code in zip(keys, codes, strict=True):
        for other, other_code in zip(keys, codes, strict=True):
            assert (one < other) == (code < other_code)


@given(NUMBERS)
def test_unknown_can_be_filled_with_nothing_and_known_ones_hidden(numbers: Numbers) -> None:
    column = _column(numbers)
    assert column.filled().fractions() == [number or 0 for number in numbers]
    assert column.hidden(np.ones(len(numbers), dtype=bool)).fractions() == [None] * len(numbers)


@given(st.lists(st.decimals(0, 10**12, places=8), max_size=6), st.integers(0, 6))
def test_rounding_is_half_up_as_by_hand(numbers: list[Decimal], digits: int) -> None:
    rounded = _column([Fraction(number) for number in numbers]).rounded_half_up(digits)
    unit = Decimal(1).scaleb(-digits)
    by_hand = [number.quantize(unit, rounding=ROUND_HALF_UP).scaleb(digits) for number in numbers]
    assert rounded.tolist() == by_hand


@given(st.lists(SMALL | HUGE, max_size=6), st.integers(0, 6))
def test_flooring_rounds_down(numbers: list[Fraction], digits: int) -> None:
    floored = _column(list(numbers)).floored(digits).tolist()
    assert floored == [number * 10**digits // 1 for number in numbers]


@pytest.mark.parametrize(
    ("number", "digits", "units"),
    [("0.005", 2, 1), ("0.004999999", 2, 0), ("2.5", 0, 3), ("10.4285", 1, 104), ("99.995", 2, 10000)],
)
def test_halves_go_up(number: str, digits: int, units: int) -> None:
    assert _column([Fraction(number)]).rounded_half_up(digits).tolist() == [units]


def test_numbers_stay_in_64_bits_while_they_fit() -> None:
    column = ExactColumn.of(np.array([2**62, 1]))
    assert column.times(1).numerators.dtype == np.int64
    assert column.times(2).numerators.dtype == object
    assert column.plus(column).fractions() == [2**63, 2]


def test_zero_times_a_number_beyond_64_bits_is_zero() -> None:
    assert ExactColumn.of(np.array([0])).times(2**80).fractions() == [0]


def test_rows_can_be_taken() -> None:
    assert _column([Fraction(1), None, Fraction(3)]).taken(np.array([2, 1])).fractions() == [3, None]
