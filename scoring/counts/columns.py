"""Each entry's counts, one column a channel and metric: the known counts of its posts added up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.counts.posts import OUTCOMES, PostCounts
from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints, Mask, Whole

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class CountColumn:
    """One channel's metric, a row an entry.

    `is_missing` is set where a count of an entry's post is unknown. `counted_at` is the oldest instant that
    went in, in seconds since 1970 (NEVER where none did), `sources` who told it, with a bit for each of
    `source_names`. `between` are the posts whose counts were interpolated, by entry.
    """

    channel: str
    metric: str
    counts: ExactColumn
    is_missing: Mask
    is_interpolated: Mask
    counted_at: Ints
    sources: Whole
    source_names: tuple[str, ...]
    between: PostCounts

    def taken(self, rows: Ints) -> "CountColumn":
        """Return some of the entries' rows; `between` stays as it is."""
        arrays = ("is_missing", "is_interpolated", "counted_at", "sources")
        return replace(
            self, counts=self.counts.taken(rows), **{name: getattr(self, name)[rows] for name in arrays}
        )


def count_columns(posts: PostCounts, entries: Entries) -> tuple[CountColumn, ...]:
    """Join the counts of each entry's posts; unknown where no post of the entry has a known one."""
    return tuple(_count_column(posts, place, entries) for place in range(len(posts.columns)))


def counted(columns: Sequence[CountColumn]) -> Sequence[tuple[str, str, ExactColumn]]:
    """Return the counts of each column with its channel and metric."""
    return [(column.channel, column.metric, column.counts) for column in columns]


def outcome_masks(posts: PostCounts, entries: Entries) -> tuple[tuple[str, Mask], ...]:
    """Return, for each reason why a window was not counted, the entries with a post that it is true of."""
    return tuple(
        (code, entries.marked(posts.entry[posts.outcome == place])) for place, code in enumerate(OUTCOMES)
    )


def _count_column(posts: PostCounts, place: int, entries: Entries) -> CountColumn:
    rows = posts.taken(posts.column == place)
    known = rows.taken(~rows.counts.unknown)
    between = known.taken(known.is_interpolated)
    counted_at = np.full(entries.size, NEVER)
    np.minimum.at(counted_at, known.entry, known.end.counted_at)
    sources = np.zeros(entries.size, dtype=known.sources.dtype)
    np.bitwise_or.at(sources, known.entry, known.sources)
    return CountColumn(
        *posts.columns[place],
        rows.counts.summed_by(rows.entry, entries.size),
        entries.marked(rows.entry[rows.counts.unknown]),
        entries.marked(between.entry),
        counted_at,
        sources,
        rows.source_names,
        between.taken(np.lexsort((between.post, between.entry))),
    )
