"""Each judge's values as deviations from the judge's own mean, in the judge's own (population) deviations.

Square roots are not rational: 50 digits, then rounded half-even to 12 decimals, as logarithms are.
"""

from decimal import Decimal
from fractions import Fraction

import numpy as np

from scoring.exact import ExactColumn, Ints, Mask, whole_array
from scoring.irrational import DIGITS, EXACT, rounded_to_12
from scoring.judging.values import Values

UNIT = 10**DIGITS


def standard_scores(values: Values, basis: Mask) -> tuple[ExactColumn, list[int]]:
    """Return (x - mean) / deviation of each value, and the judges whose values are all equal.

    Mean and deviation are over the rows of `basis`; where the deviation is 0 the scores are.
    """
    numbers, equal = np.zeros(len(values.entry), dtype=object), []
    order = np.argsort(values.judge, kind="stable")
    judges, starts = np.unique(values.judge[order], return_index=True)
    for judge, rows in zip(judges.tolist(), np.split(order, starts[1:]), strict=False):
        spread = _Spread.of(values.values.numerators[rows][basis[rows]].tolist())
        if spread.squares == 0:
            equal.append(judge)
        numbers[rows] = _scores(values.values.numerators[rows], spread)
    return ExactColumn(whole_array(numbers.tolist()), UNIT, np.zeros(len(numbers), dtype=np.bool_)), equal


def overall_spread(values: Values, basis: Mask) -> tuple[Fraction, Fraction]:
    """Return the mean and the population deviation of all values of `basis`."""
    spread = _Spread.of(values.values.numerators[basis].tolist())
    denominator = max(spread.count, 1) * values.values.denominator
    root = EXACT.divide(EXACT.sqrt(Decimal(spread.squares)), Decimal(denominator))
    return Fraction(spread.total, denominator), Fraction(rounded_to_12(root), UNIT)


class _Spread:
    """Of n numbers: how many, their sum, and n times the sum of squares less the sum's square."""

    def __init__(self, count: int, total: int, squares: int) -> None:
        self.count, self.total, self.squares = count, total, squares

    @classmethod
    def of(cls, numbers: list[int]) -> "_Spread":
        count, total = len(numbers), sum(numbers)
        return cls(count, total, count * sum(number * number for number in numbers) - total * total)


def _scores(numbers: Ints, spread: _Spread) -> list[int]:
    """Return (n x - sum) / root of squares, once for equal numbers, in units of the twelfth decimal."""
    root = EXACT.sqrt(Decimal(spread.squares))
    if not root:
        return [0] * len(numbers)
    distinct, places = np.unique(numbers, return_inverse=True)
    made = [
        rounded_to_12(EXACT.divide(Decimal(spread.count * number - spread.total), root))
        for number in distinct.tolist()
    ]
    return [made[place] for place in places.tolist()]
