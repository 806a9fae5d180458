"""Cells of instants: ISO 8601 or dd/mm/yyyy HH:MM, in the contest's zone where no offset stands."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.sheet import Cell
from pipeline.sheets.text_cells import text

FIRST_YEAR, LAST_YEAR = 1970, 2100

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?"
    r" ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
_SLASHED = re.compile(
    r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"
    r"( (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:(?P<second>[0-9]{2}))?)?"
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = 12
_HALF_SECOND = timedelta(milliseconds=500)


def instant(value: Cell, zone: ZoneInfo) -> datetime:
    """Return a cell's instant in UTC, to the second.

    A date without a time is refused, since it could mean the day's first or last minute; so is a local time
    that the zone's clocks skipped or showed twice.

    >>> instant("31/10/2024 17:00", ZoneInfo("Asia/Ho_Chi_Minh")).isoformat()
    '2024-10-31T10:00:00+00:00'
    """
    found = value if isinstance(value, datetime) else _instant_from_text(value)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellFault(FaultCode.NOT_AN_INSTANT)
    placed = _placed(found, zone) if found.tzinfo is None else found.astimezone(UTC)
    return (placed + _HALF_SECOND).replace(microsecond=0)


def _instant_from_text(value: Cell) -> datetime:
    if isinstance(value, date):
        raise CellFault(FaultCode.DATE_WITHOUT_TIME)
    written = text(value)
    if _ISO_DATE.fullmatch(written):
        raise CellFault(FaultCode.DATE_WITHOUT_TIME)
    try:
        return _from_iso(written) or _from_slashed(written)
    except ValueError as error:
        raise CellFault(FaultCode.NOT_AN_INSTANT) from error


def _from_iso(written: str) -> datetime | None:
    if not _ISO.fullmatch(written.upper()):
        return None
    return datetime.fromisoformat(re.sub(r" (?=[Z+-])", "", written.upper()))


def _from_slashed(written: str) -> datetime:
    parts = _SLASHED.fullmatch(written)
    if parts is None:
        raise CellFault(FaultCode.NOT_AN_INSTANT)
    day, month, year = int(parts["day"]), int(parts["month"]), int(parts["year"])
    if day <= _MONTHS < month:
        raise CellFault(FaultCode.DAY_MONTH_SWAPPED, mended=f"{month:02}/{day:02}/{year}")
    if parts["hour"] is None:
        raise CellFault(FaultCode.DATE_WITHOUT_TIME)
    time = int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0)
    return datetime(year, month, day, *time)  # noqa: DTZ001 - the zone is set by the caller


def _placed(local: datetime, zone: ZoneInfo) -> datetime:
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return first
    if first.astimezone(zone).replace(tzinfo=None) != local:
        raise CellFault(FaultCode.LOCAL_TIME_SKIPPED, zone=zone.key)
    readings = (reading.astimezone(zone).isoformat() for reading in (first, second))
    raise CellFault(FaultCode.LOCAL_TIME_TWICE, zone=zone.key, first=next(readings), second=next(readings))
