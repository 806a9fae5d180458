"""`lantoa collect`: one reading of every post, at once."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.progress import progress_on
from pipeline.cli.telling import tell_run


def run(call: Call) -> int:
    """Read all posts of a contest and say what could not be read."""
    from pipeline.steps.collecting import Collection, collect

    contest = call.contest()
    with call.collecting_workplace() as workplace:
        with progress_on(call.console) as progress:
            collection = Collection(workplace.engine, workplace.collectors(), workplace.tools, progress)
            run_id = collect(collection, contest)
        if run_id is None:
            call.console.say("nothing-to-collect", contest=contest)
            return Exit.DONE
        return tell_run(call.console, workplace.engine, run_id)
