"""Growth beyond a contest's own limit, and the limits that rules set for flags."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from scoring import Flags
from scoring.suspicion import Thresholds, increments, void_growth

DAY = 86_400
DAILY = (30, 42, 35, 51, 38, 900, 44, 40)


def test_growth_above_the_contests_own_limit_may_be_void() -> None:
    """A contest's own rule: growth of more than 300 within 24 hours does not count."""
    counts = [100]
    for growth in DAILY:
        counts.append(counts[-1] + growth)
    instants = [day * DAY for day in range(len(counts))]
    told = {"post": 1, "metric": "views", "taken_at": instants, "count": pd.array(counts, dtype="Int64")}
    grown = increments(pd.DataFrame(told))
    assert void_growth(grown, {"views": 300}).to_numpy().tolist() == [[1, "views", 6 * DAY, 900]]
    assert void_growth(grown, {"likes": 300}).empty


def test_rules_set_the_limits_and_are_the_defaults_where_silent() -> None:
    assert Thresholds.of(None) == Thresholds() == Thresholds.of(Flags())
    told = Flags(likes_percent=Decimal(65), own_z=Decimal(5))
    assert Thresholds.of(told) == Thresholds(likes_share=0.65, own_z=5.0)
