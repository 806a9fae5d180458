"""`lantoa nightly`: one night of every contest, made to be started by a scheduler."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.progress import progress_on
from pipeline.cli.telling import tell_publication, tell_run
from pipeline.faults import Failed, Refused

if TYPE_CHECKING:
    from pipeline.workplace import Workplace


def run(call: Call) -> int:
    """Collect, rank and report every contest; one that fails does not stop the others."""
    if not call.settings.contests:
        call.console.say("no-contests", file=call.config)
        return Exit.DONE
    with call.collecting_workplace() as workplace:
        codes = [_night(call, workplace, contest) for contest in call.settings.contests]
    return max(codes, key=(Exit.DONE, Exit.DONE_WITH_PROBLEMS, Exit.WRONG_INPUT, Exit.FAILED).index)


def _night(call: Call, workplace: "Workplace", contest: str) -> int:
    call.console.say("night-begins", contest=call.settings.contests[contest].name)
    try:
        return _contest_night(call, workplace, contest)
    except Refused as refusal:
        call.console.refuse(refusal)
        return Exit.FAILED if isinstance(refusal, Failed) else Exit.WRONG_INPUT


def _contest_night(call: Call, workplace: "Workplace", contest: str) -> int:
    from pipeline.steps.collecting import Collection
    from pipeline.steps.night import run_night

    with progress_on(call.console) as progress:
        collection = Collection(workplace.engine, workplace.collectors(), workplace.tools, progress)
        outcome = run_night(workplace, contest, collection)
    code: int = Exit.DONE
    if outcome.run_id is not None:
        code = tell_run(call.console, workplace.engine, outcome.run_id)
    else:
        call.console.say("night-over" if outcome.is_over else "night-done-before")
    tell_publication(call.console, outcome.publication)
    return code
