"""The judge points of one part of a contest, or of a contest without parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints
from scoring.judging.severity import Adjusted, adjusted
from scoring.judging.sheets import Sheets
from scoring.judging.values import criterion_values, joined, sheet_values, weighed
from scoring.ranking import Notice
from scoring.rules import Criterion, Judging


@dataclass(frozen=True, slots=True, eq=False)
class PartPoints:
    """What the judges gave on the criteria of one part, a row an entry.

    `points` are unknown with fewer than the least number of judges; `raw` are those before severity was
    adjusted, None where it was not. `means` are the criteria's means, or what the rules join them by.
    `sheets` are those that count.
    """

    key: str | None
    points: ExactColumn
    raw: ExactColumn | None
    means: Mapping[str, ExactColumn]
    judges: Ints
    sheets: Sheets
    notices: tuple[Notice, ...]


def part_points(
    key: str | None, sheets: Sheets, entries: Entries, rules: Judging, *, to_hundred: bool
) -> PartPoints:
    """Give the points of one part; the sheets are those of its criteria, excused ones left out.

    With `to_hundred` full marks on everything are 100, else the sum of the weights.
    """
    criteria = rules.criteria_of(key)
    counted = sheets if rules.incomplete == "count-marked" else sheets.taken(sheets.is_complete)
    is_by_criterion = rules.level == "criterion" or (rules.aggregate == "mean" and rules.severity == "off")
    give = _by_criterion if is_by_criterion else _by_sheet
    points, raw, means, judges, notices = give(counted, criteria, entries, rules)
    weights = sum((Fraction(criterion.weight) for criterion in criteria), Fraction(0))
    factor = Fraction(100) / weights if to_hundred and weights else Fraction(1)
    too_few = judges < rules.minimum_judges
    return PartPoints(
        key,
        points.times(factor).hidden(too_few),
        raw and raw.times(factor).hidden(too_few),
        means,
        judges,
        counted,
        notices,
    )


_Given = tuple[ExactColumn, ExactColumn | None, dict[str, ExactColumn], Ints, tuple[Notice, ...]]


def _by_criterion(
    sheets: Sheets, criteria: tuple[Criterion, ...], entries: Entries, rules: Judging
) -> _Given:
    """Join the judges on each criterion, then weigh."""
    given: list[Adjusted] = []
    judges = []
    for place in range(len(criteria)):
        values = criterion_values(sheets, place, entries.size)
        given.append(adjusted(values, rules, entries, sheets.names))
        judges.append(values.judges)
    is_adjusted = any(one.adjusted is not None for one in given)
    raw = weighed([one.raw for one in given], criteria) if is_adjusted else None
    points = weighed([one.points for one in given], criteria)
    means = {criterion.key: one.points for criterion, one in zip(criteria, given, strict=True)}
    notices = dict.fromkeys(_identity(notice) for one in given for notice in one.notices)
    return points, raw, means, np.min(judges, axis=0), tuple(_notice(*told) for told in notices)


def _by_sheet(sheets: Sheets, criteria: tuple[Criterion, ...], entries: Entries, rules: Judging) -> _Given:
    """Weigh each sheet, then join the judges."""
    values = sheet_values(sheets, criteria, entries.size)
    given = adjusted(values, rules, entries, sheets.names)
    plain = rules.model_copy(update={"aggregate": "mean"})
    means = {
        criterion.key: joined(criterion_values(sheets, place, entries.size), plain)
        for place, criterion in enumerate(criteria)
    }
    raw = None if given.adjusted is None else given.raw
    return given.points, raw, means, values.judges, given.notices


def _identity(notice: Notice) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    return notice.code, notice.numbers, tuple(notice.parameters.items())


def _notice(code: str, numbers: tuple[str, ...], parameters: tuple[tuple[str, str], ...]) -> Notice:
    return Notice(code, numbers, dict(parameters))
