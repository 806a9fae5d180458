"""Counts that fell: the platform took something away, and the lower reading is the one that holds."""

import pandas as pd

from scoring.suspicion.thresholds import Thresholds


def fallen(increments: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the increments by which a count fell by more than the threshold's share of it.

    increments: as `scoring.suspicion.increments` gives them. Returns the rows with `fall_share` (0 to 1).
    """
    before = increments["count_from"].astype(float)
    share = (before - increments["count_to"].astype(float)) / before.where(before > 0)
    return increments.assign(fall_share=share)[share > thresholds.fall_share]
