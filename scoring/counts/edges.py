"""A count at one instant of each post, from the two readings around that instant.

With `interpolate` growth between the two readings is taken as even in time and rounded down; after the last
reading its count holds; before the first one a count is unknown.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd

from scoring.entries import whole_numbers
from scoring.errors import refuse_rows
from scoring.exact import Ints, Mask, fitting, magnitude


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The readings on one side of the instant."""

    counts: Ints
    unknown: Mask
    taken_at: Ints

    def taken(self, rows: Ints | Mask) -> "Side":
        """Return some of the rows."""
        return Side(self.counts[rows], self.unknown[rows], self.taken_at[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """What each row had at the instant `at` (seconds since 1970), and the readings that say so.

    `is_between` is set where the count was interpolated; `counted_at` is then `at`, else the instant of the
    reading that holds.
    """

    at: Ints
    before: Side
    after: Side
    is_between: Mask
    counts: Ints

    @property
    def unknown(self) -> Mask:
        """Where no reading stands at or before the instant."""
        return self.before.unknown

    @property
    def counted_at(self) -> Ints:
        """The instant that each count stands for."""
        return np.where(self.is_between, self.at, self.before.taken_at)

    @property
    def gap_s(self) -> Ints:
        """How far apart the readings are between which a count was interpolated; 0 elsewhere."""
        return np.where(self.is_between, self.after.taken_at - self.before.taken_at, 0)

    @property
    def held_s(self) -> Ints:
        """How long before the instant a count was read that was not interpolated; 0 elsewhere."""
        return np.where(self.is_between | self.unknown, 0, self.at - self.before.taken_at)

    def taken(self, rows: Ints | Mask) -> Self:
        """Return some of the rows."""
        return replace(
            self,
            at=self.at[rows],
            before=self.before.taken(rows),
            after=self.after.taken(rows),
            is_between=self.is_between[rows],
            counts=self.counts[rows],
        )


def edge_of(rows: pd.DataFrame, at: Ints, table: str, *, interpolates: bool) -> Edge:
    """Count each row at its instant.

    Raises ScoringError for a negative count, and for a reading on the wrong side of the instant.
    """
    before, after = _side(rows, "before"), _side(rows, "after")
    _check(rows, before, after, at, table)
    is_between = ~before.unknown & ~after.unknown & (before.taken_at < at) & interpolates
    return Edge(at, before, after, is_between, before.counts + _growth(before, after, at, is_between))


def _side(rows: pd.DataFrame, side: str) -> Side:
    counts, unknown = whole_numbers(rows[f"count_{side}"])
    return Side(counts, unknown, whole_numbers(rows[f"at_{side}"])[0])


def _check(rows: pd.DataFrame, before: Side, after: Side, at: Ints, table: str) -> None:
    refuse_rows(before.counts < 0, "negative-count", rows, table, "count_before")
    refuse_rows(after.counts < 0, "negative-count", rows, table, "count_after")
    late = ~before.unknown & (before.taken_at > at)
    refuse_rows(late, "reading-out-of-time", rows, table, "at_before")
    refuse_rows(~after.unknown & (after.taken_at <= at), "reading-out-of-time", rows, table, "at_after")


def _growth(before: Side, after: Side, at: Ints, is_between: Mask) -> Ints:
    if not is_between.any():
        return np.zeros(len(at), dtype=np.int64)
    difference = np.where(is_between, after.counts - before.counts, 0)
    elapsed = np.where(is_between, at - before.taken_at, 0)
    span = np.where(is_between, after.taken_at - before.taken_at, 1)
    grown = fitting(difference, magnitude(difference) * magnitude(elapsed)) * elapsed // span
    return grown.astype(np.int64)
