"""`lantoa collect`: one reading of every post, at once, or what that would cost."""

from threading import Event

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.plans import tell_plans
from pipeline.cli.progress import progress_on
from pipeline.cli.stopping import stopped_by_signals
from pipeline.cli.telling import tell_run


def run(call: Call) -> int:
    """Read all posts of a contest and say what could not be read; one process at a time."""
    from pipeline.database.leases import BY_HAND
    from pipeline.schedule.holding import holding, taken_lease
    from pipeline.steps.collecting import Collection, collect

    contest = call.contest()
    if call.options.plan:
        return tell_plans(call, contest)
    with stopped_by_signals(Event()), call.collecting_workplace() as workplace:
        with (
            holding(workplace, taken_lease(workplace, BY_HAND)) as leasehold,
            progress_on(call.console) as progress,
        ):
            engine = leasehold.workplace.engine
            contests = workplace.settings.contests
            collection = Collection(engine, workplace.collectors(), workplace.tools, progress, contests)
            run_id = collect(collection, contest)
        if run_id is None:
            call.console.say("nothing-to-collect", contest=contest)
            return Exit.DONE
        return tell_run(call.console, workplace.engine, run_id, call.settings.contests[contest].time_zone)
