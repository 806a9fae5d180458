"""When the nights of a contest begin and around which instants it is read besides; pure dates and zones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.config import ContestSettings

READ_BEFORE = timedelta(minutes=15)
"""How long before a key instant its first reading begins: a few thousand posts are read by then."""

READ_AFTER = timedelta(hours=6)
"""How long after a key instant its second reading still makes sense."""

COUNTED_AFTER_CUT_OFF = timedelta(days=7)
"""How long after its cut-off a contest is still read: the reading after it bounds the count at it."""

WINDOW = "window"
"""What the names of the window ends begin with."""

NIGHTS_BEFORE_OPENING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KeyInstant:
    """An instant at which counts matter, and the name of it."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExtraReading:
    """A reading beside the nights: its name, and between which instants it makes sense (the end excluded)."""

    name: str
    begins_at: datetime
    ends_at: datetime


def key_instants(contest: ContestSettings, published: Collection[datetime] = ()) -> tuple[KeyInstant, ...]:
    """Return the instants of a contest around which counts must be known: opening, cut-off, window ends.

    `published` has when the posts went out; under rules that count each in a window of equal age after that,
    the windows that end together have one instant.
    """
    fixed = (KeyInstant("opening", contest.opening), KeyInstant("cut-off", contest.cut_off))
    return (*fixed, *_window_ends(contest, published))


def extra_readings(
    contest: ContestSettings, published: Collection[datetime] = ()
) -> tuple[ExtraReading, ...]:
    """Return a reading just before and one just after each key instant, in order of time."""
    readings = (reading for key in key_instants(contest, published) for reading in _around(key))
    return tuple(sorted(readings, key=lambda reading: reading.begins_at))


def night_begins(day: date, nightly_at: time, zone: ZoneInfo) -> datetime:
    """Return when the night of a local date begins.

    A time that the clocks leave out in spring is as long after midnight as it would have been; of one that
    they show twice in autumn it is the first.
    """
    return datetime.combine(day, nightly_at, tzinfo=zone).astimezone(UTC)


def night_at(now: datetime, nightly_at: time, zone: ZoneInfo) -> date:
    """Return the local date of the night that an instant belongs to: the last one that has begun."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    while night_begins(day, nightly_at, zone) > now:
        day -= timedelta(days=1)
    return day


def next_night_of(contest: ContestSettings, nightly_at: time, now: datetime) -> datetime | None:
    """Return when the contest's next night begins, None where it is over by then."""
    first = max(now, contest.opening - NIGHTS_BEFORE_OPENING)
    tonight = night_at(first, nightly_at, contest.zone)
    begins_at = night_begins(tonight + timedelta(days=1), nightly_at, contest.zone)
    return None if is_over(contest, begins_at) else begins_at


def is_over(contest: ContestSettings, now: datetime) -> bool:
    """Tell whether the contest is no longer read."""
    return now > contest.cut_off + COUNTED_AFTER_CUT_OFF


def has_nights(contest: ContestSettings, now: datetime) -> bool:
    """Tell whether the contest has nights by itself: from just before its opening until it is over."""
    return contest.opening - NIGHTS_BEFORE_OPENING <= now and not is_over(contest, now)


def _window_ends(contest: ContestSettings, published: Collection[datetime]) -> Iterator[KeyInstant]:
    if contest.counts is None or contest.counts.window != "equal-age" or contest.counts.days is None:
        return
    ends = {at.astimezone(UTC) + timedelta(days=contest.counts.days) for at in published}
    for end in sorted(ends):
        if not is_over(contest, end):
            yield KeyInstant(f"{WINDOW}-{end:%Y%m%dT%H%M%SZ}", end)


def _around(key: KeyInstant) -> Iterator[ExtraReading]:
    yield ExtraReading(f"{key.name}-before", key.at - READ_BEFORE, key.at)
    yield ExtraReading(f"{key.name}-after", key.at, key.at + READ_AFTER)
