"""Each judge's score sheet for an entry: the marks, and the points that a complete sheet counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reports.data import RankingReport, RulesFacts

_PRECISE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One judge's marks for an entry, a place for each criterion of the rules (None: not marked).

    `points` are the sum of weight * mark / maximum, brought to 0-100 where the rules weigh the parts; None
    for a sheet that lacks a criterion, which does not count. They are rounded to six decimals.
    """

    judge: str
    judge_name: str
    marks: tuple[Decimal | None, ...]
    points: Decimal | None


def score_sheets(report: RankingReport) -> Mapping[str, tuple[ScoreSheet, ...]]:
    """Return the sheets of each entry that has any, by the entry's number, in the order of the judges."""
    marks: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    for line in report.marks:
        marks.setdefault((line.number, line.judge, line.judge_name), {})[line.criterion] = line.mark
    worth = _worth(report.rules)
    sheets: dict[str, list[ScoreSheet]] = {}
    for (number, judge, judge_name), given in marks.items():
        sheets.setdefault(number, []).append(_sheet(judge, judge_name, given, worth))
    return {number: tuple(each) for number, each in sheets.items()}


def _worth(rules: RulesFacts) -> Mapping[str, Fraction]:
    """Return what one point of a mark counts, by criterion."""
    weights = sum((Fraction(weight) for *_, weight in rules.criteria), Fraction(0))
    factor = Fraction(100) / weights if rules.combine == "weighted" and weights else Fraction(1)
    return {key: factor * Fraction(weight) / Fraction(maximum) for key, _, maximum, weight in rules.criteria}


def _sheet(
    judge: str, judge_name: str, given: Mapping[str, Decimal], worth: Mapping[str, Fraction]
) -> ScoreSheet:
    marks = tuple(given.get(key) for key in worth)
    parts = [each * Fraction(given[key]) for key, each in worth.items() if key in given]
    is_complete = len(parts) == len(marks)
    return ScoreSheet(judge, judge_name, marks, _printed(sum(parts, Fraction(0))) if is_complete else None)


def _printed(exact: Fraction) -> Decimal:
    printed = (Decimal(exact.numerator) / exact.denominator).quantize(_PRECISE, ROUND_HALF_UP)
    return Decimal(f"{printed.normalize():f}")
