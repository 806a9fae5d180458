"""What share of the differences between totals each part makes: weights say little about that."""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def effective_weights(parts: Mapping[str, Sequence[Fraction]]) -> dict[str, Fraction] | None:
    """Return each part's share of the variance of the totals; the shares add up to 1, one may be below 0.

    `parts` holds for each part what it adds to the total of every ranked entry, in one order. The share of a
    part is cov(part, total) / var(total) (compare Paruolo, Saisana & Saltelli, JRSS A 176, 2013). None where
    all totals are equal, since then no part decides anything.

    >>> shares = effective_weights({"a": [Fraction(1), Fraction(3)], "b": [Fraction(0), Fraction(6)]})
    >>> {part: str(share) for part, share in shares.items()}
    {'a': '1/4', 'b': '3/4'}
    """
    totals = [sum(values, Fraction(0)) for values in zip(*parts.values(), strict=True)]
    spread = _covariance(totals, totals)
    if not spread:
        return None
    return {part: _covariance(values, totals) / spread for part, values in parts.items()}


def _covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the sum of the products of both deviations: the divisor cancels out in a share."""
    size = len(one)
    products = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    return products - sum(one, Fraction(0)) * sum(other, Fraction(0)) / size if size else Fraction(0)
