"""A machine whose clock is set back, sleeps or changes: each of its nights is due once."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pipeline.schedule.due import due, gap_before, missed_nights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.config import ContestSettings
    from tests.pipeline.schedule.conftest import MakeContest

VIETNAM, BERLIN = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin")
STEP = timedelta(minutes=10)


def read_over(
    contest: ContestSettings, instants: Iterable[datetime], nightly_at: time = time(2)
) -> list[tuple[str, datetime]]:
    """Work on what is due at each instant that the clock shows, at once; return what was done and when."""
    done: list[tuple[str, datetime]] = []
    for now in instants:
        names = {name for name, _ in done}
        done += [(name, now) for name in due(contest, nightly_at, names, now)]
    return done


def ticks(start: datetime, end: datetime, step: timedelta = STEP) -> list[datetime]:
    """Return the instants between two, real time, in the zone of the first."""
    begin, until = start.timestamp(), end.timestamp()
    seconds = range(int(begin), int(until), int(step.total_seconds()))
    return [datetime.fromtimestamp(each, start.tzinfo) for each in seconds]


def names(done: Iterable[tuple[str, datetime]]) -> list[str]:
    return [name for name, _ in done]


def test_each_night_is_due_once_at_its_time(make_contest: MakeContest) -> None:
    clock = ticks(datetime(2024, 10, 1, 2, tzinfo=VIETNAM), datetime(2024, 10, 4, 2, tzinfo=VIETNAM))
    assert read_over(make_contest(), clock) == [
        ("2024-10-01", datetime(2024, 10, 1, 2, tzinfo=VIETNAM)),
        ("2024-10-02", datetime(2024, 10, 2, 2, tzinfo=VIETNAM)),
        ("2024-10-03", datetime(2024, 10, 3, 2, tzinfo=VIETNAM)),
    ]


def test_contests_in_two_zones_have_their_nights_at_their_own_time(make_contest: MakeContest) -> None:
    clock = ticks(datetime(2024, 10, 1, 12, tzinfo=VIETNAM), datetime(2024, 10, 2, 12, tzinfo=VIETNAM))
    here = read_over(make_contest("Asia/Ho_Chi_Minh"), clock)
    there = read_over(make_contest("Europe/Berlin"), clock)
    assert here[-1] == ("2024-10-02", datetime(2024, 10, 2, 2, tzinfo=VIETNAM))
    assert there[-1] == ("2024-10-02", datetime(2024, 10, 2, 2, tzinfo=BERLIN))
    assert len(here) == len(there) == 2  # the one that was running at noon, and the next


def test_a_clock_that_is_set_back_an_hour_makes_no_night_due_again(make_contest: MakeContest) -> None:
    before = ticks(datetime(2024, 10, 1, 1, tzinfo=VIETNAM), datetime(2024, 10, 2, 2, 30, tzinfo=VIETNAM))
    after = ticks(datetime(2024, 10, 2, 1, 30, tzinfo=VIETNAM), datetime(2024, 10, 3, 3, tzinfo=VIETNAM))
    found = names(read_over(make_contest(), [*before, *after]))
    assert found == ["2024-09-30", "2024-10-01", "2024-10-02", "2024-10-03"]


def test_a_clock_that_is_set_back_over_a_night_that_was_missed_does_not_read_it_late(
    make_contest: MakeContest,
) -> None:
    clock = [
        datetime(2024, 10, 1, 2, tzinfo=VIETNAM),
        datetime(2024, 10, 3, 2, 10, tzinfo=VIETNAM),
        datetime(2024, 10, 3, 1, 10, tzinfo=VIETNAM),
        datetime(2024, 10, 3, 2, 20, tzinfo=VIETNAM),
    ]
    assert names(read_over(make_contest(), clock)) == ["2024-10-01", "2024-10-03"]


def test_a_year_that_was_wrong_for_a_while_stops_no_night(make_contest: MakeContest) -> None:
    done = {"2030-01-01", "2024-10-01"}
    now = datetime(2024, 10, 2, 2, tzinfo=VIETNAM)
    assert due(make_contest(), time(2), done, now) == ("2024-10-02",)


@pytest.mark.parametrize("nightly_at", [time(2), time(2, 30), time(3), time(1, 59)])
@pytest.mark.parametrize("day", [date(2025, 3, 30), date(2024, 10, 27)])
def test_clocks_that_change_in_spring_and_autumn_leave_one_reading_a_night(
    nightly_at: time, day: date, make_contest: MakeContest
) -> None:
    contest = make_contest("Europe/Berlin", cut_off=datetime(2025, 6, 1))  # noqa: DTZ001
    start = datetime.combine(day - timedelta(days=1), time(12), tzinfo=BERLIN)
    found = names(read_over(contest, ticks(start, start + timedelta(days=3)), nightly_at))
    assert found == [(day + timedelta(days=count)).isoformat() for count in (-1, 0, 1, 2)]


def test_a_machine_that_slept_for_three_nights_reads_one_and_knows_which_it_missed(
    make_contest: MakeContest,
) -> None:
    before = ticks(datetime(2024, 10, 1, 2, tzinfo=VIETNAM), datetime(2024, 10, 1, 22, tzinfo=VIETNAM))
    after = ticks(datetime(2024, 10, 4, 9, tzinfo=VIETNAM), datetime(2024, 10, 5, 3, tzinfo=VIETNAM))
    contest = make_contest()
    found = names(read_over(contest, [*before, *after]))
    assert found == ["2024-10-01", "2024-10-04", "2024-10-05"]
    missed = (date(2024, 10, 2), date(2024, 10, 3))
    assert gap_before(contest, time(2), found[:1], after[0]) == missed
    assert missed_nights(contest, time(2), found, after[-1]) == missed
    assert gap_before(contest, time(2), found, after[-1]) == ()


def test_a_cut_off_at_midnight_has_its_two_readings_beside_the_nights(make_contest: MakeContest) -> None:
    contest = make_contest(cut_off=datetime(2024, 11, 1))  # noqa: DTZ001
    clock = ticks(
        datetime(2024, 10, 31, 2, tzinfo=VIETNAM), datetime(2024, 11, 1, 3, tzinfo=VIETNAM), STEP / 10
    )
    assert read_over(contest, clock) == [
        ("2024-10-31", datetime(2024, 10, 31, 2, tzinfo=VIETNAM)),
        ("cut-off-before", datetime(2024, 10, 31, 23, 45, tzinfo=VIETNAM)),
        ("cut-off-after", datetime(2024, 11, 1, 0, 0, tzinfo=VIETNAM)),
        ("2024-11-01", datetime(2024, 11, 1, 2, 0, tzinfo=VIETNAM)),
    ]


def test_a_night_that_runs_over_midnight_stays_one_night(make_contest: MakeContest) -> None:
    late, contest = time(23, 30), make_contest()
    within = [datetime(2024, 10, 1, 23, 30, tzinfo=VIETNAM), datetime(2024, 10, 2, 0, 30, tzinfo=VIETNAM)]
    assert [due(contest, late, (), now) for now in within] == [("2024-10-01",)] * 2
    assert due(contest, late, {"2024-10-01"}, within[1]) == ()
    assert due(contest, late, {"2024-10-01"}, datetime(2024, 10, 2, 23, 30, tzinfo=VIETNAM)) == (
        "2024-10-02",
    )


def test_a_machine_that_was_off_at_the_cut_off_reads_after_it_and_not_before_it(
    make_contest: MakeContest,
) -> None:
    woken = datetime(2024, 10, 31, 19, tzinfo=VIETNAM)
    assert due(make_contest(), time(2), {"2024-10-31"}, woken) == ("cut-off-after",)
    assert due(make_contest(), time(2), {"2024-10-31"}, woken + timedelta(hours=4)) == ()


def test_there_are_nights_from_the_day_before_the_opening_to_a_week_after_the_cut_off(
    make_contest: MakeContest,
) -> None:
    clock = ticks(
        datetime(2024, 7, 1, tzinfo=VIETNAM), datetime(2024, 12, 31, tzinfo=VIETNAM), timedelta(hours=1)
    )
    counted = Counter(names(read_over(make_contest(), clock)))
    nights = sorted(name for name in counted if name[0].isdigit())
    assert (nights[0], nights[-1]) == ("2024-08-30", "2024-11-07")
    assert len(nights) == (date(2024, 11, 7) - date(2024, 8, 30)).days + 1
    assert set(counted.values()) == {1}
