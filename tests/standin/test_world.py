"""The simulated instant, the way to a post by its ids, and the day that YouTube's quota counts in."""

from datetime import date, datetime, timedelta

import pytest

from pipeline.demo.standin import World, WorldPost
from pipeline.demo.standin.quota import DailyQuota, pacific_day


def test_a_naive_instant_is_refused(world: World, now: datetime) -> None:
    with pytest.raises(ValueError, match="needs an offset from UTC"):
        world.now = now.replace(tzinfo=None)
    assert world.now == now


def test_a_facebook_video_is_found_by_both_of_its_ids(
    world: World, posts: dict[str, WorldPost], now: datetime
) -> None:
    found = [world.post("facebook", key, now) for key in ("1234567890123456", "100064000000001_123")]
    assert found == [posts["1234567890123456"]] * 2


@pytest.mark.parametrize(
    ("channel", "key"),
    [
        ("youtube", "1234567890123456"),
        ("youtube", "92hwiodpy2s"),
        ("youtube", "U5Bn8mMxj4o"),
        ("youtube", ""),
    ],
    ids=["another channel's", "another case", "not yet published", "none"],
)
def test_ids_of_no_post_find_none(world: World, now: datetime, channel: str, key: str) -> None:
    assert world.post(channel, key, now) is None


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-25T14:59:59+07:00", date(2026, 11, 24)),
        ("2026-11-25T15:00:00+07:00", date(2026, 11, 25)),
        ("2026-07-25T13:59:59+07:00", date(2026, 7, 24)),
        ("2026-07-25T14:00:00+07:00", date(2026, 7, 25)),
    ],
)
def test_the_quota_day_turns_in_vietnam_at_15_hours_and_at_14_in_summer(instant: str, day: date) -> None:
    assert pacific_day(datetime.fromisoformat(instant)) == day


def test_the_allowance_holds_for_each_endpoint_and_day(now: datetime) -> None:
    quota = DailyQuota(2)
    assert [quota.spend("list", now) for _ in range(3)] == [True, True, False]
    assert quota.spend("batchGetStats", now)
    assert quota.spend("list", now + timedelta(days=1))
    assert (quota.spent("list", now), quota.spent("batchGetStats", now)) == (3, 1)
