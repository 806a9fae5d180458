"""Points and scales: the published tables, and sensible results where there is nothing to compare."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from scoring import ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]
Told = Callable[[Ranking], list[tuple[str, tuple[str, ...], Mapping[str, str]]]]
VIEWS = (120, 300, 450, 800, 1500, 98000)


def _rules(scale: str, **points: object) -> Rules:
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "engagement": {"points": points or {"views": 1}, "scale": scale},
            "total": {"combine": "sum" if scale == "none" else "weighted"},
        }
    )


def _contest(contest: Contest, *views: int | None, **more: object) -> ContestData:
    counts = {(str(place), "youtube", "views"): one for place, one in enumerate(views, start=1)}
    return contest([str(place) for place in range(1, len(views) + 1)], counts, **more)


def _points(ranking: Ranking) -> dict[str, str]:
    return {entry.number: str(entry.engagement_points) for entry in ranking.entries}


@pytest.mark.parametrize(
    ("scale", "published"),
    [
        ("share-of-best", ["0.12", "0.31", "0.46", "0.82", "1.53", "100.00"]),
        ("min-max", ["0.00", "0.18", "0.34", "0.69", "1.41", "100.00"]),
        ("none", ["120.00", "300.00", "450.00", "800.00", "1500.00", "98000.00"]),
    ],
)
def test_the_published_table_comes_out(scale: str, published: list[str], contest: Contest) -> None:
    points = _points(rank(_contest(contest, *VIEWS), _rules(scale)))
    assert [points[str(place)] for place in range(1, 7)] == published


@pytest.mark.parametrize("scale", ["share-of-best", "min-max"])
@pytest.mark.parametrize("views", [(5, 5, 5), (0, 0), (7,), (0,)])
def test_where_all_are_equal_everyone_has_the_full_points_and_it_is_said(
    scale: str, views: tuple[int, ...], contest: Contest, told: Told
) -> None:
    ranking = rank(_contest(contest, *views), _rules(scale))
    assert set(_points(ranking).values()) == {"100.00"}
    assert told(ranking) == [("metric-decided-nothing", (), {"scale": scale})]


@pytest.mark.parametrize("scale", ["share-of-best", "min-max"])
def test_an_entry_without_any_known_count_has_no_points_and_no_rank(scale: str, contest: Contest) -> None:
    ranking = rank(_contest(contest, 10, None, 5), _rules(scale))
    last = ranking.entries[-1]
    assert (last.number, last.rank, last.engagement_points) == ("2", None, None)
    assert last.missing == ("counts", "youtube_views")
    assert last.raw_engagement is None


def test_an_entry_that_left_is_not_in_the_field(contest: Contest) -> None:
    ranking = rank(_contest(contest, 10, 98000, 5, statuses={"2": "disqualified"}), _rules("share-of-best"))
    assert _points(ranking) == {"1": "100.00", "3": "50.00", "2": "None"}


def test_points_of_metrics_and_channels_are_added_up(contest: Contest) -> None:
    table: dict[str, Any] = {
        "counts": {"channels": ["youtube", "facebook"]},
        "engagement": {"points": {"views": 1, "likes": 5, "comments": 10}, "scale": "none"},
        "total": {"combine": "sum", "digits": 0},
    }
    counts = {
        ("1", "youtube", "views"): 1000,
        ("1", "youtube", "likes"): 30,
        ("1", "facebook", "likes"): 4,
        ("1", "facebook", "comments"): 2,
    }
    (entry,) = rank(contest(["1"], counts), Rules.model_validate(table)).entries
    assert str(entry.total) == "1190"
    assert [str(counted.points) for counted in entry.counts] == ["1000", "150", "20", "20"]


def test_a_metric_without_points_is_no_known_count(contest: Contest) -> None:
    counts = {("1", "youtube", "views"): None, ("1", "youtube", "likes"): 3}
    (entry,) = rank(contest(["1"], counts), _rules("none", views=1, likes=0)).entries
    assert entry.missing == ("counts", "youtube_views")
