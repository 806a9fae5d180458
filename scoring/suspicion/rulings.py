"""What a committee decided about unusual counts, put to work on the frames that are ranked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from scoring.contest import ContestData

Outcome = Literal["keep", "median", "leave-out", "disqualify"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision about one post's metric: `excess` is what `median` takes off from `to_at` on.

    `keep` changes nothing, `leave-out` makes the metric unknown, `disqualify` takes the entry out.
    """

    outcome: Outcome
    number: str
    post: int
    metric: str
    to_at: int
    excess: int


def ruled(data: ContestData, rulings: Iterable[Ruling]) -> ContestData:
    """Return the frames as the rulings have them; several add up. Counts never fall below 0."""
    readings, baselines, entries = data.readings, data.baselines, data.entries
    for ruling in rulings:
        if ruling.outcome == "disqualify":
            is_meant = entries["number"] == ruling.number
            entries = entries.assign(status=entries["status"].mask(is_meant, "disqualified"))
        elif ruling.outcome != "keep":
            readings = _changed(readings, ruling)
            baselines = None if baselines is None else _changed(baselines, ruling)
    return replace(data, readings=readings, baselines=baselines, entries=entries)


def _changed(readings: pd.DataFrame, ruling: Ruling) -> pd.DataFrame:
    is_meant = (readings["post"] == ruling.post) & (readings["metric"] == ruling.metric)
    for side in ("before", "after"):
        count, at, source = (f"{name}_{side}" for name in ("count", "at", "source"))
        if ruling.outcome == "leave-out":
            unknown = {name: readings[name].mask(is_meant) for name in (count, at, source)}
            readings = readings.assign(**unknown)
            continue
        is_later = is_meant & (readings[at] >= ruling.to_at).fillna(value=False).astype(bool)
        less = (readings[count] - ruling.excess).clip(lower=0)
        readings = readings.assign(**{count: readings[count].mask(is_later, less)})
    return readings
