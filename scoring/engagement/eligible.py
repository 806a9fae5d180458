"""Who may be ranked by their counts: thresholds that must be reached, ratios that must not be exceeded."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from scoring.counts.columns import CountColumn, counted
from scoring.engagement.points import summed_counts
from scoring.entries import Entries
from scoring.exact import Mask
from scoring.rules import Engagement


def eligible(columns: Sequence[CountColumn], entries: Entries, rules: Engagement) -> Mask:
    """Return which entries reach every threshold that holds for their group; unknown counts reach none."""
    reached = np.ones(entries.size, dtype=np.bool_)
    for threshold in rules.thresholds:
        counts = summed_counts(counted(columns), threshold.metric, threshold.channel, entries.size)
        falls_short = counts.unknown | (counts.numerators < threshold.at_least)
        is_meant = np.array([threshold.group in (None, group) for group in entries.groups], dtype=np.bool_)
        reached = reached & ~(falls_short & is_meant)
    return reached


def exceeds_ratio(columns: Sequence[CountColumn], entries: Entries, rules: Engagement) -> Mask:
    """Return which entries have more of a metric than its share of another; unknown counts exceed none."""
    exceeds = np.zeros(entries.size, dtype=np.bool_)
    for ratio in rules.ratios:
        ours, theirs = (
            summed_counts(counted(columns), metric, None, entries.size) for metric in (ratio.metric, ratio.of)
        )
        above = ours.plus(theirs.times(-Fraction(ratio.at_most) / 100))
        exceeds = exceeds | (~above.unknown & (above.numerators > 0))
    return exceeds
