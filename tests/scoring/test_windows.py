"""Counts within a window: since the opening, or equally long after each post's own publication."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest

from scoring import ContestData, CountBounds, RankedEntry, Rules, ScoringError, rank
from scoring.instants import instant_from_seconds

Contest = Callable[..., ContestData]
HOUR, DAY = 3600, 24 * 3600
NONE = (None, None, None)


def _rules(**counts: object) -> Rules:
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"], **counts},
            "engagement": {"points": {"views": 1}, "scale": "none"},
            "total": {"combine": "sum"},
        }
    )


@pytest.fixture
def window(contest: Contest) -> Callable[..., ContestData]:
    """Make one post's readings around its end, around its beginning, and its publication (age in days)."""

    def make(end: tuple[Any, ...], start: tuple[Any, ...] | None, age: float | None) -> ContestData:
        data = contest(["1"], readings=[("1", "youtube", 1, "views", *end)])
        at = int(data.at.timestamp())
        begun = None if start is None else contest(["1"], readings=[("1", "youtube", 1, "views", *start)])
        rows = [] if age is None else [(1, at - int(age * DAY))]
        posts = pd.DataFrame(rows, columns=["post", "published_at"], dtype="Int64")
        opens_at = data.at - timedelta(days=10)
        return replace(data, opens_at=opens_at, posts=posts, baselines=begun.readings if begun else None)

    return make


@pytest.fixture
def second(contest: Contest) -> int:
    """Return the ranking's instant in seconds."""
    return int(contest([]).at.timestamp())


def _only(data: ContestData, rules: Rules) -> RankedEntry:
    return rank(data, rules).entries[0]


def test_what_was_there_at_the_opening_is_subtracted(window: Callable[..., ContestData], second: int) -> None:
    opening = second - 10 * DAY
    around = (100, opening - 6 * HOUR, "api", 148, opening + 18 * HOUR, "api")
    entry = _only(window((700, second, "hand", *NONE), around, 20), _rules(window="since-opening"))
    assert entry.raw_engagement == 700 - 112
    assert entry.counts[0].sources == ("api", "hand")
    assert entry.counts[0].bounds == (
        CountBounds(
            1,
            instant_from_seconds(opening),
            100,
            instant_from_seconds(opening - 6 * HOUR),
            148,
            instant_from_seconds(opening + 18 * HOUR),
        ),
    )


@pytest.mark.parametrize(("age", "count", "missing"), [(9, 700, ()), (11, None, "x"), (None, None, "x")])
def test_only_a_post_of_after_the_opening_begins_with_nothing(
    age: float | None, count: int | None, missing: object, window: Callable[..., ContestData], second: int
) -> None:
    entry = _only(window((700, second, "api", *NONE), None, age), _rules(window="since-opening"))
    assert entry.counts[0].count == count
    assert bool(entry.missing) == bool(missing)
    assert count is not None or "baseline-unknown" in entry.missing


def test_equal_age_counts_so_many_days_from_the_publication(
    window: Callable[..., ContestData], second: int
) -> None:
    end = second - 20 * DAY + 14 * DAY
    around = (1000, end - 890 * 60, "api", 1600, end + 545 * 60, "api")
    entry = _only(window(around, None, 20), _rules(window="equal-age", days=14))
    assert entry.raw_engagement == 1372
    assert entry.counts[0].counted_at == instant_from_seconds(end)


def test_views_of_before_the_publication_do_not_count(
    window: Callable[..., ContestData], second: int
) -> None:
    start, end = second - 20 * DAY, second - 6 * DAY
    data = window((500, end, "api", *NONE), (30, start, "api", *NONE), 20)
    assert _only(data, _rules(window="equal-age", days=14)).raw_engagement == 470


def test_a_window_that_is_not_over_has_a_name(window: Callable[..., ContestData], second: int) -> None:
    data = window((500, second, "api", *NONE), None, 13)
    ranking = rank(data, _rules(window="equal-age", days=14))
    assert ranking.entries[0].missing == ("counts", "window-open", "youtube_views")
    assert ("window-open", ("1",)) in [(one.code, one.numbers) for one in ranking.notices]


def test_a_window_that_ends_at_the_very_instant_is_over(
    window: Callable[..., ContestData], second: int
) -> None:
    data = window((500, second, "api", *NONE), None, 14)
    assert _only(data, _rules(window="equal-age", days=14)).raw_engagement == 500


def test_an_unknown_publication_has_a_name(window: Callable[..., ContestData], second: int) -> None:
    data = window((500, second, "api", *NONE), None, None)
    entry = _only(data, _rules(window="equal-age", days=14))
    assert entry.missing == ("counts", "publication-unknown", "youtube_views")


def test_a_count_that_fell_within_the_window_grew_by_nothing(
    window: Callable[..., ContestData], second: int
) -> None:
    data = window((90, second, "api", *NONE), (100, second - 10 * DAY, "api", *NONE), 20)
    ranking = rank(data, _rules(window="since-opening"))
    assert ranking.entries[0].raw_engagement == 0
    assert "count-fell" in [notice.code for notice in ranking.notices]


def test_growth_since_an_unknown_opening_is_refused(window: Callable[..., ContestData], second: int) -> None:
    data = replace(window((90, second, "api", *NONE), None, 1), opens_at=None)
    with pytest.raises(ScoringError, match="opening-unknown"):
        rank(data, _rules(window="since-opening"))


def test_the_main_post_is_the_one_that_was_entered_first(contest: Contest, second: int) -> None:
    rows = [
        ("1", "youtube", post, "views", count, second, "api", *NONE)
        for post, count in ((7, 10), (3, 4), (9, 99))
    ]
    data = contest(["1"], readings=rows)
    assert _only(data, _rules(posts="main")).raw_engagement == 4
    assert _only(data, _rules(posts="best")).raw_engagement == 99
    assert _only(data, _rules(posts="sum")).raw_engagement == 113
