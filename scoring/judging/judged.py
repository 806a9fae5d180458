"""From marks to judge points, over all parts of a contest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.contest import ContestData
from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints, Mask
from scoring.judging.panel import conflict_notices, panel_of, partly_marked_notices
from scoring.judging.part_points import PartPoints, part_points
from scoring.judging.sheets import Sheets, sheets_of
from scoring.ranking import Notice
from scoring.rules import Rules
from scoring.shares import Shares


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the judges gave, a row an entry: points, the mean of each criterion, how many sheets count.

    `points` are unknown where those of any part are: with fewer than the least number of judges. `raw` are
    those before severity was adjusted, None where it was not. `has_marks` is set where there is any mark
    that may count, `has_incomplete` where a sheet did not count.
    """

    points: ExactColumn
    raw: ExactColumn | None
    parts: tuple[tuple[str, ExactColumn], ...]
    means: Mapping[str, ExactColumn]
    judges: Ints
    has_marks: Mask
    has_incomplete: Mask
    incomplete_sheets: int
    told: tuple[Notice, ...]

    @property
    def has_too_few(self) -> Mask:
        """Which entries have marks, but sheets of fewer judges than are needed."""
        return self.has_marks & self.points.unknown

    def taken(self, rows: Ints) -> "Judged":
        """Return some of the rows."""
        return Judged(
            self.points.taken(rows),
            self.raw and self.raw.taken(rows),
            tuple((key, column.taken(rows)) for key, column in self.parts),
            {key: column.taken(rows) for key, column in self.means.items()},
            self.judges[rows],
            self.has_marks[rows],
            self.has_incomplete[rows],
            self.incomplete_sheets,
            self.told,
        )


def judged(data: ContestData, entries: Entries, rules: Rules, shares: Shares) -> Judged | None:
    """Give judge points, None where the rules have no judges; raises ScoringError as `sheets_of` does."""
    if rules.judging is None:
        return None
    criteria = rules.judging.criteria
    sheets = sheets_of(data.marks, entries, criteria)
    panel = panel_of(data, entries, sheets.names)
    allowed = sheets.taken(~panel.is_excused(sheets))
    given = _part_points(allowed, entries, rules)
    told = [
        *conflict_notices(sheets, panel, entries),
        *(notice for part in given for notice in partly_marked_notices(part.sheets, panel, entries)),
        *(notice for part in given for notice in part.notices),
        *_lone_judge(given, entries),
    ]
    means = {key: mean for part in given for key, mean in part.means.items()}
    incomplete = _incomplete(allowed, given, entries, rules)
    return Judged(
        _together([part.points for part in given], shares),
        _raw_points(given, shares),
        tuple((part.key, part.points) for part in given if part.key is not None),
        {criterion.key: means[criterion.key] for criterion in criteria},
        _judges(given, entries),
        entries.marked(allowed.entry),
        entries.marked(incomplete),
        len(incomplete),
        tuple(told),
    )


def judging_notices(given: Judged, entries: Entries, rules: Rules) -> Iterator[Notice]:
    """Yield what readers must know about judges and sheets."""
    if rules.judging is None:
        return
    if given.incomplete_sheets:
        count = str(given.incomplete_sheets)
        yield Notice("incomplete-sheets", entries.named(given.has_incomplete), {"count": count})
    is_few = given.judges < rules.judging.minimum_judges
    if few := entries.named(given.has_too_few & (is_few | (rules.judging.aggregate != "sum"))):
        yield Notice("too-few-judges", few, {"minimum": str(rules.judging.minimum_judges)})
    if lacking := entries.named(given.has_too_few & ~is_few & (rules.judging.aggregate == "sum")):
        yield Notice("sum-needs-every-judge", lacking)
    yield from given.told


def below_gate(given: Judged, rules: Rules, size: int) -> Mask:
    """Return the entries whose judge points are known and below the least that the rules ask for."""
    least = rules.judging.minimum_points if rules.judging else None
    if least is None:
        return np.zeros(size, dtype=np.bool_)
    is_below: Mask = given.points.shifted(-Fraction(least)).numerators < 0
    return is_below & ~given.points.unknown


def _part_points(sheets: Sheets, entries: Entries, rules: Rules) -> list[PartPoints]:
    if rules.judging is None:
        return []
    to_hundred = rules.total.combine == "weighted"
    parts = [part.key for part in rules.parts if rules.judging.criteria_of(part.key)]
    keys: list[str | None] = [*parts] or [None]
    return [
        part_points(key, _sheets_of_part(sheets, key, rules), entries, rules.judging, to_hundred=to_hundred)
        for key in keys
    ]


def _together(columns: list[ExactColumn], shares: Shares) -> ExactColumn:
    """Join the parts by their shares of the judges' points."""
    first, *others = (column.times(share) for column, share in zip(columns, shares.of_judges, strict=True))
    for other in others:
        first = first.plus(other)
    return first


def _raw_points(given: list[PartPoints], shares: Shares) -> ExactColumn | None:
    if all(part.raw is None for part in given):
        return None
    return _together([part.raw or part.points for part in given], shares)


def _judges(given: list[PartPoints], entries: Entries) -> Ints:
    """Count the judges with a sheet that counts, each once."""
    if len(given) == 1:
        return given[0].judges
    pairs = np.unique(
        np.concatenate([part.sheets.judge * entries.size + part.sheets.entry for part in given])
    )
    return np.bincount(pairs % max(entries.size, 1), minlength=entries.size)


def _incomplete(sheets: Sheets, given: list[PartPoints], entries: Entries, rules: Rules) -> Ints:
    """Return the competing entry of each sheet that does not count since it lacks a criterion of its part."""
    found = [np.zeros(0, dtype=np.int64)]
    for part in given:
        own = _sheets_of_part(sheets, part.key, rules)
        found.append(own.entry[~own.is_complete & entries.competing[own.entry]])
    counts_marked = rules.judging is not None and rules.judging.incomplete == "count-marked"
    return found[0] if counts_marked else np.concatenate(found)


def _sheets_of_part(sheets: Sheets, key: str | None, rules: Rules) -> Sheets:
    criteria = rules.judging.criteria if rules.judging else ()
    places = [place for place, criterion in enumerate(criteria) if criterion.part == key]
    return sheets.of_criteria(np.array(places, dtype=np.int64))


def _lone_judge(given: list[PartPoints], entries: Entries) -> Iterator[Notice]:
    for part in given:
        counted = part.sheets.judge[entries.competing[part.sheets.entry]]
        if len(names := np.unique(counted)) == 1:
            yield Notice("one-judge", (), {"judge": part.sheets.names[int(names[0])]})
