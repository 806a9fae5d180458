"""Counts are taken at the instant from the readings around it, and posts are joined as the rules say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from scoring import ContestData, CountedMetric, Ranking, Rules, ScoringError, rank

HOUR = 3600
Contest = Callable[..., ContestData]
Told = Callable[[Ranking], list[tuple[str, tuple[str, ...], Mapping[str, str]]]]


def _rules(points: dict[str, Any] | None = None, *ties: str, **counts: object) -> Rules:
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube", "facebook"], **counts},
            "engagement": {"points": points or {"views": 1}, "scale": "none"},
            "total": {"combine": "sum", "ties": list(ties)},
        }
    )


@pytest.fixture
def views(contest: Contest, at: datetime) -> Callable[..., ContestData]:
    """Make a contest of one entry with one post: views before, hours before, views after, hours after."""

    def make(before: int | None, hours: float, after: int | None, hours_after: float) -> ContestData:
        second = int(at.timestamp())
        told = (before, int(second - hours * HOUR), "api") if before is not None else (None, None, None)
        then = (after, int(second + hours_after * HOUR), "hand") if after is not None else (None, None, None)
        return contest(["1"], readings=[("1", "youtube", 1, "views", *told, *then)])

    return make


def _only(ranking: Ranking) -> CountedMetric:
    return ranking.entries[0].counts[0]


def test_growth_between_two_readings_is_even_in_time_and_rounded_down(contest: Contest) -> None:
    before, after, cut_off = (
        datetime(2024, 9, 9, 2, 10, tzinfo=UTC),
        datetime(2024, 9, 10, 2, 5, tzinfo=UTC),
        datetime(2024, 9, 9, 17, tzinfo=UTC),
    )
    told = (1000, int(before.timestamp()), "api", 1600, int(after.timestamp()), "api")
    made = contest(["1"], readings=[("1", "youtube", 1, "views", *told)])
    ranking = rank(ContestData(made.entries, made.readings, made.marks, cut_off), _rules())
    assert _only(ranking).count == 1372
    assert (_only(ranking).is_interpolated, _only(ranking).counted_at) == (True, cut_off)


@pytest.mark.parametrize(
    ("around", "count"),
    [
        ((10, 1, 11, 1), 10),
        ((10, 1, 9, 1), 9),
        ((10, 1, 7, 2), 9),
        ((10, 2, 20, 1), 16),
        ((0, 1, 0, 1), 0),
        ((9 * 10**18, 12, 9 * 10**18 + 3, 12), 9 * 10**18 + 1),
        ((0, 20, 9 * 10**18, 20), 45 * 10**17),
    ],
)
def test_what_lies_between_is_floored_also_where_counts_fall(
    around: Sequence[Any], count: int, views: Callable[..., ContestData]
) -> None:
    assert _only(rank(views(*around), _rules())).count == count


def test_strictly_the_last_reading_counts_where_the_rules_say_so(
    views: Callable[..., ContestData], at: datetime
) -> None:
    counted = _only(rank(views(10, 1, 20, 1), _rules(between_readings="last")))
    assert (counted.count, counted.is_interpolated, counted.sources) == (10, False, ("api",))
    assert counted.counted_at is not None
    assert (at - counted.counted_at).total_seconds() == HOUR


def test_a_reading_at_the_very_instant_counts_as_it_is(
    views: Callable[..., ContestData], at: datetime
) -> None:
    counted = _only(rank(views(10, 0, 20, 1), _rules()))
    assert (counted.count, counted.is_interpolated, counted.counted_at) == (10, False, at)


def test_after_the_last_reading_its_count_holds(views: Callable[..., ContestData]) -> None:
    counted = _only(rank(views(10, 5, None, 0), _rules()))
    assert (counted.count, counted.is_interpolated) == (10, False)


def test_a_count_known_only_after_the_instant_is_unknown(views: Callable[..., ContestData]) -> None:
    ranking = rank(views(None, 0, 20, 1), _rules())
    assert _only(ranking).count is None
    assert _only(ranking).counted_at is None
    assert _only(ranking).sources == ()
    assert ranking.entries[0].missing == ("counts", "youtube_views")


def test_an_interpolated_count_names_both_sources(views: Callable[..., ContestData]) -> None:
    assert _only(rank(views(10, 1, 20, 1), _rules())).sources == ("api", "hand")


@pytest.mark.parametrize(
    ("around", "code", "hours"),
    [
        ((1, 20, 2, 17), "interpolation-gap", "37"),
        ((1, 20, 2, 16), None, None),
        ((1, 37.5, None, 0), "counts-held", "37"),
        ((1, 36, None, 0), None, None),
    ],
)
def test_long_gaps_and_old_counts_are_noticed(
    around: Sequence[Any], code: str | None, hours: str | None, views: Callable[..., ContestData], told: Told
) -> None:
    assert told(rank(views(*around), _rules(channels=["youtube"]))) == (
        [(code, ("1",), {"hours": hours})] if code else []
    )


def test_an_entry_that_left_is_not_noticed(views: Callable[..., ContestData]) -> None:
    data = views(1, 40, None, 0)
    data.entries["status"] = "withdrawn"
    assert [notice.code for notice in rank(data, _rules(channels=["youtube"])).notices] == ["nobody-ranked"]


@pytest.fixture
def two_posts(contest: Contest, at: datetime) -> Callable[..., ContestData]:
    """Make a contest of one entry with two posts on YouTube: (views, likes) of each, read hours before."""

    def make(*posts: tuple[int | None, int | None], hours: Sequence[int] = (1, 2)) -> ContestData:
        rows: list[tuple[Any, ...]] = []
        for post, (counts, age) in enumerate(zip(posts, hours, strict=True)):
            for metric, count in zip(("views", "likes"), counts, strict=True):
                told = (count, int(at.timestamp()) - age * HOUR, f"source {post}")
                told = told if count is not None else (None, None, None)  # type: ignore[assignment]
                rows.append(("1", "youtube", post, metric, *told, None, None, None))
        return contest(["1"], readings=rows)

    return make


def _counts(ranking: Ranking) -> list[int | None]:
    return [counted.count for counted in ranking.entries[0].counts]


def test_posts_of_one_entry_are_added_up(two_posts: Callable[..., ContestData], at: datetime) -> None:
    ranking = rank(two_posts((100, 7), (30, 9)), _rules({"views": 1, "likes": 2}))
    assert _counts(ranking) == [130, 16]
    assert ranking.entries[0].counts[0].sources == ("source 0", "source 1")
    assert ranking.entries[0].counted_at is not None
    assert (at - ranking.entries[0].counted_at).total_seconds() == 2 * HOUR
    assert ranking.entries[0].raw_engagement == 162


def test_the_best_post_counts_with_all_its_counts(two_posts: Callable[..., ContestData]) -> None:
    best = _rules({"views": 1, "likes": 10}, posts="best")
    assert _counts(rank(two_posts((100, 7), (30, 20)), best)) == [30, 20]
    assert _counts(rank(two_posts((100, 7), (30, 2)), best)) == [100, 7]


def test_a_partly_unknown_sum_adds_the_known_ones_and_is_marked(
    two_posts: Callable[..., ContestData],
) -> None:
    entry = rank(two_posts((100, None), (None, None)), _rules({"views": 1, "likes": 2})).entries[0]
    assert [counted.count for counted in entry.counts] == [100, None]
    assert entry.missing == ("youtube_views", "youtube_likes")
    assert entry.rank == 1
    assert entry.raw_engagement == 100


def test_an_entry_with_an_unknown_count_is_not_ranked_where_the_rules_say_so(
    two_posts: Callable[..., ContestData],
) -> None:
    entry = rank(two_posts((100, 1), (None, 1)), _rules(missing="not-ranked")).entries[0]
    assert (entry.rank, entry.total, entry.missing) == (None, None, ("youtube_views",))


def test_a_channel_without_a_post_adds_nothing_and_is_not_missing(contest: Contest) -> None:
    data = contest(["1", "2"], {("1", "youtube", "views"): 5, ("2", "facebook", "views"): 4})
    first, second = rank(data, _rules()).entries
    assert (first.missing, second.missing) == ((), ())
    assert [counted.count for counted in first.counts] == [5, None]


def test_columns_are_those_of_the_rules_that_have_readings_in_the_rules_order(contest: Contest) -> None:
    counts = {
        ("1", "facebook", "shares"): 1,
        ("1", "facebook", "views"): 1,
        ("1", "youtube", "likes"): 1,
        ("1", "youtube", "views"): 1,
        ("1", "website", "views"): 1,
    }
    rules = _rules({"likes": 1, "views": 1}, "metric:shares")
    ranking = rank(contest(["1"], counts), rules)
    assert ranking.columns == (
        ("youtube", "views"),
        ("youtube", "likes"),
        ("facebook", "views"),
        ("facebook", "shares"),
    )
    assert ranking.entries[0].counts[3].points is None


def test_what_nobody_tells_is_noticed_but_not_what_a_channel_lacks(contest: Contest, told: Told) -> None:
    counts = {
        ("1", "youtube", "views"): 5,
        ("1", "youtube", "likes"): None,
        ("1", "facebook", "views"): 4,
    }
    rules = _rules({"views": 1, "likes": 1, "votes": 1})
    notices = told(rank(contest(["1"], counts), rules))
    assert [(code, *parameters.values()) for code, _, parameters in notices] == [
        ("metric-unknown-everywhere", "youtube", "likes"),
        ("metric-unknown-everywhere", "youtube", "votes"),
        ("metric-unknown-everywhere", "facebook", "votes"),
    ]


@pytest.mark.parametrize(
    ("change", "code", "column", "value"),
    [
        ({"number": "9"}, "unknown-number", "number", "9"),
        ({"count_before": -1}, "negative-count", "count_before", "-1"),
        ({"count_after": -2, "at_after": 2 * 10**9}, "negative-count", "count_after", "-2"),
        ({"at_before": 2 * 10**9}, "reading-out-of-time", "at_before", "2000000000"),
        ({"count_after": 2, "at_after": 1}, "reading-out-of-time", "at_after", "1"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    change: dict[str, Any], code: str, column: str, value: str, views: Callable[..., ContestData]
) -> None:
    data = views(10, 1, None, 0)
    for name, cell in change.items():
        data.readings[name] = data.readings[name].astype(object)
        data.readings.loc[0, name] = cell
    with pytest.raises(ScoringError, match=code) as refusal:
        rank(data, _rules())
    number = change.get("number", "1")
    assert refusal.value.parameters == {
        "table": "readings",
        "column": column,
        "entry": number,
        "value": value,
    }


def test_a_doubled_reading_is_refused(contest: Contest) -> None:
    row = ("1", "youtube", 7, "views", 1, 5, "api", None, None, None)
    with pytest.raises(ScoringError, match=r"doubled-reading: readings\.metric of entry 1"):
        rank(contest(["1"], readings=[row, row]), _rules())
