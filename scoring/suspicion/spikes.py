"""Growth that stands out from the post's own and from the field's of the same age."""

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.suspicion.growth import DAY_S
from scoring.suspicion.thresholds import Thresholds

Scores = npt.NDArray[np.float64]

CONSISTENCY = 0.6745
"""The 0.75 quantile of the normal distribution: it makes the median deviation comparable to a deviation."""

SMALLEST_DEVIATION = 0.10
EARLIER_SEEN = 14
EARLIER_NEEDED = 7
"""A post's own growth is judged from its eighth increment on, by up to fourteen before it."""


def robust_z(values: Scores, among: Scores) -> Scores:
    """Return 0.6745 * (value - median) / MAD, the MAD at least 0.10; `among` gives median and MAD.

    Source: Iglewicz & Hoaglin 1993, modified z score.
    """
    middle = np.median(among)
    deviation = max(float(np.median(np.abs(among - middle))), SMALLEST_DEVIATION)
    scores: Scores = CONSISTENCY * (values - middle) / deviation
    return scores


def spikes(
    increments: pd.DataFrame,
    published_at: pd.Series,
    thresholds: Thresholds,
    own: Literal["nightly", "retrospective"],
) -> pd.DataFrame:
    """Return the increments that stand out from the post's own and from the field's.

    increments: as `scoring.suspicion.increments` gives them.
    published_at: seconds since 1970 by post; a post without it has no age and is compared with its own only.
    own: `nightly` compares with up to 14 increments before, from the eighth on; `retrospective` with all of
        the post, itself included.
    Returns the rows with `own_z` and `field_z` (NaN where nothing was there to compare with). A row is
    returned if both that are known exceed their threshold, at least one is known, and the growth is large
    enough to matter.
    """
    rows = increments.assign(level=np.log1p(increments["per_day"].clip(lower=0)))
    rows["own_z"] = _own_scores(rows, own)
    rows["field_z"] = _field_scores(rows, published_at)
    is_own = rows["own_z"].isna() | (rows["own_z"] > thresholds.own_z)
    is_field = rows["field_z"].isna() | (rows["field_z"] > thresholds.field_z)
    is_known = rows["own_z"].notna() | rows["field_z"].notna()
    least = np.where(rows["metric"] == "views", thresholds.least_views, thresholds.least_other)
    return rows[is_own & is_field & is_known & (rows["per_day"] >= least)].drop(columns="level")


def _own_scores(rows: pd.DataFrame, own: Literal["nightly", "retrospective"]) -> pd.Series:
    score = _nightly if own == "nightly" else _retrospective
    levels = rows.groupby(["post", "metric"], sort=False)["level"]
    return levels.transform(lambda group: score(group.to_numpy(dtype=np.float64)))


def _nightly(levels: Scores) -> Scores:
    scores = np.full(len(levels), np.nan)
    for place in range(EARLIER_NEEDED, len(levels)):
        earlier = levels[max(0, place - EARLIER_SEEN) : place]
        scores[place] = robust_z(levels[place : place + 1], earlier)[0]
    return scores


def _retrospective(levels: Scores) -> Scores:
    return robust_z(levels, levels) if len(levels) > 1 else np.full(len(levels), np.nan)


def _field_scores(rows: pd.DataFrame, published_at: pd.Series) -> pd.Series:
    """Compare with the increments of all posts of the same age in days on the same day."""
    age = (rows["to_at"] - rows["post"].map(published_at)) // DAY_S
    levels = rows.groupby(["metric", rows["to_at"] // DAY_S, age], dropna=True)["level"]
    return levels.transform(lambda group: _retrospective(group.to_numpy(dtype=np.float64)))
