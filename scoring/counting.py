"""Each entry's counts, one column a channel and metric: the known counts of its posts added up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from scoring.engagement import added_points
from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints, Mask
from scoring.readings import PostCounts


@dataclass(frozen=True, slots=True, eq=False)
class CountColumn:
    """One channel's metric, a row an entry.

    `is_missing` is set where a count of an entry's post is unknown. `counted_at` is the oldest instant that
    went in, in seconds since 1970, and `sources` who told it; both only where `counts` is known.
    """

    channel: str
    metric: str
    counts: ExactColumn
    is_missing: Mask
    is_interpolated: Mask
    counted_at: Ints
    sources: list[tuple[str, ...]]


def count_columns(posts: PostCounts, entries: Entries) -> tuple[CountColumn, ...]:
    """Join the counts of each entry's posts; unknown where no post of the entry has a known one."""
    return tuple(_count_column(posts, place, entries) for place in range(len(posts.columns)))


def raw_engagement(columns: tuple[CountColumn, ...], points: Mapping[str, Decimal], size: int) -> ExactColumn:
    """Add up every entry's counts times their points a unit; unknown where none that has points is known."""
    return added_points(((column.metric, column.counts) for column in columns), points, size)


def _count_column(posts: PostCounts, place: int, entries: Entries) -> CountColumn:
    rows = posts.taken(posts.column == place)
    known = rows.taken(~rows.counts.unknown)
    counted_at = np.full(entries.size, np.iinfo(np.int64).max)
    np.minimum.at(counted_at, known.entry, known.counted_at)
    return CountColumn(
        *posts.columns[place],
        rows.counts.summed_by(rows.entry, entries.size),
        entries.marked(rows.entry[rows.counts.unknown]),
        entries.marked(rows.entry[rows.gap_s > 0]),
        counted_at,
        _source_names(known, entries.size),
    )


def _source_names(rows: PostCounts, size: int) -> list[tuple[str, ...]]:
    joined = np.zeros(size, dtype=rows.sources.dtype)
    np.bitwise_or.at(joined, rows.entry, rows.sources)
    distinct, places = np.unique(joined, return_inverse=True)
    named = [_names_of(bits, rows.source_names) for bits in distinct.tolist()]
    return [named[place] for place in places.tolist()]


def _names_of(bits: int, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names) if bits >> place & 1)
