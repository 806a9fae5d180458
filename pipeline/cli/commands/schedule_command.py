"""`lantoa schedule`: every night by itself, until it is stopped."""

from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.nights import do_night
from pipeline.cli.stopping import stopped_by_signals

if TYPE_CHECKING:
    from pipeline.schedule.running import Listener, Schedule
    from pipeline.workplace import Workplace


def run(call: Call) -> int:
    """Run the nights until a signal stops it; only one process does on one database, others stand by."""
    if not call.settings.contests:
        call.console.say("no-contests", file=call.config)
        return Exit.DONE
    stop = Event()
    try:
        with stopped_by_signals(stop), call.collecting_workplace() as workplace:
            scheduled(call, workplace, stop).run()
    except KeyboardInterrupt:
        pass
    call.console.say("schedule-ends")
    return Exit.DONE


def scheduled(call: Call, workplace: "Workplace", stop: Event) -> "Schedule":
    """Return the schedule of a workplace, which says to the call's console how it stands."""
    from pipeline.schedule.running import Schedule

    return Schedule(workplace, Nights(call), _listener(call, workplace), stop)


class Nights:
    """Does nights for a call and says when a failed one is tried again."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def __call__(self, workplace: "Workplace", contest: str, occasion: str) -> bool:
        """Do one occasion; tell whether it was done."""
        from pipeline.schedule.running import REST_S

        is_done = do_night(self._call, workplace, contest, occasion) in {Exit.DONE, Exit.DONE_WITH_PROBLEMS}
        if not is_done:
            self._call.console.say("schedule-retry", minutes=int(REST_S // 60))
        return is_done


def _listener(call: Call, workplace: "Workplace") -> "Listener":
    from pipeline.schedule.running import Listener

    return Listener(
        stands_by=lambda holder: call.console.say("schedule-standby", holder=holder),
        begins=lambda: _say_begin(call, workplace),
        missed=lambda contest, nights: _say_missed(call, contest, nights),
        lost=lambda: call.console.say("schedule-lost"),
        failed=call.console.refuse,
    )


def _say_begin(call: Call, workplace: "Workplace") -> None:
    from pipeline.schedule.instants import next_night_of
    from reports.figures import instant_text

    settings = call.settings
    coming = [
        (at, contest.time_zone)
        for contest in settings.contests.values()
        if (at := next_night_of(contest, settings.nightly_at, workplace.tools.now())) is not None
    ]
    if coming:
        call.console.say("schedule-begins", at=instant_text(*min(coming), call.console.language))
    else:
        call.console.say("schedule-idle")


def _say_missed(call: Call, contest: str, nights: tuple[date, ...]) -> None:
    name, dates = call.settings.contests[contest].name, ", ".join(night.isoformat() for night in nights)
    call.console.say("nights-missed", contest=name, nights=dates)
