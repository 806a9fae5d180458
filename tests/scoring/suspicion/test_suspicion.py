"""Unusual counts: the worked example of the method, and fields in which a wrong answer shows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.suspicion import Thresholds, fallen, increments, odd_likes, robust_z, spikes

DAY = 86_400
DAILY = (30, 42, 35, 51, 38, 900, 44, 40)


def readings(daily: tuple[int, ...], post: int = 1, metric: str = "views") -> pd.DataFrame:
    counts = np.cumsum((100, *daily))
    return pd.DataFrame(
        {
            "post": post,
            "metric": metric,
            "taken_at": [day * DAY for day in range(len(counts))],
            "count": pd.array(counts.tolist(), dtype="Int64"),
        }
    )


def test_the_published_example_of_the_robust_score() -> None:
    levels = np.log1p(np.array(DAILY, dtype=float))
    scores = robust_z(levels, levels)
    assert round(float(scores[5]), 2) == 18.17
    assert float(np.abs(np.delete(scores, 5)).max()) < 1.8


def test_the_spike_alone_is_found_afterwards() -> None:
    found = spikes(increments(readings(DAILY)), pd.Series({}, dtype=float), Thresholds(), "retrospective")
    assert found["per_day"].tolist() == [900.0]
    assert found["field_z"].isna().all()


def test_at_night_a_post_is_judged_from_its_eighth_increment_on() -> None:
    early = spikes(
        increments(readings((*DAILY[:5], 900))), pd.Series({}, dtype=float), Thresholds(), "nightly"
    )
    assert early.empty
    daily = (30, 42, 35, 51, 38, 44, 40, 900)
    late = spikes(increments(readings(daily)), pd.Series({}, dtype=float), Thresholds(), "nightly")
    assert late["per_day"].tolist() == [900.0]


def test_growth_that_all_posts_of_the_age_share_is_not_unusual() -> None:
    posts = range(1, 9)
    rows = pd.concat([readings(DAILY, post) for post in posts])
    published = pd.Series(dict.fromkeys(posts, 0))
    assert spikes(increments(rows), published, Thresholds(), "retrospective").empty
    one = pd.concat([readings(DAILY if post == 3 else (35,) * 8, post) for post in posts])
    found = spikes(increments(one), published, Thresholds(), "retrospective")
    assert found[["post", "per_day"]].to_numpy().tolist() == [[3, 900.0]]


def test_a_spike_too_small_to_matter_is_left_alone() -> None:
    small = tuple(day // 20 for day in DAILY)
    assert spikes(
        increments(readings(small)), pd.Series({}, dtype=float), Thresholds(), "retrospective"
    ).empty


def test_an_increment_is_scaled_to_a_day_and_passes_over_the_unknown() -> None:
    frame = pd.DataFrame(
        {
            "post": [1, 1, 1],
            "metric": ["views"] * 3,
            "taken_at": [0, DAY, 2 * DAY],
            "count": pd.array([100, None, 300], dtype="Int64"),
        }
    )
    found = increments(frame)
    assert found["days"].tolist() == [2.0]
    assert found["per_day"].tolist() == [100.0]


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_readings_changes_nothing(daily: list[int], random: object) -> None:
    rows = readings(tuple(daily))
    shuffled = rows.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(increments(rows), increments(shuffled))


def likes(*rows: tuple[int | None, ...]) -> pd.DataFrame:
    columns = ["post", "views", "likes", "views_before", "likes_before"]
    return pd.DataFrame(rows, columns=columns).astype("Int64")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((1, 100, 120, 90, 10), "likes-above-views"),
        ((1, 1000, 300, 900, 290), "likes-share"),
        ((1, 1000, 40, 1000, 20), "likes-without-views"),
        ((1, 1000, 22, 900, 20), None),
        ((1, None, 22, 900, 20), None),
        ((1, 0, 0, None, None), None),
    ],
)
def test_likes_beside_views(row: tuple[int | None, ...], code: str | None) -> None:
    found = odd_likes(likes(row), Thresholds())
    assert found["code"].tolist() == ([code] if code else [])


def test_likes_are_compared_with_the_field() -> None:
    field = [(post, 10_000, 200, 9_000, 180) for post in range(1, 40)]
    found = odd_likes(likes(*field, (40, 10_000, 1_500, 9_000, 900)), Thresholds())
    assert found["post"].tolist() == [40]
    assert found["share"].tolist() == [0.15]
    assert found["limit"].iloc[0] < 0.15


def test_a_fall_of_more_than_a_twentieth_is_told() -> None:
    rows = increments(readings((-4, -6, 20)))
    assert fallen(rows, Thresholds())["count_to"].tolist() == [90]


def test_nothing_at_all_finds_nothing() -> None:
    nothing = readings((1,)).iloc[:0]
    assert increments(nothing).empty
    assert odd_likes(likes().iloc[:0], Thresholds()).empty
