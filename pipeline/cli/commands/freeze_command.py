"""`lantoa freeze`: make a contest's ranking final."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of


def run(call: Call) -> int:
    """Store the ranking whole, with who made it final, and say its digest."""
    from pipeline.database.opening import writing
    from pipeline.history.freezing import Freezing, freeze

    contest = call.contest()
    with call.workplace() as workplace, writing(workplace.engine) as session:
        freezing = Freezing(contest, person_of(call.options.by), workplace.tools.now(), call.options.reason)
        frozen = freeze(session, workplace.settings, freezing)
    key = "frozen" if frozen.is_new else "frozen-before"
    call.console.result(
        call.console.words.say(key, contest=contest, version=frozen.version, digest=frozen.digest)
    )
    for remark in frozen.remarks:
        call.console.say(f"freeze-remark.{remark}")
    return Exit.DONE
