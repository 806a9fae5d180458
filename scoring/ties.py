"""The columns that ranks are decided by, in order: the total as the rules want it, then the tie-breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.counts.columns import counted
from scoring.engagement.points import summed_counts
from scoring.entries import Entries
from scoring.exact import ExactColumn
from scoring.rules import Rules
from scoring.scores import Scores


@dataclass(frozen=True, slots=True, eq=False)
class RankKey:
    """A column by which entries are put in order, larger first.

    A unit's is the sum of its entries' or, where they do not add up, the best of them.
    """

    column: ExactColumn
    adds_up: bool = True


def rank_keys(scores: Scores, rules: Rules, decisions: pd.DataFrame | None) -> list[RankKey]:
    """Return the columns, most important first; unknown is worst."""
    keys = [RankKey(_total(scores, rules))]
    chain = rules.total.ties
    if rules.total.combine == "engagement-breaks-ties" and "engagement" not in chain:
        chain = ("engagement", *chain)
    for tie in chain:
        if tie == "submitted_at":
            keys.append(RankKey(scores.entries.submitted_at.times(-1), adds_up=False))
        elif tie == "decision":
            keys.append(RankKey(_decided(decisions, scores.entries), adds_up=False))
        else:
            keys += [RankKey(column) for column in measure_columns(scores, tie)]
    return keys


def measure_columns(scores: Scores, measure: str) -> Iterator[ExactColumn]:
    """Yield the column of `judges`, `engagement`, `criterion:<key>` or `metric:<metric>`, if there is one."""
    kind, _, name = measure.partition(":")
    if kind == "metric":
        yield summed_counts(counted(scores.columns), name, None, scores.entries.size)
    elif kind == "engagement" and scores.engagement:
        yield scores.engagement
    elif scores.judged:
        yield scores.judged.points if kind == "judges" else scores.judged.means[name]


def _total(scores: Scores, rules: Rules) -> ExactColumn:
    total = scores.totals.total
    if rules.total.rank_on == "exact":
        return total
    units = total.rounded_half_up(rules.total.digits)
    return ExactColumn.of(units, total.unknown, denominator=10**rules.total.digits)


def _decided(decisions: pd.DataFrame | None, entries: Entries) -> ExactColumn:
    """Return the places that the head judge gave, the first one largest; raises for an unknown number."""
    places = np.zeros(entries.size, dtype=np.int64)
    unknown = np.ones(entries.size, dtype=np.bool_)
    if decisions is not None:
        rows = entries.places_of(decisions, "decisions")
        places[rows] = -decisions["place"].to_numpy(dtype=np.int64)
        unknown[rows] = False
    return ExactColumn.of(places, unknown)
