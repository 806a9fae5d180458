"""`lantoa flags`: what is unusual in the counts, with the numbers behind it, and what was decided."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit


def run(call: Call) -> int:
    """Print each finding under its name; done with problems where one waits for a decision."""
    from pipeline.database.contests import find_contest
    from pipeline.database.decisions import holding_decisions
    from pipeline.database.opening import reading
    from pipeline.steps.deciding import flags_up_to
    from pipeline.translation.deciding import decision_line, flag_line
    from reports.deciding import decision_sentences, flag_sentence

    key, words = call.contest(), call.console.words
    with call.workplace() as workplace, reading(workplace.engine) as session:
        contest, settings = find_contest(session, key), workplace.settings.contests[key]
        at = call.instant(workplace, key)
        found = () if contest is None else flags_up_to(session, contest, settings, at)
        held = [] if contest is None else holding_decisions(session, contest)
        decided = {one.subject: decision_line(one) for one in held if one.kind == "flag"}
    for flag in found:
        line = flag_line(flag, decided)
        call.console.result(f"{flag.name}\n  {flag_sentence(line, settings.time_zone, words)}")
        if line.is_decided:
            for sentence in decision_sentences(decided[flag.subject], settings.time_zone, words):
                call.console.result(f"  {sentence}")
    waiting = sum(flag.subject not in decided for flag in found)
    key_told = "flags-told" if found else "flags-none"
    call.console.say(key_told, count=len(found), waiting=waiting, contest=key)
    return Exit.DONE_WITH_PROBLEMS if waiting else Exit.DONE
