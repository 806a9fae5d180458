"""`lantoa status`: how each contest stands, its last runs, and what could not be read."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.telling import problem_sentences, run_sentence
from reports.catalogue import Catalogue

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pipeline.database.models import Contest

RUNS_SHOWN = 5


def run(call: Call) -> int:
    """Print the standing of every contest."""
    from pipeline.database.opening import reading

    if not call.settings.contests:
        call.console.say("no-contests", file=call.config)
        return Exit.DONE
    with call.workplace() as workplace, reading(workplace.engine) as session:
        parts = [_standing(call, session, contest) for contest in call.settings.contests]
    call.console.result("\n\n".join("\n".join(lines) for lines, _ in parts))
    return Exit.DONE_WITH_PROBLEMS if any(troubled for _, troubled in parts) else Exit.DONE


def _standing(call: Call, session: "Session", key: str) -> tuple[list[str], bool]:
    """Return the lines on one contest, and whether its last collection had problems."""
    from pipeline.database.contests import find_contest
    from pipeline.database.runs import last_collection, latest_runs
    from reports.figures import instant_text

    words, settings = call.console.words, call.settings.contests[key]
    until = instant_text(settings.cut_off, settings.time_zone, words.language)
    lines = [words.say("status-contest", name=settings.name, key=key, cut_off=until)]
    contest = find_contest(session, key)
    if contest is None:
        return [*lines, words.say("status-empty")], False
    lines.append(_amounts(words, session, contest))
    lines += [
        run_sentence(words, run, settings.time_zone) for run in latest_runs(session, contest.id, RUNS_SHOWN)
    ]
    last = last_collection(session, contest.id)
    problems = problem_sentences(words, session, last) if last else []
    return [*lines, *(words.say("problem-line", sentence=sentence) for sentence in problems)], bool(problems)


def _amounts(words: Catalogue, session: "Session", contest: "Contest") -> str:
    from pipeline.database.contests import contest_amounts

    return words.say("status-amounts", **asdict(contest_amounts(session, contest)))
