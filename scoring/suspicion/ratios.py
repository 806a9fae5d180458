"""Likes that do not fit the views: too many for them, more than them, or rising while they stand."""

import numpy as np
import pandas as pd

from scoring.suspicion.thresholds import Thresholds


def odd_likes(counts: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the posts whose likes are unusual beside their views, with the code and the numbers behind it.

    counts: one row a post; `post` (int), `views`, `likes` (Int64), `views_before`, `likes_before` (Int64):
        the same at the reading before. Posts whose views or likes are unknown are passed over.
    Returns `post`, `code`, `views`, `likes`, `share`, `limit`, in order of post. Codes: `likes-above-views`,
    `likes-share` (share above `limit`: the smaller of the fixed share and three times the field's 95th
    percentile, the latter only from 50 likes on), `likes-without-views` (likes rose while views stood).
    """
    known = counts.dropna(subset=["views", "likes"])
    known = known.assign(share=known["likes"].astype(float) / known["views"].clip(lower=1).astype(float))
    known["limit"] = _limits(known, thresholds)
    stood = (known["views"] == known["views_before"]) & (known["likes"] > known["likes_before"])
    codes = np.select(
        [
            (known["likes"] > known["views"]).to_numpy(dtype=bool),
            (known["share"] > known["limit"]).to_numpy(dtype=bool),
            stood.fillna(value=False).to_numpy(dtype=bool),
        ],
        ["likes-above-views", "likes-share", "likes-without-views"],
        default="",
    )
    found: pd.DataFrame = known.assign(code=codes)[codes != ""].sort_values("post", ignore_index=True)
    return found[["post", "code", "views", "likes", "share", "limit"]]


def _limits(known: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    limits = pd.Series(thresholds.likes_share, index=known.index)
    if known.empty:
        return limits
    field = thresholds.field_factor * float(known["share"].quantile(0.95))
    many = (known["likes"] >= thresholds.least_likes).to_numpy(dtype=bool)
    limits[many] = min(field, thresholds.likes_share)
    return limits
