"""What share of the differences between totals each part makes: weights say little about that."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from scoring.contest import ContestData
from scoring.exact import ExactColumn
from scoring.rules import Rules
from scoring.scores import Scores, scored
from scoring.shares import shares_of


def decided_shares(data: ContestData, rules: Rules) -> dict[str, Fraction] | None:
    """Return what share of the differences between the ranked entries' totals each part makes.

    The parts are `judging`, or the parts of the contest that are marked by their keys, and `engagement`. None
    where nobody is ranked or all totals are equal.
    """
    scores = scored(data, rules)[0]
    columns = {name: column.taken(scores.ranked) for name, column in _added(scores, rules)}
    parts = {name: [one or Fraction(0) for one in column.fractions()] for name, column in columns.items()}
    return effective_weights(parts) if scores.ranked.any() else None


def _added(scores: Scores, rules: Rules) -> Iterator[tuple[str, ExactColumn]]:
    """Yield what each part adds to the total."""
    shares = shares_of(rules)
    if scores.judged and scores.judged.parts:
        for (key, points), share in zip(scores.judged.parts, shares.of_judges, strict=True):
            yield key, points.times(share * shares.judges)
    elif scores.totals.judges:
        yield "judging", scores.totals.judges
    if scores.totals.engagement:
        yield "engagement", scores.totals.engagement


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
