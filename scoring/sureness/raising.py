"""The smallest raise of one mark or one count with which an entry would get a better award.

Raising an own mark or count never worsens a place, so that halving finds the smallest raise exactly, on the
steps that are named: `step` millionths of a mark, and whole counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from scoring.applying import rank
from scoring.contest import ContestData
from scoring.ranking import Ranking
from scoring.rules import Rules

MILLION = 10**6
MOST_COUNTS = 2**40
"""No post will ever have more."""


@dataclass(frozen=True, slots=True)
class Raise:
    """One mark (`judge`, `criterion`) or one count (`post`, `metric`) that is higher by `by`.

    `by` is in millionths for a mark. `award` is what the entry would get with it.
    """

    place: tuple[str, str]
    by: int
    award: str


def smallest_mark_raise(
    data: ContestData, rules: Rules, number: str, *, step: int = MILLION // 100
) -> Raise | None:
    """Return the smallest raise of one mark that gives the entry a better award; None where none does."""
    if rules.judging is None:
        return None
    maxima = {one.key: int(one.maximum * MILLION) for one in rules.judging.criteria}
    own = data.marks[(data.marks["number"] == number) & data.marks["criterion"].isin(maxima)]
    rows = own.sort_values(["judge", "criterion"])
    changes = (
        ((str(row["judge"]), str(row["criterion"])), _marked(data, place, int(row["mark_millionths"])))
        for place, row in rows.iterrows()
    )
    rooms = (maxima[row["criterion"]] - int(row["mark_millionths"]) for _, row in rows.iterrows())
    return _smallest(changes, rooms, _Better(rules, number, data), step)


def smallest_count_raise(data: ContestData, rules: Rules, number: str) -> Raise | None:
    """Return the smallest raise of one post's count that gives the entry a better award, if any does.

    Both readings around the instant are raised alike. Only known counts of metrics in use are.
    """
    used = pd.MultiIndex.from_tuples(rules.columns, names=["channel", "metric"])
    own = data.readings[(data.readings["number"] == number) & data.readings["count_before"].notna()]
    own = own[pd.MultiIndex.from_frame(own[["channel", "metric"]]).isin(used)]
    rows = own.sort_values(["post", "metric"])
    changes = (
        ((str(row["post"]), str(row["metric"])), _counted(data, place)) for place, row in rows.iterrows()
    )
    return _smallest(changes, (MOST_COUNTS for _ in range(len(rows))), _Better(rules, number, data), 1)


class _Better:
    """Tells which better award an entry gets with changed data, None for none."""

    def __init__(self, rules: Rules, number: str, data: ContestData) -> None:
        self.rules, self.number = rules, number
        self.order = [award.name for award in rules.awards if award.by == "total"]
        self.now = self._award(rank(data, rules))

    def __call__(self, data: ContestData) -> str | None:
        award = self._award(rank(data, self.rules))
        return self.order[award] if award < self.now else None

    def _award(self, ranking: Ranking) -> int:
        (award,) = (entry.award for entry in ranking.entries if entry.number == self.number)
        return self.order.index(award) if award is not None else len(self.order)


Changes = Iterator[tuple[tuple[str, str], Callable[[int], ContestData]]]


def _smallest(changes: Changes, rooms: Iterator[int], better: _Better, step: int) -> Raise | None:
    """Halve the raise of each place in turn, but only where less than the best so far would do."""
    best: Raise | None = None
    for (place, made), room in zip(changes, rooms, strict=True):
        high = room // step if best is None else min(room // step, best.by // step - 1)
        award = better(made(high * step)) if high > 0 else None
        if award is None:
            continue
        low = 0
        while high - low > 1:
            middle = (low + high) // 2
            found = better(made(middle * step))
            low, high, award = (middle, high, award) if found is None else (low, middle, found)
        best = Raise(place, high * step, award)
    return best


def _marked(data: ContestData, row: object, mark: int) -> Callable[[int], ContestData]:
    def raised(by: int) -> ContestData:
        marks = data.marks["mark_millionths"].mask(data.marks.index == row, mark + by)
        return replace(data, marks=data.marks.assign(mark_millionths=marks.astype("int64")))

    return raised


def _counted(data: ContestData, row: object) -> Callable[[int], ContestData]:
    def raised(by: int) -> ContestData:
        is_row = data.readings.index == row
        columns = {
            name: data.readings[name].mask(is_row, data.readings[name] + by)
            for name in ("count_before", "count_after")
        }
        return replace(data, readings=data.readings.assign(**columns))

    return raised
