"""All columns of a ranking up to the totals, a row an entry: the whole way from frames to points."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from scoring.combining import Totals, combined
from scoring.contest import ContestData
from scoring.counts.chosen_posts import chosen_posts, is_too_small
from scoring.counts.columns import CountColumn, count_columns, outcome_masks
from scoring.counts.posts import PostCounts, post_counts
from scoring.engagement.eligible import eligible, exceeds_ratio
from scoring.engagement.engaged import Engaged, engaged
from scoring.entries import Entries, ordered_entries
from scoring.exact import ExactColumn, Ints, Mask
from scoring.judging.judged import Judged, below_gate, judged
from scoring.rules import Rules
from scoring.shares import shares_of

Missing = tuple[tuple[str, Mask], ...]
"""Codes, each with the entries that it is true of."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Every column on the way to the totals; what the rules leave out is None.

    The engagement's points and `totals.total` are unknown for entries that left, `totals.total` for all that
    cannot be ranked.
    """

    entries: Entries
    columns: tuple[CountColumn, ...]
    judged: Judged | None
    engaged: Engaged | None
    totals: Totals
    missing: Missing

    @property
    def judge_points(self) -> ExactColumn | None:
        """The judge points, None where the rules have no judges."""
        return self.judged.points if self.judged else None

    @property
    def engagement(self) -> ExactColumn | None:
        """The engagement points, None where the rules have no engagement."""
        return self.engaged.points if self.engaged else None

    @property
    def ranked(self) -> Mask:
        """Which entries have a total to be ranked by."""
        return ~self.totals.total.unknown

    def taken(self, rows: Ints) -> "Scores":
        """Return some of the entries' rows."""
        return Scores(
            self.entries.taken(rows),
            tuple(column.taken(rows) for column in self.columns),
            self.judged and self.judged.taken(rows),
            self.engaged and self.engaged.taken(rows),
            self.totals.taken(rows),
            tuple((code, where[rows]) for code, where in self.missing),
        )


def scored(data: ContestData, rules: Rules) -> tuple[Scores, PostCounts]:
    """Apply the rules up to the totals, and say how each post was counted.

    Raises ScoringError where a frame is wrong.
    """
    entries = ordered_entries(data.entries)
    read = post_counts(data, entries, rules)
    too_small = is_too_small(read, rules)
    posts = chosen_posts(read.taken(~too_small), rules, data.joined)
    columns = count_columns(posts, entries)
    shares = shares_of(rules)
    marked = judged(data, entries, rules, shares)
    barred = _barred(columns, marked, rules, entries)
    kept_out = reduce(np.logical_or, barred.values(), ~entries.competing)
    lets_rank = ~kept_out if marked is None else ~kept_out & ~marked.points.unknown
    given = engaged(columns, entries, rules.engagement, lets_rank) if rules.engagement else None
    points = marked.points if marked else None
    totals = combined(points, given.points if given else None, rules, shares).without(kept_out)
    missing = _missing(barred, marked, given)
    if too_small.any():
        missing += (("post-below-minimum", entries.marked(read.entry[too_small])),)
    missing += tuple((code, where) for code, where in outcome_masks(posts, entries) if where.any())
    missing += tuple((f"{column.channel}_{column.metric}", column.is_missing) for column in columns)
    return Scores(entries, columns, marked, given, totals, missing), posts


def _barred(
    columns: tuple[CountColumn, ...], marked: Judged | None, rules: Rules, entries: Entries
) -> dict[str, Mask]:
    """Return who may not be ranked although there are points: by a gate, a threshold, an unknown count."""
    nobody = np.zeros(entries.size, dtype=np.bool_)
    barred = {"": nobody}
    if rules.counts is not None and rules.counts.missing == "not-ranked":
        barred[""] = reduce(np.logical_or, (column.is_missing for column in columns), nobody)
    if marked is not None:
        barred["gate"] = below_gate(marked, rules, entries.size)
    if rules.engagement is not None and rules.engagement.thresholds:
        barred["threshold"] = ~eligible(columns, entries, rules.engagement)
    if rules.engagement is not None and rules.engagement.ratios:
        barred["ratio"] = exceeds_ratio(columns, entries, rules.engagement)
    return barred


def _missing(barred: dict[str, Mask], marked: Judged | None, given: Engaged | None) -> Missing:
    missing = [("counts", ~given.is_known)] if given else []
    if marked:
        missing = [("marks", ~marked.has_marks), ("judges", marked.has_too_few), *missing]
    return (*missing, *((code, where) for code, where in barred.items() if code))
