"""Every post's count of every metric in use, taken at the instant from the two readings around it.

With `interpolate` growth between the two readings is taken as even in time and rounded down; after the last
reading its count holds; before the first one a count is unknown.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from scoring.contest import ContestData
from scoring.entries import Entries, whole_numbers
from scoring.errors import refuse_rows
from scoring.exact import ExactColumn, Ints, Mask, Whole, fitting, magnitude
from scoring.rules import Rules

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Column = tuple[str, str]
"""A channel and a metric."""


@dataclass(frozen=True, slots=True, eq=False)
class PostCounts:
    """One row a post and column: whose, where (places among the entries and columns), and its count.

    `counted_at` is in seconds since 1970. `gap_s` is how far apart the readings are between which a count
    was interpolated, `held_s` how long before the instant another one was read; 0 elsewhere. `sources` has
    a bit for each of `source_names` that went in.
    """

    columns: tuple[Column, ...]
    column: Ints
    entry: Ints
    post: Ints
    counts: ExactColumn
    counted_at: Ints
    gap_s: Ints
    held_s: Ints
    sources: Whole
    source_names: tuple[str, ...]

    def taken(self, rows: Mask) -> "PostCounts":
        """Return some of the rows."""
        arrays = ("column", "entry", "post", "counted_at", "gap_s", "held_s", "sources")
        return replace(
            self, counts=self.counts.taken(rows), **{name: getattr(self, name)[rows] for name in arrays}
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """The readings on one side of the instant."""

    counts: Ints
    unknown: Mask
    taken_at: Ints


def post_counts(data: ContestData, entries: Entries, rules: Rules) -> PostCounts:
    """Count all posts at the contest's instant; the columns are those of the rules that have readings.

    Raises ScoringError for a reading of an unknown entry, a doubled or negative one, or one that stands on
    the wrong side of the instant.
    """
    at = (data.at - EPOCH) // timedelta(seconds=1)
    columns, column, rows = _rows_in_use(data.readings, rules)
    before, after = _side(rows, "before"), _side(rows, "after")
    _check(rows, column, before, after, at)
    is_between = ~before.unknown & ~after.unknown & (before.taken_at < at) & _interpolates(rules)
    sources, source_names = _sources(rows, is_between)
    return PostCounts(
        columns,
        column,
        entries.places_of(rows, "readings"),
        rows["post"].to_numpy(dtype=np.int64),
        ExactColumn.of(before.counts + _growth(before, after, at, is_between), before.unknown),
        np.where(is_between, at, before.taken_at),
        np.where(is_between, after.taken_at - before.taken_at, 0),
        np.where(is_between | before.unknown, 0, at - before.taken_at),
        sources,
        source_names,
    )


def _interpolates(rules: Rules) -> bool:
    return rules.counts is not None and rules.counts.between_readings == "interpolate"


def _rows_in_use(readings: pd.DataFrame, rules: Rules) -> tuple[tuple[Column, ...], Ints, pd.DataFrame]:
    channel = pd.Index(rules.channels, dtype=object).get_indexer(pd.Index(readings["channel"]))
    metric = pd.Index(rules.metrics, dtype=object).get_indexer(pd.Index(readings["metric"]))
    is_used = (channel >= 0) & (metric >= 0)
    pairs = channel[is_used].astype(np.int64) * len(rules.metrics) + metric[is_used]
    present, column = np.unique(pairs, return_inverse=True)
    named = [
        (rules.channels[pair // len(rules.metrics)], rules.metrics[pair % len(rules.metrics)])
        for pair in present
    ]
    return tuple(named), column.astype(np.int64), readings[is_used]


def _side(rows: pd.DataFrame, side: str) -> _Side:
    counts, unknown = whole_numbers(rows[f"count_{side}"])
    return _Side(counts, unknown, whole_numbers(rows[f"at_{side}"])[0])


def _check(rows: pd.DataFrame, column: Ints, before: _Side, after: _Side, at: int) -> None:
    doubled = pd.DataFrame({"post": rows["post"].to_numpy(), "column": column}).duplicated().to_numpy()
    refuse_rows(doubled, "doubled-reading", rows, "readings", "metric")
    refuse_rows(before.counts < 0, "negative-count", rows, "readings", "count_before")
    refuse_rows(after.counts < 0, "negative-count", rows, "readings", "count_after")
    refuse_rows(
        ~before.unknown & (before.taken_at > at), "reading-out-of-time", rows, "readings", "at_before"
    )
    refuse_rows(~after.unknown & (after.taken_at <= at), "reading-out-of-time", rows, "readings", "at_after")


def _growth(before: _Side, after: _Side, at: int, is_between: Mask) -> Ints:
    difference = np.where(is_between, after.counts - before.counts, 0)
    elapsed = np.where(is_between, at - before.taken_at, 0)
    span = np.where(is_between, after.taken_at - before.taken_at, 1)
    grown = fitting(difference, magnitude(difference) * magnitude(elapsed)) * elapsed // span
    return grown.astype(np.int64)


def _sources(rows: pd.DataFrame, is_between: Mask) -> tuple[Whole, tuple[str, ...]]:
    told = pd.concat([rows["source_before"], rows["source_after"]]).dropna()
    names = sorted(told.unique())
    bits = np.array(
        [*(1 << place for place in range(len(names))), 0], dtype=np.int64 if len(names) < 63 else object
    )
    index = pd.Index(names, dtype=object)
    before = bits[index.get_indexer(pd.Index(rows["source_before"]))]
    after = bits[index.get_indexer(pd.Index(rows["source_after"]))]
    return before | np.where(is_between, after, 0), tuple(names)
