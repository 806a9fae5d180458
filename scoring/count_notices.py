"""What readers must know about the counts: who is unknown everywhere, interpolated far or long unread."""

from collections.abc import Iterator

from scoring.counting import CountColumn
from scoring.entries import Entries
from scoring.exact import Ints
from scoring.ranking import Notice
from scoring.readings import PostCounts
from scoring.rules import Rules

LONG_S = 36 * 3600
"""A gap between readings, or an age of the last one, above which people are told."""


def count_notices(
    posts: PostCounts, columns: tuple[CountColumn, ...], entries: Entries, rules: Rules
) -> Iterator[Notice]:
    """Yield the notices on counts; `hours` is the longest that was found, in whole hours."""
    yield from _unknown_everywhere(columns, rules)
    yield from _long_ones("interpolation-gap", posts.gap_s, posts, entries)
    yield from _long_ones("counts-held", posts.held_s, posts, entries)


def _unknown_everywhere(columns: tuple[CountColumn, ...], rules: Rules) -> Iterator[Notice]:
    """Name what nobody told, but not what this channel simply lacks: it has others, and others have it."""
    has_readings = {(column.channel, column.metric) for column in columns}
    told = {(column.channel, column.metric) for column in columns if not column.counts.unknown.all()}
    channels = {channel for channel, _ in has_readings}
    metrics = {metric for _, metric in has_readings}
    for channel in rules.channels:
        for metric in rules.metrics:
            is_lacking = (channel, metric) not in has_readings and channel in channels and metric in metrics
            if (channel, metric) not in told and not is_lacking:
                yield Notice("metric-unknown-everywhere", (), {"channel": channel, "metric": metric})


def _long_ones(code: str, seconds: Ints, posts: PostCounts, entries: Entries) -> Iterator[Notice]:
    is_long = (seconds > LONG_S) & entries.competing[posts.entry]
    if is_long.any():
        hours = int(seconds[is_long].max()) // 3600
        yield Notice(code, entries.named(entries.marked(posts.entry[is_long])), {"hours": str(hours)})
