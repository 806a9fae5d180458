"""Which nights and extra readings of a contest are due, and which were missed; pure dates and names."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from pipeline.config import ContestSettings
from pipeline.schedule.instants import extra_readings, has_nights, night_at


def due(
    contest: ContestSettings,
    nightly_at: time,
    done: Collection[str],
    now: datetime,
    published: Collection[datetime] = (),
) -> tuple[str, ...]:
    """Return the occasions to work on now, extra readings first; `published` has when the posts went out.

    A night is due once, and never after a later one: a clock that was set back makes none due again.
    """
    readings = extra_readings(contest, published)
    extras = (each.name for each in readings if each.begins_at <= now < each.ends_at)
    tonight = night_at(now, nightly_at, contest.zone)
    is_done = not nights_in(done).isdisjoint({tonight, tonight + timedelta(days=1)})
    nights = (tonight.isoformat(),) if has_nights(contest, now) and not is_done else ()
    return (*(name for name in extras if name not in done), *nights)


def missed_nights(
    contest: ContestSettings, nightly_at: time, read: Collection[str], now: datetime
) -> tuple[date, ...]:
    """Return the nights before the one of now that nothing was read in, since the first that was."""
    nights = nights_in(read)
    if not nights:
        return ()
    last = min(night_at(now, nightly_at, contest.zone), contest.cut_off.astimezone(contest.zone).date())
    days = (min(nights) + timedelta(days=count) for count in range((last - min(nights)).days))
    return tuple(day for day in days if day not in nights)


def gap_before(
    contest: ContestSettings, nightly_at: time, read: Collection[str], now: datetime
) -> tuple[date, ...]:
    """Return the missed nights between the last one that was read and the one of now."""
    tonight = night_at(now, nightly_at, contest.zone)
    last = max((night for night in nights_in(read) if night < tonight), default=tonight)
    return tuple(night for night in missed_nights(contest, nightly_at, read, now) if night > last)


def is_night(occasion: str) -> bool:
    """Tell whether an occasion is a night, named by its date, and no extra reading."""
    return occasion[:1].isdigit()


def nights_in(occasions: Collection[str]) -> frozenset[date]:
    """Return the dates of those occasions that are nights."""
    return frozenset(date.fromisoformat(name) for name in occasions if is_night(name))
