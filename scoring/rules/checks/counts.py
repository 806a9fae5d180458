"""Faults between the rules on counts and the rest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import detail, exactly_where

if TYPE_CHECKING:
    from scoring.rules.contest import Rules


def count_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield what is wrong with the window, and with channels that are named but not counted."""
    counts = rules.counts
    if rules.metrics and not counts:
        yield detail("counts-missing", ("counts",))
    if counts:
        is_aged = counts.window == "equal-age"
        yield from exactly_where(("counts", "days"), counts.days, is_aged, 'window = "equal-age"')
        yield from _channel_faults(rules, counts.channels)


def _channel_faults(rules: "Rules", channels: tuple[str, ...]) -> Iterator[InitErrorDetails]:
    if not rules.engagement:
        return
    for name in ("rules", "thresholds"):
        for place, rule in enumerate(getattr(rules.engagement, name)):
            if rule.channel is not None and rule.channel not in channels:
                location = ("engagement", name, place, "channel")
                yield detail("unknown-channel", location, rule.channel, permitted=", ".join(channels))
