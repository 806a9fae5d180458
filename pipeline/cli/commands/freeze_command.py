"""`lantoa freeze`: make a contest's ranking final."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.persons import person_of

HARMLESS = frozenset({"ties"})
"""Remarks that leave nothing undecided."""


def run(call: Call) -> int:
    """Store the ranking whole, with who made it final, and say its digest and what is to be known."""
    from pipeline.database.opening import writing
    from pipeline.history.freezing import Freezing, freeze
    from pipeline.history.wording import Wording

    contest, console = call.contest(), call.console
    with call.workplace() as workplace, writing(workplace.engine) as session:
        freezing = Freezing(contest, person_of(call.options.by), workplace.tools.now(), call.options.reason)
        frozen = freeze(session, workplace.settings, freezing)
        wording = Wording(console.words, workplace.settings.contests[contest].time_zone)
    key = "frozen" if frozen.is_new else "frozen-before"
    console.result(console.words.say(key, contest=contest, version=frozen.version, digest=frozen.digest))
    for remark in frozen.remarks:
        console.say("freeze-remark-line", remark=wording.sentence("freeze-remark", remark))
    is_certain = all(remark.code in HARMLESS for remark in frozen.remarks)
    return Exit.DONE if is_certain else Exit.DONE_WITH_PROBLEMS
