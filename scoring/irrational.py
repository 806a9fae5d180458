"""Roots and logarithms, which are not rational: computed and rounded the same way everywhere."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from scoring.exact import ExactColumn, column_of_units, each_made

DIGITS = 12
EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)


def logarithm(number: Fraction) -> Fraction:
    """Return the natural logarithm of 1 + number: 50 digits, then rounded half-even to 12 decimals.

    >>> logarithm(Fraction(120)) * 10**12
    Fraction(4795790545597, 1)
    """
    raised = number + 1
    exact = EXACT.ln(EXACT.divide(Decimal(raised.numerator), Decimal(raised.denominator)))
    return Fraction(rounded_to_12(exact), 10**DIGITS)


def rounded_to_12(number: Decimal) -> int:
    """Return the number in units of the twelfth decimal, rounded half-even."""
    return int(EXACT.scaleb(number, DIGITS).to_integral_value(ROUND_HALF_EVEN))


def logarithms(column: ExactColumn) -> ExactColumn:
    """Return the logarithm of 1 + each number, computed once for equal ones."""
    units = each_made(
        column.numerators,
        column.unknown,
        lambda number: int(logarithm(Fraction(number, column.denominator)) * 10**DIGITS),
    )
    return column_of_units(units, 10**DIGITS)
