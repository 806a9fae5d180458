"""Nights begin where the zone's clocks say so, each once, whatever the clocks do; dates from calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import ContestSettings
from pipeline.schedule.instants import extra_readings, next_night_of, night_at, night_begins

if TYPE_CHECKING:
    from tests.pipeline.schedule.conftest import MakeContest

VIETNAM, BERLIN = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "nightly_at", "zone", "begins"),
    [
        (date(2024, 10, 20), time(2), VIETNAM, "2024-10-19T19:00+00:00"),
        (date(2024, 10, 20), time(2), BERLIN, "2024-10-20T00:00+00:00"),
        (date(2024, 3, 31), time(2, 30), BERLIN, "2024-03-31T01:30+00:00"),  # left out: 03:30 on the clock
        (date(2024, 10, 27), time(2, 30), BERLIN, "2024-10-27T00:30+00:00"),  # shown twice: the first
        (date(2024, 10, 28), time(2, 30), BERLIN, "2024-10-28T01:30+00:00"),
        (date(2024, 10, 20), time(0), VIETNAM, "2024-10-19T17:00+00:00"),
    ],
)
def test_a_night_begins_when_the_clocks_say_so(
    day: date, nightly_at: time, zone: ZoneInfo, begins: str
) -> None:
    assert night_begins(day, nightly_at, zone) == datetime.fromisoformat(begins)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2024-10-20T01:59:59+07:00", date(2024, 10, 19)),
        ("2024-10-20T02:00:00+07:00", date(2024, 10, 20)),
        ("2024-10-20T23:59:59+07:00", date(2024, 10, 20)),
        ("2024-10-21T01:59:59+07:00", date(2024, 10, 20)),
    ],
)
def test_an_instant_belongs_to_the_last_night_that_has_begun(now: str, night: date) -> None:
    assert night_at(datetime.fromisoformat(now), time(2), VIETNAM) == night


def test_the_hour_that_comes_twice_in_autumn_belongs_to_one_night() -> None:
    first = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)  # 02:30 in Berlin, for the first time
    instants = [first + timedelta(minutes=minutes) for minutes in range(0, 24 * 60, 10)]
    assert {night_at(each, time(2, 30), BERLIN) for each in instants} == {date(2024, 10, 27)}


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1)),  # noqa: DTZ001
    st.times(),
    st.sampled_from(["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_every_instant_lies_between_the_beginnings_of_its_night_and_the_next(
    naive: datetime, nightly_at: time, name: str
) -> None:
    zone, now = ZoneInfo(name), naive.replace(tzinfo=UTC)
    night = night_at(now, nightly_at, zone)
    after = night_begins(night + timedelta(days=1), nightly_at, zone)
    assert night_begins(night, nightly_at, zone) <= now < after
    assert timedelta(hours=22) <= after - night_begins(night, nightly_at, zone) <= timedelta(hours=26)


def test_a_contest_is_read_just_before_and_just_after_opening_and_cut_off(make_contest: MakeContest) -> None:
    found = {each.name: (each.begins_at, each.ends_at) for each in extra_readings(make_contest())}
    opening, cut_off = datetime(2024, 8, 31, 17, tzinfo=UTC), datetime(2024, 10, 31, 10, tzinfo=UTC)
    assert list(found) == ["opening-before", "opening-after", "cut-off-before", "cut-off-after"]
    assert found["opening-before"] == (opening - timedelta(minutes=15), opening)
    assert found["cut-off-before"] == (cut_off - timedelta(minutes=15), cut_off)
    assert found["cut-off-after"] == (cut_off, cut_off + timedelta(hours=6))


def test_windows_of_equal_age_are_read_around_their_ends_once_for_those_that_end_together(
    make_contest: MakeContest,
) -> None:
    counts = {"counts": {"window": "equal-age", "days": 14, "channels": ["youtube"]}}
    contest = ContestSettings.model_validate({**make_contest().model_dump(exclude_unset=True), **counts})
    published = [datetime(2024, 9, 2, 12, tzinfo=UTC)] * 2 + [datetime(2024, 10, 30, tzinfo=UTC)]
    names = [each.name for each in extra_readings(contest, published)]
    assert names[2:4] == ["window-20240916T120000Z-before", "window-20240916T120000Z-after"]
    assert len(names) == 6  # the other ends after the contest is over
    assert extra_readings(contest, published)[2].ends_at == datetime(2024, 9, 16, 12, tzinfo=UTC)


def test_the_next_night_is_the_first_to_come_until_a_week_after_the_cut_off(
    make_contest: MakeContest,
) -> None:
    contest = make_contest()
    before = datetime(2024, 3, 1, tzinfo=VIETNAM)
    assert next_night_of(contest, time(2), before) == datetime(2024, 8, 31, 2, tzinfo=VIETNAM)
    within = datetime(2024, 10, 5, 1, tzinfo=VIETNAM)
    assert next_night_of(contest, time(2), within) == datetime(2024, 10, 5, 2, tzinfo=VIETNAM)
    assert next_night_of(contest, time(2), datetime(2024, 11, 7, 2, 1, tzinfo=VIETNAM)) is None
