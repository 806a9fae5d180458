"""Columns of exact rational numbers, fast because all numbers of a column share one denominator.

Numerators are int64 where an exact bound, worked out before each operation, says that they fit, and Python
integers where they might not. No float is made anywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[Any]
"""Whole numbers: int64, or Python integers in an object array."""

Made = TypeVar("Made")

LARGEST = 2**63 - 1


def magnitude(numbers: Whole) -> int:
    """Return the largest absolute value, 0 for no numbers.

    >>> magnitude(np.array([3, -7]))
    7
    """
    return max(abs(int(numbers.max())), abs(int(numbers.min()))) if len(numbers) else 0


def fitting(numbers: Whole, bound: int) -> Whole:
    """Return the numbers in a type that holds results up to `bound` in absolute value.

    >>> fitting(np.array([5]), 2**63).dtype
    dtype('O')
    """
    return numbers if bound <= LARGEST else numbers.astype(object)


def multiplied(numbers: Whole, factor: int) -> Whole:
    """Return the numbers times a whole factor of any size."""
    return fitting(numbers, max(magnitude(numbers), 1) * abs(factor)) * factor


def whole_array(numbers: Sequence[int]) -> Whole:
    """Return whole numbers of any size as an array, int64 where they fit.

    >>> whole_array([1, 2**63]).dtype
    dtype('O')
    """
    bound = max(map(abs, numbers), default=0)
    return np.array(numbers, dtype=np.int64 if bound <= LARGEST else object)


def each_made(numbers: Whole, unknown: Mask, make: Callable[[int], Made]) -> list[Made | None]:
    """Return what `make` makes of each number, once for equal ones, and None where unknown.

    >>> each_made(np.array([65, 0, 66]), np.array([False, True, False]), chr)
    ['A', None, 'B']
    """
    distinct, places = np.unique(numbers[~unknown], return_inverse=True)
    made = np.empty(len(distinct), dtype=object)
    made[:] = [make(number) for number in distinct.tolist()]
    results = np.full(len(numbers), None, dtype=object)
    results[~unknown] = made[places]
    return list(results)


@dataclass(frozen=True, slots=True, eq=False)
class ExactColumn:
    """Rational numbers over one common denominator; where `unknown` is set there is none (and stands 0)."""

    numerators: Whole
    denominator: int
    unknown: Mask

    @classmethod
    def of(cls, numbers: Whole, unknown: Mask | None = None, *, denominator: int = 1) -> Self:
        """Make a column of whole numbers, all over `denominator`; known everywhere unless told otherwise."""
        if unknown is None:
            return cls(numbers, denominator, np.zeros(len(numbers), dtype=np.bool_))
        return cls(np.where(unknown, 0, numbers), denominator, unknown)

    @classmethod
    def of_fractions(cls, numbers: Sequence[Fraction | None]) -> Self:
        """Make a column of fractions, unknown where there is None."""
        denominator = lcm(*(number.denominator for number in numbers if number is not None))
        units = [0 if number is None else int(number * denominator) for number in numbers]
        unknown = np.array([number is None for number in numbers], dtype=np.bool_)
        return cls(whole_array(units), denominator, unknown)

    def plus(self, other: "ExactColumn") -> "ExactColumn":
        """Add row by row; unknown where either is."""
        common = lcm(self.denominator, other.denominator)
        left = multiplied(self.numerators, common // self.denominator)
        right = multiplied(other.numerators, common // other.denominator)
        total = fitting(left, magnitude(left) + magnitude(right)) + right
        return ExactColumn.of(total, self.unknown | other.unknown, denominator=common)

    def shifted(self, number: Fraction) -> "ExactColumn":
        """Add one number to every known row."""
        common = lcm(self.denominator, number.denominator)
        offset = number.numerator * (common // number.denominator)
        numerators = multiplied(self.numerators, common // self.denominator)
        moved = fitting(numerators, magnitude(numerators) + abs(offset)) + offset
        return ExactColumn.of(moved, self.unknown, denominator=common)

    def times(self, factor: Fraction | Decimal | int) -> "ExactColumn":
        """Multiply by one number."""
        exact = Fraction(factor)
        shared = gcd(exact.numerator, self.denominator)
        return ExactColumn(
            multiplied(self.numerators, exact.numerator // shared),
            self.denominator // shared * exact.denominator,
            self.unknown,
        )

    def divided_by(self, divisors: Ints) -> "ExactColumn":
        """Divide each row by a whole number of its own; unknown where that is 0."""
        usable = np.maximum(divisors, 1)
        common = lcm(*np.unique(usable).tolist())
        factors = common // fitting(usable, common)
        numerators = fitting(self.numerators, max(magnitude(self.numerators), 1) * common) * factors
        return ExactColumn.of(
            numerators, self.unknown | (divisors == 0), denominator=self.denominator * common
        )

    def times_each(self, factors: Sequence[Fraction]) -> "ExactColumn":
        """Multiply each row by a number of its own."""
        common = lcm(*(factor.denominator for factor in set(factors)))
        whole = whole_array([int(factor * common) for factor in factors])
        bound = magnitude(self.numerators) * magnitude(whole)
        return ExactColumn.of(
            fitting(self.numerators, bound) * fitting(whole, bound),
            self.unknown,
            denominator=self.denominator * common,
        ).reduced()

    def clipped(self, low: Fraction, high: Fraction) -> "ExactColumn":
        """Raise what is below `low` to it and lower what is above `high` to it."""
        common = lcm(self.denominator, low.denominator, high.denominator)
        numerators = multiplied(self.numerators, common // self.denominator)
        ends = (int(low * common), int(high * common))
        bounded = np.clip(fitting(numerators, max(map(abs, ends))), *ends)
        return ExactColumn.of(bounded, self.unknown, denominator=common)

    def reduced(self) -> "ExactColumn":
        """Return the same numbers over the smallest common denominator."""
        shared = gcd(int(np.gcd.reduce(self.numerators)), self.denominator)
        return ExactColumn(_divided_down(self.numerators, shared), self.denominator // shared, self.unknown)

    def filled(self) -> "ExactColumn":
        """Return the column with 0 where it was unknown: for sums in which an unknown one adds nothing."""
        return ExactColumn.of(self.numerators, denominator=self.denominator)

    def hidden(self, rows: Mask) -> "ExactColumn":
        """Return the column with these rows unknown too."""
        return ExactColumn.of(self.numerators, self.unknown | rows, denominator=self.denominator)

    def taken(self, rows: Ints | Mask | slice) -> "ExactColumn":
        """Return some of the rows."""
        return ExactColumn(self.numerators[rows], self.denominator, self.unknown[rows])

    def highest(self) -> Fraction | None:
        """Return the largest known number, None if none is known."""
        known = self.numerators[~self.unknown]
        return Fraction(int(known.max()), self.denominator) if len(known) else None

    def lowest(self) -> Fraction | None:
        """Return the smallest known number, None if none is known."""
        known = self.numerators[~self.unknown]
        return Fraction(int(known.min()), self.denominator) if len(known) else None

    def summed_by(self, groups: Ints, size: int) -> "ExactColumn":
        """Add up the known rows of each of `size` groups; a group without a known row is unknown."""
        known = np.bincount(groups[~self.unknown], minlength=size)
        most = int(known.max(initial=0))
        numerators = fitting(self.numerators, magnitude(self.numerators) * most)
        sums = np.zeros(size, dtype=numerators.dtype)
        np.add.at(sums, groups, numerators)
        return ExactColumn(sums, self.denominator, known == 0)

    def order_codes(self) -> Ints:
        """Return whole numbers that order the rows: larger for larger, equal for equal, least for unknown."""
        if self.numerators.dtype == np.int64 and magnitude(self.numerators) < LARGEST // 2:
            return np.where(self.unknown, -LARGEST // 2, self.numerators)
        codes = np.unique(self.numerators, return_inverse=True)[1].astype(np.int64) + 1
        return np.where(self.unknown, 0, codes)

    def floored(self, digits: int) -> Whole:
        """Return the numbers in units of the last of `digits` decimals, rounded down."""
        numbers = multiplied(self.numerators, 10**digits)
        return _divided_down(numbers, self.denominator)

    def rounded_half_up(self, digits: int) -> Whole:
        """Return the numbers in units of the last of `digits` decimals, halves rounded up."""
        doubled = multiplied(self.numerators, 2 * 10**digits)
        raised = fitting(doubled, magnitude(doubled) + self.denominator) + self.denominator
        return _divided_down(raised, 2 * self.denominator)

    def fraction(self, row: int) -> Fraction | None:
        """Return one number, None where it is unknown."""
        return None if self.unknown[row] else Fraction(int(self.numerators[row]), self.denominator)

    def fractions(self) -> list[Fraction | None]:
        """Return all numbers, None where unknown."""
        return each_made(self.numerators, self.unknown, lambda number: Fraction(number, self.denominator))


def column_of_units(units: Sequence[int | None], denominator: int) -> ExactColumn:
    """Return the column of whole numbers over a denominator, unknown where there is None."""
    unknown = np.array([unit is None for unit in units], dtype=np.bool_)
    return ExactColumn(whole_array([unit or 0 for unit in units]), denominator, unknown)


def _divided_down(numbers: Whole, divisor: int) -> Whole:
    return fitting(numbers, divisor) // divisor
