"""A run's problems as people read them: with the entries whose posts could not be read."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from collectors import Problem
from pipeline.database.contests import contest_entries, contest_posts
from pipeline.database.models import Contest, Entry, ProblemRow, Run
from pipeline.database.runs import run_problems
from reports.data import ProblemLine


def problem_lines(session: Session, run: Run) -> tuple[ProblemLine, ...]:
    """Return the problems of a run that nobody has acknowledged, by channel."""
    problems = [each for each in run_problems(session, run) if each.acknowledged_at is None]
    if not problems:
        return ()
    contest = session.get_one(Contest, run.contest_id)
    entries = {facts.entry.id: facts.entry for facts in contest_entries(session, contest)}
    owners = {post.id: entries[post.entry_id] for post in contest_posts(session, contest)}
    return tuple(_line(problem, owners) for problem in problems)


def line_of_problem(problem: Problem, found_at: datetime) -> ProblemLine:
    """Return a problem of a channel that was met outside a run."""
    detail = tuple(sorted(problem.detail.items()))
    return ProblemLine(problem.channel, problem.code.value, None, None, detail, found_at)


def _line(problem: ProblemRow, owners: Mapping[int, Entry]) -> ProblemLine:
    owner = None if problem.post_id is None else owners[problem.post_id]
    return ProblemLine(
        channel=problem.channel,
        code=problem.code,
        number=owner.number if owner else None,
        title=owner.title if owner else None,
        detail=tuple(sorted(problem.detail.items())),
        found_at=problem.found_at,
    )
