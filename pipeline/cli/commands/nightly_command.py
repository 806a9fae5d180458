"""`lantoa nightly`: one night of every contest, made to be started by the system's own timer."""

from threading import Event

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.nights import do_night
from pipeline.cli.stopping import stopped_by_signals


def run(call: Call) -> int:
    """Collect, rank, report and tell for every contest, the one nearest its cut-off first.

    One that fails does not stop the others.
    """
    from pipeline.database.leases import NIGHTS
    from pipeline.schedule.holding import holding, taken_lease
    from pipeline.steps.ordering import contests_nearest_first

    if not call.settings.contests:
        call.console.say("no-contests", file=call.config)
        return Exit.DONE
    with (
        stopped_by_signals(Event()),
        call.collecting_workplace() as workplace,
        holding(workplace, taken_lease(workplace, NIGHTS)) as leasehold,
    ):
        contests = contests_nearest_first(call.settings.contests, leasehold.workplace.tools.now())
        codes = [do_night(call, leasehold.workplace, contest) for contest in contests]
    return max(codes, key=(Exit.DONE, Exit.DONE_WITH_PROBLEMS, Exit.WRONG_INPUT, Exit.FAILED).index)
