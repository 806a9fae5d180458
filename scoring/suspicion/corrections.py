"""From what a committee decided on flagged growth to what is taken off counts (`ContestData.corrections`)."""

import pandas as pd

from scoring.suspicion.growth import DAY_S

DECISIONS = ("keep", "void", "median", "leave-out")
"""Keep the growth; count none of it; count the post's median growth a day instead; leave the metric out."""


def corrections_of(increments: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return what each decision takes off: `post`, `metric`, `less` (Int64, NA where the metric is left out).

    increments: as `scoring.suspicion.increments` gives them.
    decisions: `post`, `metric`, `to_at` (the end of the flagged increment), `decision` (one of DECISIONS).
    Several decisions on one count add up; a growth that is lower than the median is left as it is.
    """
    found = decisions.merge(increments, on=["post", "metric", "to_at"], validate="many_to_one")
    found = found[found["decision"] != "keep"]
    growth = (found["count_to"] - found["count_from"]).astype("Int64").clip(lower=0)
    usual = _median_growth(increments, found)
    less = growth.mask(found["decision"] == "median", (growth - usual).clip(lower=0))
    less = less.mask(found["decision"] == "leave-out")
    sums = found.assign(less=less).groupby(["post", "metric"], sort=True)["less"]
    return sums.agg(lambda group: group.sum(skipna=False)).astype("Int64").reset_index()


def void_growth(increments: pd.DataFrame, above: dict[str, int]) -> pd.DataFrame:
    """Return the decisions by which all growth above so many counts in 24 hours is void, by metric."""
    limits = increments["metric"].map(above)
    rows = increments[increments["per_day"] > limits.astype(float)]
    return rows[["post", "metric", "to_at"]].assign(decision="void").reset_index(drop=True)


def _median_growth(increments: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Return what each increment would be at the median of the post's growth a day, rounded down."""
    medians = increments.groupby(["post", "metric"])["per_day"].median()
    keys = pd.MultiIndex.from_frame(found[["post", "metric"]])
    seconds = (found["to_at"] - found["from_at"]).to_numpy(dtype=float)
    usual = medians.reindex(keys).to_numpy(dtype=float) * seconds / DAY_S
    return pd.Series(usual, index=found.index).floordiv(1).astype("Int64")
