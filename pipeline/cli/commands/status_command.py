"""`lantoa status`: how each contest stands, its last runs, and who runs the nights."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.cli.telling import problem_sentences, run_sentence
from reports.catalogue import Catalogue

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from pipeline.database.models import Contest
    from pipeline.workplace import Workplace

RUNS_SHOWN = 5


def run(call: Call) -> int:
    """Print the standing of every contest."""
    from pipeline.database.opening import reading

    if not call.settings.contests:
        call.console.say("no-contests", file=call.config)
        return Exit.DONE
    with call.workplace() as workplace, reading(workplace.engine) as session:
        parts = [_standing(call, session, contest, workplace) for contest in call.settings.contests]
        holder = _holder(call, workplace)
    call.console.result("\n\n".join([*("\n".join(lines) for lines, _ in parts), holder]))
    return Exit.DONE_WITH_PROBLEMS if any(troubled for _, troubled in parts) else Exit.DONE


def _standing(call: Call, session: "Session", key: str, workplace: "Workplace") -> tuple[list[str], bool]:
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
    lines += [_amounts(words, session, contest), *_nights(call, session, contest, workplace)]
    lines += [
        run_sentence(words, run, settings.time_zone) for run in latest_runs(session, contest.id, RUNS_SHOWN)
    ]
    last = last_collection(session, contest.id)
    problems = problem_sentences(words, session, last) if last else []
    return [*lines, *(words.say("problem-line", sentence=sentence) for sentence in problems)], bool(problems)


def _holder(call: Call, workplace: "Workplace") -> str:
    """Return the line on who runs the nights."""
    from pipeline.database.leases import NIGHTS, holder_of
    from reports.figures import instant_text

    words, lease = call.console.words, holder_of(workplace.engine, NIGHTS)
    if lease is None or lease.expires_at <= workplace.tools.now():
        return words.say("status-no-holder")
    until = instant_text(lease.expires_at, call.settings.time_zone, words.language)
    return words.say("status-holder", holder=lease.holder, at=until)


def _nights(call: Call, session: "Session", contest: "Contest", workplace: "Workplace") -> Iterator[str]:
    """Yield when the contest's next night is, and which was missed last."""
    from pipeline.database.nights import occasions_read
    from pipeline.schedule.due import missed_nights
    from pipeline.schedule.instants import next_night_of
    from reports.figures import instant_text

    words, settings = call.console.words, call.settings.contests[contest.key]
    nightly_at, now = call.settings.nightly_at, workplace.tools.now()
    coming = next_night_of(settings, nightly_at, now)
    if coming is not None:
        yield words.say("status-next-night", at=instant_text(coming, settings.time_zone, words.language))
    missed = missed_nights(settings, nightly_at, occasions_read(session, contest.id), now)
    if missed:
        yield words.say("status-missed", night=missed[-1].isoformat())


def _amounts(words: Catalogue, session: "Session", contest: "Contest") -> str:
    from pipeline.database.contests import contest_amounts

    return words.say("status-amounts", **asdict(contest_amounts(session, contest)))
