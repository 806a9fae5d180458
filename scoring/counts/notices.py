"""What readers must know about the counts: who is unknown everywhere, interpolated far or long unread."""

from collections.abc import Iterator

import numpy as np

from scoring.counts.columns import CountColumn
from scoring.counts.posts import OUTCOMES, PostCounts
from scoring.entries import Entries
from scoring.exact import Ints, Mask
from scoring.ranking import Notice
from scoring.rules import Rules

LONG_S = 36 * 3600
"""A gap between readings, or an age of the last one, above which people are told."""


def count_notices(
    posts: PostCounts, columns: tuple[CountColumn, ...], entries: Entries, rules: Rules
) -> Iterator[Notice]:
    """Yield the notices on counts; `hours` is the longest that was found, in whole hours."""
    yield from _unknown_everywhere(columns, rules)
    gap_s = np.max([edge.gap_s for edge in posts.edges], axis=0)
    held_s = np.max([edge.held_s for edge in posts.edges], axis=0)
    yield from _long_ones("interpolation-gap", gap_s, posts, entries)
    yield from _long_ones("counts-held", held_s, posts, entries)
    for place, code in enumerate(OUTCOMES):
        yield from _named(code, posts.outcome == place, posts, entries)
    yield from _named("count-fell", posts.has_fallen, posts, entries)


def _unknown_everywhere(columns: tuple[CountColumn, ...], rules: Rules) -> Iterator[Notice]:
    """Name what nobody told, but not what this channel simply lacks: it has others, and others have it."""
    has_readings = {(column.channel, column.metric) for column in columns}
    told = {(column.channel, column.metric) for column in columns if not column.counts.unknown.all()}
    channels = {channel for channel, _ in has_readings}
    metrics = {metric for _, metric in has_readings}
    for channel, metric in rules.columns:
        is_lacking = (channel, metric) not in has_readings and channel in channels and metric in metrics
        if (channel, metric) not in told and not is_lacking:
            yield Notice("metric-unknown-everywhere", (), {"channel": channel, "metric": metric})


def _long_ones(code: str, seconds: Ints, posts: PostCounts, entries: Entries) -> Iterator[Notice]:
    is_long = (seconds > LONG_S) & entries.competing[posts.entry] & (posts.outcome < 0)
    if is_long.any():
        hours = int(seconds[is_long].max()) // 3600
        yield Notice(code, entries.named(entries.marked(posts.entry[is_long])), {"hours": str(hours)})


def _named(code: str, rows: Mask, posts: PostCounts, entries: Entries) -> Iterator[Notice]:
    if numbers := entries.named(entries.marked(posts.entry[rows])):
        yield Notice(code, numbers)
