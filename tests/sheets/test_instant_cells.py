"""Instants as people and spreadsheets write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.instant_cells import instant
from pipeline.sheets.sheet import Cell

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BERLIN = ZoneInfo("Europe/Berlin")

CLEAR: list[tuple[Cell, str]] = [
    ("31/10/2024 17:00", "2024-10-31T10:00:00Z"),
    ("1/9/2024 7:05", "2024-09-01T00:05:00Z"),
    ("31/10/2024 17:00:59", "2024-10-31T10:00:59Z"),
    ("2024-10-31T17:00", "2024-10-31T10:00:00Z"),
    ("2024-10-31 17:00:30", "2024-10-31T10:00:30Z"),
    ("2024-10-31T17:00:00+07:00", "2024-10-31T10:00:00Z"),
    ("2024-10-31 17:00 +0700", "2024-10-31T10:00:00Z"),
    ("2026-11-24T18:30:00Z", "2026-11-24T18:30:00Z"),
    ("2026-11-24t18:30:00z", "2026-11-24T18:30:00Z"),
    ("2024-10-31T17:00:00.4", "2024-10-31T10:00:00Z"),
    (datetime(2024, 10, 31, 17, 0), "2024-10-31T10:00:00Z"),  # noqa: DTZ001
    (datetime(2024, 10, 31, 16, 59, 59, 999000), "2024-10-31T10:00:00Z"),  # noqa: DTZ001
]

REFUSED: list[tuple[Cell, FaultCode]] = [
    ("31/10/2024", FaultCode.DATE_WITHOUT_TIME),
    ("2024-10-31", FaultCode.DATE_WITHOUT_TIME),
    (date(2024, 10, 31), FaultCode.DATE_WITHOUT_TIME),
    ("11/25/2024", FaultCode.DAY_MONTH_SWAPPED),
    ("11/25/2024 17:00", FaultCode.DAY_MONTH_SWAPPED),
    ("32/10/2024 17:00", FaultCode.NOT_AN_INSTANT),
    ("31/02/2024 17:00", FaultCode.NOT_AN_INSTANT),
    ("31/10/24 17:00", FaultCode.NOT_AN_INSTANT),
    ("31/10/2024 25:00", FaultCode.NOT_AN_INSTANT),
    ("17:00 31/10/2024", FaultCode.NOT_AN_INSTANT),
    ("10/31/2024 5:00 PM", FaultCode.NOT_AN_INSTANT),
    ("2024-10-31T17:00+99:00", FaultCode.NOT_AN_INSTANT),
    ("0001-01-01T00:00+14:00", FaultCode.NOT_AN_INSTANT),
    ("9999-12-31T23:59-14:00", FaultCode.NOT_AN_INSTANT),
    ("hôm qua", FaultCode.NOT_AN_INSTANT),
    (45596.7, FaultCode.NOT_AN_INSTANT),
    (time(17, 0), FaultCode.CELL_BECAME_DATE),
    (timedelta(hours=30), FaultCode.CELL_BECAME_DATE),
]


@pytest.mark.parametrize(("cell", "expected"), CLEAR)
def test_a_clear_instant_is_read_in_the_contests_zone(cell: Cell, expected: str) -> None:
    assert instant(cell, VIETNAM) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(("cell", "code"), REFUSED)
def test_what_is_no_instant_is_refused(cell: Cell, code: FaultCode) -> None:
    with pytest.raises(CellFault, match=code) as caught:
        instant(cell, VIETNAM)
    assert caught.value.code is code


def test_day_and_month_that_were_swapped_come_with_the_mend() -> None:
    with pytest.raises(CellFault, match="day-month-swapped") as caught:
        instant("11/25/2024", VIETNAM)
    assert caught.value.parameters == {"mended": "25/11/2024"}


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(CellFault, match="local-time-skipped"):
        instant("31/03/2024 02:30", BERLIN)


def test_a_time_that_came_twice_is_refused_with_both_readings() -> None:
    with pytest.raises(CellFault, match="local-time-twice") as caught:
        instant("27/10/2024 02:30", BERLIN)
    assert caught.value.parameters["first"] == "2024-10-27T02:30:00+02:00"
    assert caught.value.parameters["second"] == "2024-10-27T02:30:00+01:00"


@given(st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_printed_with_its_offset_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert instant(whole.astimezone(BERLIN).isoformat(), VIETNAM) == whole


@given(st.text(alphabet="0123456789/-: TZ+.", max_size=25))
def test_any_text_is_an_instant_or_a_fault(written: str) -> None:
    with suppress(CellFault):
        assert instant(written, BERLIN).tzinfo is UTC
