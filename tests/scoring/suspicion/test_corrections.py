"""What a committee's decisions take off counts, and the limits that rules set for flags."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from scoring import Flags
from scoring.suspicion import Thresholds, corrections_of, increments, void_growth

DAY = 86_400
DAILY = (30, 42, 35, 51, 38, 900, 44, 40)
"""The growth of eight days; its median is 41."""


def _grown() -> pd.DataFrame:
    counts = [100]
    for growth in DAILY:
        counts.append(counts[-1] + growth)
    return increments(
        pd.DataFrame(
            {
                "post": 1,
                "metric": "views",
                "taken_at": [day * DAY for day in range(len(counts))],
                "count": pd.array(counts, dtype="Int64"),
            }
        )
    )


def _decided(*decisions: tuple[int, str]) -> list[list[object]]:
    rows = pd.DataFrame(
        [(1, "views", day * DAY, decision) for day, decision in decisions],
        columns=["post", "metric", "to_at", "decision"],
    )
    found = corrections_of(_grown(), rows)
    return [[None if value is pd.NA else value for value in row] for row in found.to_numpy().tolist()]


def test_what_is_kept_takes_nothing_off() -> None:
    assert _decided((6, "keep")) == []


def test_growth_is_void_or_brought_to_the_median_or_the_metric_left_out() -> None:
    assert _decided((6, "void")) == [[1, "views", 900]]
    assert _decided((6, "median")) == [[1, "views", 900 - 41]]
    assert _decided((6, "leave-out")) == [[1, "views", None]]


def test_decisions_add_up_and_a_growth_below_the_median_stays() -> None:
    assert _decided((6, "void"), (4, "void"), (1, "median")) == [[1, "views", 951]]
    assert _decided((6, "void"), (4, "leave-out")) == [[1, "views", None]]


def test_growth_above_the_contests_own_limit_is_void() -> None:
    """A contest's own rule: growth of more than 300 within 24 hours does not count."""
    decisions = void_growth(_grown(), {"views": 300})
    assert decisions.to_numpy().tolist() == [[1, "views", 6 * DAY, "void"]]
    assert void_growth(_grown(), {"likes": 300}).empty


def test_rules_set_the_limits_and_are_the_defaults_where_silent() -> None:
    assert Thresholds.of(None) == Thresholds() == Thresholds.of(Flags())
    assert Thresholds.of(Flags(likes_percent=Decimal(65), own_z=Decimal(5))) == Thresholds(
        likes_share=0.65, own_z=5.0
    )
