"""What an organiser should do next, from the contest's beginning to its final ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline.database.contests import Amounts, contest_amounts, find_contest
from pipeline.database.finals import newest_final
from pipeline.database.models import Contest
from pipeline.database.rules import newest_rules
from pipeline.pages.access.links import contest_judges, link_of
from pipeline.pages.organisers.contest_visit import ContestVisit


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: the sentence `next-step.<code>` and the page where it is done, if there is one."""

    code: str
    page: str | None = None


NOTHING = Amounts(0, 0, 0, 0)


def next_steps(session: Session, here: ContestVisit, waiting: int) -> Sequence[NextStep]:
    """Return what to do next; `waiting` is how many findings wait for a decision."""
    contest = find_contest(session, here.key)
    amounts = NOTHING if contest is None else contest_amounts(session, contest)
    steps = [*_beginning(session, here, amounts)]
    if waiting:
        steps.append(NextStep("decide"))
    if contest is not None:
        steps += [*_judging(session, here, contest, amounts), *_end(session, here, contest)]
    return steps


def _beginning(session: Session, here: ContestVisit, amounts: Amounts) -> Iterator[NextStep]:
    if not amounts.entries:
        yield NextStep("entries", "import/entries")
    elif not amounts.posts and here.contest.channels:
        yield NextStep("posts", "posting")
    if newest_rules(session, here.key) is None:
        yield NextStep("rules")


def _judging(session: Session, here: ContestVisit, contest: Contest, amounts: Amounts) -> Iterator[NextStep]:
    if here.contest.judging is None:
        return
    if not amounts.judges:
        yield NextStep("judges", "import/judges")
    elif not amounts.marks and all(
        link_of(session, judge) is None for judge in contest_judges(session, contest)
    ):
        yield NextStep("invite", "judges")


def _end(session: Session, here: ContestVisit, contest: Contest) -> Iterator[NextStep]:
    due = here.contest.marks_due or here.contest.cut_off
    if here.now >= max(due, here.contest.cut_off) and newest_final(session, contest) is None:
        yield NextStep("freeze")
