"""All columns of a ranking up to the totals, a row an entry: the whole way from frames to points."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from scoring.best_posts import best_posts
from scoring.combining import Totals, combined
from scoring.contest import ContestData
from scoring.counting import CountColumn, count_columns, raw_engagement
from scoring.engagement import engagement_points
from scoring.entries import Entries, ordered_entries
from scoring.exact import ExactColumn, Mask
from scoring.judging import Judged, judged
from scoring.readings import PostCounts, post_counts
from scoring.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Every column on the way to the totals; what the rules leave out is None.

    `engagement` and `totals.total` are unknown for entries that left, `totals.total` for all that cannot be
    ranked. `missing` pairs a code with the entries that it is true of.
    """

    entries: Entries
    posts: PostCounts
    columns: tuple[CountColumn, ...]
    judged: Judged | None
    raw_engagement: ExactColumn | None
    engagement: ExactColumn | None
    totals: Totals
    missing: tuple[tuple[str, Mask], ...]

    @property
    def judge_points(self) -> ExactColumn | None:
        """The judge points, None where the rules have no judges."""
        return self.judged.points if self.judged else None

    @property
    def ranked(self) -> Mask:
        """Which entries have a rank."""
        return ~self.totals.total.unknown


def scored(data: ContestData, rules: Rules) -> Scores:
    """Apply the rules up to the totals; raises ScoringError where a frame is wrong."""
    entries = ordered_entries(data.entries)
    posts = _posts_that_count(data, entries, rules)
    columns = count_columns(posts, entries)
    marked = _judged(data, entries, rules)
    raw = raw_engagement(columns, rules.points, entries.size) if rules.engagement else None
    scale = rules.engagement.scale if rules.engagement else "none"
    engagement = engagement_points(raw, entries.competing, scale) if raw else None
    totals = combined(marked.points if marked else None, engagement, rules)
    totals = totals.without(~entries.competing | _left_out(columns, rules, entries))
    missing = _missing(columns, marked, raw)
    return Scores(entries, posts, columns, marked, raw, engagement, totals, missing)


def _posts_that_count(data: ContestData, entries: Entries, rules: Rules) -> PostCounts:
    posts = post_counts(data, entries, rules)
    return best_posts(posts, rules) if rules.counts and rules.counts.posts == "best" else posts


def _judged(data: ContestData, entries: Entries, rules: Rules) -> Judged | None:
    to_hundred = rules.total.combine == "weighted"
    return judged(data.marks, entries, rules.judging, to_hundred=to_hundred) if rules.judging else None


def _left_out(columns: tuple[CountColumn, ...], rules: Rules, entries: Entries) -> Mask:
    nobody = np.zeros(entries.size, dtype=np.bool_)
    if rules.counts is None or rules.counts.missing == "leave-out":
        return nobody
    return reduce(np.logical_or, (column.is_missing for column in columns), nobody)


def _missing(
    columns: tuple[CountColumn, ...], marked: Judged | None, raw: ExactColumn | None
) -> tuple[tuple[str, Mask], ...]:
    missing = [("counts", raw.unknown)] if raw else []
    if marked:
        missing = [("marks", ~marked.has_marks), ("judges", marked.has_too_few), *missing]
    return (*missing, *((f"{column.channel}_{column.metric}", column.is_missing) for column in columns))
