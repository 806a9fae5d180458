"""Every scale gives the published figures, and compares with the field that the rules name."""

from collections.abc import Callable
from typing import Any

import pytest

from scoring import ContestData, Ranking, Rules, rank

Contest = Callable[..., ContestData]
VIEWS = (120, 300, 450, 800, 1500, 98000)


def _rules(**engagement: Any) -> Rules:  # noqa: ANN401 - a table's values are of any kind
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "engagement": {"points": {"views": 1}, **engagement},
            "total": {"combine": "sum"},
        }
    )


@pytest.fixture
def field(contest: Contest) -> Callable[..., ContestData]:
    """Make a contest of entries 1, 2, … with these views."""

    def make(*views: int, **more: Any) -> ContestData:  # noqa: ANN401
        numbers = [str(place) for place in range(1, len(views) + 1)]
        counts = {(number, "youtube", "views"): view for number, view in zip(numbers, views, strict=True)}
        return contest(numbers, counts, **more)

    return make


def _points(ranking: Ranking) -> list[str]:
    return [str(entry.engagement_points) for entry in sorted(ranking.entries, key=lambda one: one.number)]


@pytest.mark.parametrize(
    ("table", "published"),
    [
        ({"scale": "log-min-max"}, ["0.00", "13.61", "19.65", "28.22", "37.60", "100.00"]),
        ({"scale": "percentile"}, ["0.00", "20.00", "40.00", "60.00", "80.00", "100.00"]),
        ({"scale": "target", "target": 2000}, ["6.00", "15.00", "22.50", "40.00", "75.00", "100.00"]),
        (
            {"scale": "rank-table", "rank_points": [10, 6, 3]},
            ["0.00", "0.00", "0.00", "3.00", "6.00", "10.00"],
        ),
        (
            {"scale": "min-max", "goalposts": {"low": 300, "high": 1300}},
            ["0.00", "0.00", "15.00", "50.00", "100.00", "100.00"],
        ),
    ],
)
def test_the_published_figures_come_out(
    table: dict[str, Any], published: list[str], field: Callable[..., ContestData]
) -> None:
    assert _points(rank(field(*VIEWS), _rules(**table))) == published


def test_a_pot_is_shared_in_proportion(field: Callable[..., ContestData]) -> None:
    assert _points(rank(field(1, 3, 4), _rules(scale="pot", pot=1000))) == ["125.00", "375.00", "500.00"]


def test_an_empty_pot_is_shared_in_equal_parts(field: Callable[..., ContestData]) -> None:
    assert _points(rank(field(0, 0, 0, 0), _rules(scale="pot"))) == ["25.00"] * 4


def test_ties_share_the_percentile_and_the_points_of_their_rank(field: Callable[..., ContestData]) -> None:
    assert _points(rank(field(5, 5, 9), _rules(scale="percentile"))) == ["25.00", "25.00", "100.00"]
    tabled = _rules(scale="rank-table", rank_points=[9, 5, 1])
    assert _points(rank(field(5, 9, 9), tabled)) == ["1.00", "9.00", "9.00"]


@pytest.mark.parametrize("scale", ["log-min-max", "percentile"])
def test_a_constant_column_gives_everyone_the_full_points(
    scale: str, field: Callable[..., ContestData]
) -> None:
    ranking = rank(field(5, 5, 5), _rules(scale=scale))
    assert _points(ranking) == ["100.00"] * 3
    assert "metric-decided-nothing" in [notice.code for notice in ranking.notices]


def test_goalposts_hold_where_all_are_equal(field: Callable[..., ContestData]) -> None:
    table = {"scale": "log-min-max", "goalposts": {"high": 99}}
    assert _points(rank(field(9, 9), _rules(**table))) == ["50.00", "50.00"]


def test_the_worked_shrinking_lead_comes_out(contest: Contest) -> None:
    def lead(views: int) -> str:
        counts = {"A": 1000, "B": 3000, "C": 9800, "D": views}
        marks = {"A": 90, "B": 86, "C": 80, "D": 70}
        data = contest(
            "ABCD",
            {(number, "youtube", "views"): one for number, one in counts.items()},
            {("an", number, "x"): one for number, one in marks.items()},
        )
        rules = Rules.model_validate(
            {
                "counts": {"channels": ["youtube"]},
                "engagement": {"weight": 30, "points": {"views": 1}, "scale": "log-min-max"},
                "judging": {"weight": 70, "criteria": [{"key": "x", "name": "X", "maximum": 100}]},
                "total": {"combine": "weighted"},
            }
        )
        totals = {entry.number: entry.exact_total or 0 for entry in rank(data, rules).entries}
        return f"{float(totals['C'] - totals['A']):.2f}"

    assert (lead(100), lead(2)) == ("7.96", "1.46")


@pytest.mark.parametrize(
    ("name", "points"),
    [("competing", ["50.00", "100.00", "None"]), ("accepted", ["5.00", "10.00", "None"])],
)
def test_the_reference_field_is_a_rule(
    name: str, points: list[str], field: Callable[..., ContestData]
) -> None:
    data = field(5, 10, 100, statuses={"3": "disqualified"})
    assert _points(rank(data, _rules(scale="share-of-best", field=name))) == points


def test_only_the_ranked_are_compared_where_the_rules_say_so(field: Callable[..., ContestData]) -> None:
    thresholds = [{"metric": "views", "at_least": 10}]
    ranking = rank(field(5, 10, 20), _rules(scale="min-max", field="ranked", thresholds=thresholds))
    assert _points(ranking) == ["None", "0.00", "100.00"]
    assert ranking.entries[-1].missing == ("threshold",)
