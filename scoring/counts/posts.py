"""Every post's count of every metric in use: at the instant, or what it grew by within its window."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from scoring.coding import coded, is_doubled, numbered, places_among
from scoring.contest import ContestData
from scoring.counts.edges import Edge, edge_of
from scoring.counts.windows import Windows, post_windows
from scoring.entries import Entries
from scoring.errors import refuse_rows
from scoring.exact import ExactColumn, Ints, Mask, Whole
from scoring.rules import Rules

Column = tuple[str, str]
"""A channel and a metric."""

OUTCOMES = ("window-open", "publication-unknown", "baseline-unknown", "reading-too-old")
"""Why a count is unknown although its post was read."""

HOUR_S = 3600
NEVER_OLD = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class PostCounts:
    """One row a post and column: whose, where (places among the entries and columns), and its count.

    `end` is the count at the end of the window, `start` that at its beginning (None where the whole count
    counts). `outcome` is a place in OUTCOMES, -1 where none applies. `has_fallen` is set where less was
    counted at the end than at the beginning; the count is 0 there. `sources` has a bit for each
    of `source_names` that went in.
    """

    columns: tuple[Column, ...]
    column: Ints
    entry: Ints
    post: Ints
    counts: ExactColumn
    outcome: Ints
    has_fallen: Mask
    sources: Whole
    source_names: tuple[str, ...]
    end: Edge
    start: Edge | None

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The ends of the windows, and their beginnings where there are such."""
        return (self.end,) if self.start is None else (self.start, self.end)

    @property
    def is_interpolated(self) -> Mask:
        """Where any of the edges lies between two readings."""
        is_interpolated: Mask = np.any([edge.is_between for edge in self.edges], axis=0)
        return is_interpolated

    def taken(self, rows: Ints | Mask) -> "PostCounts":
        """Return some of the rows."""
        if rows.dtype == np.bool_ and rows.all():
            return self
        arrays = ("column", "entry", "post", "outcome", "has_fallen", "sources")
        return replace(
            self,
            counts=self.counts.taken(rows),
            end=self.end.taken(rows),
            start=self.start and self.start.taken(rows),
            **{name: getattr(self, name)[rows] for name in arrays},
        )


def post_counts(data: ContestData, entries: Entries, rules: Rules) -> PostCounts:
    """Count all posts; the columns are those of the rules that have readings.

    Raises ScoringError for a reading of an unknown entry, a doubled or negative one, or one that stands on
    the wrong side of its instant.
    """
    columns, column, rows = _rows_in_use(data.readings, rules)
    _refuse_doubled(rows, column, "readings")
    windows = post_windows(data, rules, rows["post"])
    interpolates = rules.counts is not None and rules.counts.between_readings == "interpolate"
    read = [(rows, edge_of(rows, windows.ends, "readings", interpolates=interpolates))]
    if windows.starts is not None:
        begun = _baseline_rows(data, rules, columns, column, rows)
        read.append((begun, edge_of(begun, windows.starts, "baselines", interpolates=interpolates)))
    end, start = read[0][1], read[1][1] if len(read) > 1 else None
    tolerance_h = rules.counts.tolerance_hours if rules.counts else None
    counts, outcome, has_fallen = _counted(end, start, windows, tolerance_h)
    return PostCounts(
        columns,
        column,
        entries.places_of(rows, "readings"),
        rows["post"].to_numpy(dtype=np.int64),
        counts,
        outcome,
        has_fallen,
        *_sources(read),
        end,
        start,
    )


def _rows_in_use(readings: pd.DataFrame, rules: Rules) -> tuple[tuple[Column, ...], Ints, pd.DataFrame]:
    width = max(len(rules.metrics), 1)
    channel = places_among(readings["channel"], pd.Index(rules.channels, dtype=object))
    metric = places_among(readings["metric"], pd.Index(rules.metrics, dtype=object))
    pairs = channel * width + metric
    wanted = [rules.channels.index(one) * width + rules.metrics.index(other) for one, other in rules.columns]
    is_used = (channel >= 0) & (metric >= 0) & np.isin(pairs, wanted)
    rows = readings if is_used.all() else readings[is_used]
    present, column = numbered(pairs[is_used], max(len(rules.channels), 1) * width)
    named = [(rules.channels[pair // width], rules.metrics[pair % width]) for pair in present.tolist()]
    return tuple(named), column, rows


def _refuse_doubled(rows: pd.DataFrame, column: Ints, table: str) -> None:
    post = pd.factorize(rows["post"])[0].astype(np.int64)
    doubled = is_doubled(post * (column.max(initial=0) + 1) + column)
    refuse_rows(doubled, "doubled-reading", rows, table, "metric")


def _baseline_rows(
    data: ContestData, rules: Rules, columns: tuple[Column, ...], column: Ints, rows: pd.DataFrame
) -> pd.DataFrame:
    """Return the readings around the beginning of each row's window, empty where there are none."""
    baselines = data.readings[:0] if data.baselines is None else data.baselines
    found_columns, found_column, found = _rows_in_use(baselines, rules)
    _refuse_doubled(found, found_column, "baselines")
    places = np.array([columns.index(one) if one in columns else -1 for one in found_columns], dtype=np.int64)
    index = pd.MultiIndex.from_arrays([found["post"].to_numpy(), places[found_column]])
    row_of = index.get_indexer(pd.MultiIndex.from_arrays([rows["post"].to_numpy(), column]))
    aligned = found.reset_index(drop=True).reindex(np.where(row_of < 0, len(found), row_of))
    return aligned.assign(number=rows["number"].to_numpy())


def _counted(
    end: Edge, start: Edge | None, windows: Windows, tolerance_h: int | None
) -> tuple[ExactColumn, Ints, Mask]:
    """Return the counts, why they are unknown although there are readings, and where they have fallen."""
    nowhere = np.zeros(len(end.counts), dtype=np.bool_)
    lacks_start, begun = nowhere, np.zeros(len(end.counts), dtype=np.int64)
    if start is not None and windows.starts is not None:
        is_new = start.unknown & (windows.published >= windows.starts)
        lacks_start = start.unknown & ~is_new & ~end.unknown
        begun = np.where(start.unknown, 0, start.counts)
    is_old = np.any([_is_old(edge, tolerance_h) for edge in (end, start) if edge is not None], axis=0)
    causes = [windows.is_open, windows.is_unpublished, lacks_start, is_old]
    outcome = np.select(causes, range(len(OUTCOMES)), default=-1)
    unknown = end.unknown | (outcome >= 0)
    grown = end.counts - begun
    return ExactColumn.of(np.maximum(grown, 0), unknown), outcome, (grown < 0) & ~unknown


def _is_old(edge: Edge, tolerance_h: int | None) -> Mask:
    """Return where the readings around an instant are too far from each other, or the last one from it."""
    limit_s = NEVER_OLD if tolerance_h is None else tolerance_h * HOUR_S
    return np.asarray(np.maximum(edge.gap_s, edge.held_s) > limit_s)


def _sources(told: list[tuple[pd.DataFrame, Edge]]) -> tuple[Whole, tuple[str, ...]]:
    """Return who told each row's counts, a bit for each of the names; the later reading where it went in."""
    texts = []
    for rows, edge in told:
        texts += [coded(rows["source_before"]), coded(rows["source_after"][edge.is_between])]
    names = sorted(set().union(*(found for _, found in texts)))
    kind = np.int64 if len(names) < 63 else object
    bits = np.array([*(1 << place for place in range(len(names))), 0], dtype=kind)
    index = pd.Index(names, dtype=object)
    of_rows = [bits[np.append(index.get_indexer(found), -1)][codes] for codes, found in texts]
    joined = np.zeros(len(told[0][0]), dtype=kind)
    for (_, edge), before, after in zip(told, of_rows[::2], of_rows[1::2], strict=True):
        joined = joined | before
        joined[edge.is_between] |= after
    return joined, tuple(names)
