"""Few extreme points lowered to the next one, so that a relative scale does not hang on them.

As R's COINr treats an indicator: it is left alone if its skewness is below 2 in absolute value or its excess
kurtosis below 3.5, both with the sample's corrections (type 2 of Joanes & Gill 1998). Else the highest point
is lowered to the second highest, then the two highest to the third, until one of the two holds.
"""

from fractions import Fraction

import numpy as np

from scoring.exact import ExactColumn, Mask

MOST_SKEWNESS = 2
MOST_KURTOSIS = Fraction(7, 2)


def winsorised(points: ExactColumn, field: Mask, most: int) -> ExactColumn:
    """Lower at most `most` of the field's highest points; points outside the field are lowered alike."""
    known = sorted(points.numerators[field & ~points.unknown].tolist())
    if len(known) < 4:
        return points
    lowered = 0
    while lowered < most and is_skewed(known):
        lowered += 1
        known[-lowered:] = [known[-lowered - 1]] * lowered
    numerators = np.minimum(points.numerators, known[-1]) if lowered else points.numerators
    return ExactColumn.of(numerators, points.unknown, denominator=points.denominator)


def is_skewed(numbers: list[int]) -> bool:
    """Tell whether at least four numbers have both a high skewness and a high kurtosis."""
    squared, kurtosis = squared_skewness(numbers), excess_kurtosis(numbers)
    return squared >= MOST_SKEWNESS**2 and kurtosis >= MOST_KURTOSIS


def squared_skewness(numbers: list[int]) -> Fraction:
    """Return the square of the sample's skewness, which is rational; 0 where all numbers are equal.

    >>> round(float(squared_skewness([*range(1, 11), 30, 100])) ** 0.5, 4)
    3.0632
    """
    count, (second, third, _) = len(numbers), _moments(numbers)
    if not second:
        return Fraction(0)
    plain = Fraction(third**2 * count, second**3)
    return plain * count * (count - 1) / (count - 2) ** 2


def excess_kurtosis(numbers: list[int]) -> Fraction:
    """Return the sample's excess kurtosis; 0 where all numbers are equal.

    >>> round(float(excess_kurtosis([*range(1, 11), 30, 100])), 4)
    9.7414
    """
    count, (second, _, fourth) = len(numbers), _moments(numbers)
    if not second:
        return Fraction(0)
    plain = Fraction(fourth * count, second**2) - 3
    return Fraction(count - 1, (count - 2) * (count - 3)) * ((count + 1) * plain + 6)


def _moments(numbers: list[int]) -> tuple[int, int, int]:
    """Return the sums of the second to fourth powers of n * number - sum."""
    total, count = sum(numbers), len(numbers)
    deviations = [count * number - total for number in numbers]
    second, third, fourth = (sum(one**power for one in deviations) for power in (2, 3, 4))
    return second, third, fourth
