"""Growth beyond a contest's own limit, which its rules let the committee void."""

from collections.abc import Mapping

import pandas as pd


def void_growth(increments: pd.DataFrame, above: Mapping[str, int]) -> pd.DataFrame:
    """Return the growths of more than so many counts within 24 hours, by metric, and how much each is.

    increments: as `scoring.suspicion.increments` gives them; `above`: the rules' `flags.void_above`. Returns
    `post`, `metric`, `to_at` and `excess` (all of the growth), as a `Ruling` takes them off.
    """
    limits = increments["metric"].map(dict(above)).astype(float)
    rows = increments[increments["per_day"] > limits]
    excess = (rows["count_to"] - rows["count_from"]).astype("int64")
    return rows[["post", "metric", "to_at"]].assign(excess=excess).reset_index(drop=True)
