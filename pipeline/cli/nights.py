"""Do one night of one contest for a command, and say how it went."""

from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.progress import progress_on
from pipeline.cli.telling import tell_publication, tell_run
from pipeline.events import note_unexpected
from pipeline.faults import Failed, Refused

if TYPE_CHECKING:
    from pipeline.steps.night import NightOutcome
    from pipeline.workplace import Workplace


def do_night(call: Call, workplace: "Workplace", contest: str, occasion: str | None = None) -> int:
    """Do a contest's night, or the occasion that is named; say how it went and return the exit code."""
    from pipeline.database.leases import LeaseLost

    _say_begin(call, contest, occasion)
    try:
        outcome = _done(call, workplace, contest, occasion)
    except LeaseLost:
        raise
    except Refused as refusal:
        call.console.refuse(refusal)
        return Exit.FAILED if isinstance(refusal, Failed) else Exit.WRONG_INPUT
    except Exception as error:  # noqa: BLE001 - the other contests, and the nights to come, go on
        note_unexpected(error)
        call.console.unexpected(error)
        return Exit.FAILED
    return _say_outcome(call, workplace, outcome, call.settings.contests[contest].time_zone)


def _say_begin(call: Call, contest: str, occasion: str | None) -> None:
    from pipeline.schedule.due import is_night
    from pipeline.schedule.wording import occasion_words

    name = call.settings.contests[contest].name
    if occasion is None or is_night(occasion):
        call.console.say("night-begins", contest=name)
    else:
        call.console.say("extra-begins", contest=name, occasion=occasion_words(call.console.words, occasion))


def _done(call: Call, workplace: "Workplace", contest: str, occasion: str | None) -> "NightOutcome":
    from pipeline.steps.collecting import Collection
    from pipeline.steps.night import run_night

    with progress_on(call.console) as progress:
        collection = Collection(
            workplace.engine,
            workplace.collectors(),
            workplace.tools,
            progress,
            workplace.settings.contests,
        )
        return run_night(workplace, contest, collection, occasion)


def _say_outcome(call: Call, workplace: "Workplace", outcome: "NightOutcome", time_zone: str) -> int:
    code: int = Exit.DONE
    if outcome.run_id is not None:
        code = tell_run(call.console, workplace.engine, outcome.run_id, time_zone)
    else:
        call.console.say("night-over" if outcome.is_over else "night-done-before")
    tell_publication(call.console, outcome.publication)
    for way, cause in outcome.untold.items():
        call.console.say(f"not-told-{way}", cause=cause)
    return Exit.DONE_WITH_PROBLEMS if outcome.untold else code
