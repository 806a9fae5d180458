"""Run every night by itself: stand by until the lease is free, catch up, then work whenever it rings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from queue import Empty
from threading import Event
from time import monotonic

from pipeline.database.contests import contest_posts, find_contest
from pipeline.database.leases import NIGHTS, LeaseLost
from pipeline.database.nights import occasions_done, occasions_read, occasions_to_try_again
from pipeline.database.opening import reading
from pipeline.faults import Failed
from pipeline.schedule.alarm import RINGS, alarm_clock
from pipeline.schedule.due import due, gap_before
from pipeline.schedule.holding import Leasehold, awaited_lease, holding
from pipeline.workplace import Workplace

RING_S = 1.0
"""How long the schedule waits for a ring before it looks whether it shall stop."""

WAKE_S = 30.0
"""How often all is looked at without a ring: the machine may have slept, posts may have been imported."""

REST_S = 900.0
"""How long a contest rests whose work failed."""

DoNight = Callable[[Workplace, str, str], bool]
"""Does one occasion of one contest in a workplace, says how it went, and tells whether it was done."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told how the schedule stands."""

    stands_by: Callable[[str], None]
    begins: Callable[[], None]
    missed: Callable[[str, tuple[date, ...]], None]
    lost: Callable[[], None]
    failed: Callable[[Failed], None]


@dataclass
class Schedule:
    """A schedule that runs in this process until `stop` is set."""

    workplace: Workplace
    do_night: DoNight
    listener: Listener
    stop: Event
    _rests_until: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Run until it is stopped; standing by while another has the lease or the database is away."""
        while not self.stop.is_set():
            held = awaited_lease(self.workplace, NIGHTS, self.stop, self.listener.stands_by)
            if held is None:
                return
            try:
                with holding(self.workplace, held) as leasehold:
                    self._work(leasehold)
            except LeaseLost:
                self.listener.lost()
            except Failed as failure:
                self.listener.failed(failure)
                self.stop.wait(WAKE_S)

    def _work(self, leasehold: Leasehold) -> None:
        settings, engine = leasehold.workplace.settings, leasehold.workplace.engine
        self.listener.begins()
        self._say_missed()
        now = leasehold.workplace.tools.now()
        with alarm_clock(engine, settings.contests, settings.nightly_at, now) as clock:
            looked = float("-inf")
            while not self.stop.is_set() and not leasehold.lost.is_set():
                if monotonic() - looked >= WAKE_S:
                    looked = monotonic()
                    clock.wakeup()
                    self._work_on(leasehold, tuple(settings.contests))
                self._work_on(leasehold, _rung())

    def _work_on(self, leasehold: Leasehold, contests: tuple[str, ...]) -> None:
        """Do what is due of these contests; one whose work failed rests."""
        for contest in contests:
            if self._rests_until.get(contest, 0.0) <= monotonic():
                self._work_on_one(leasehold, contest)

    def _work_on_one(self, leasehold: Leasehold, contest: str) -> None:
        for occasion in due_now(leasehold.workplace, contest):
            if not self.do_night(leasehold.workplace, contest, occasion):
                self._rests_until[contest] = monotonic() + REST_S

    def _say_missed(self) -> None:
        for contest, nights in just_missed(self.workplace).items():
            self.listener.missed(contest, nights)


def due_now(workplace: Workplace, contest: str) -> tuple[str, ...]:
    """Return the occasions of a contest to work on now; none before anything was imported for it.

    Of what a platform refused until now, as where a day's quota was gone, the occasion is due again.
    """
    now = workplace.tools.now()
    with reading(workplace.engine) as session:
        row = find_contest(session, contest)
        if row is None:
            return ()
        done = occasions_done(session, row.id) - occasions_to_try_again(session, row.id, now)
        posts = contest_posts(session, row)
        published = {post.published_at for post in posts if post.published_at is not None}
    settings = workplace.settings
    return due(settings.contests[contest], settings.nightly_at, done, now, published)


def just_missed(workplace: Workplace) -> Mapping[str, tuple[date, ...]]:
    """Return, by contest, the nights since the last one that was read, where there are any."""
    with reading(workplace.engine) as session:
        rows = {key: find_contest(session, key) for key in workplace.settings.contests}
        read = {key: occasions_read(session, row.id) for key, row in rows.items() if row is not None}
    return dict(_gaps(workplace, read, workplace.tools.now()))


def _gaps(
    workplace: Workplace, read: Mapping[str, frozenset[str]], now: datetime
) -> Iterator[tuple[str, tuple[date, ...]]]:
    settings = workplace.settings
    for key, occasions in read.items():
        nights = gap_before(settings.contests[key], settings.nightly_at, occasions, now)
        if nights:
            yield key, nights


def _rung() -> tuple[str, ...]:
    try:
        return (RINGS.get(timeout=RING_S),)
    except Empty:
        return ()
