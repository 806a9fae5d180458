"""`lantoa flags`: what is unusual in the counts, with the numbers behind it, and what was decided."""

from textwrap import indent

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Print each finding under its name; done with problems where one waits for a decision."""
    from pipeline.database.contests import find_contest
    from pipeline.database.decisions import holding_decisions
    from pipeline.database.opening import reading
    from pipeline.steps.deciding import flags_up_to
    from pipeline.translation.deciding_words import DecidingWords

    key, words = call.contest(), call.console.words
    with call.workplace() as workplace, reading(workplace.engine) as session:
        contest, settings = find_contest(session, key), workplace.settings.contests[key]
        at = call.instant(workplace, key)
        flags = () if contest is None else flags_up_to(session, contest, settings, at)
        decisions = [] if contest is None else holding_decisions(session, contest)
        decided = {one.subject: one for one in decisions if one.kind == "flag"}
        wording = DecidingWords(words, settings.time_zone)
        for flag in flags:
            call.console.result(f"{flag.name}\n  {wording.flag(flag)}")
            if flag.subject in decided:
                told = wording.decision(decided[flag.subject])
                call.console.result(indent(told, "  "))
    waiting = sum(flag.subject not in decided for flag in flags)
    call.console.say(
        "flags-none" if not flags else "flags-told", count=len(flags), waiting=waiting, contest=key
    )
    return Exit.DONE_WITH_PROBLEMS if waiting else Exit.DONE
