"""What is unusual in a contest's counts, in words, with what was decided of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline.database.contests import find_contest
from pipeline.database.decisions import holding_decisions
from pipeline.pages.organisers.contest_visit import ContestVisit
from pipeline.steps.deciding import flags_up_to
from pipeline.translation.deciding import decision_line, flag_line
from reports.deciding import decision_sentences, flag_sentence


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """One finding: the name it is decided by, its sentence, and the decision's lines where there is one."""

    name: str
    number: str
    sentence: str
    decision: Sequence[str]


def shown_flags(session: Session, here: ContestVisit) -> tuple[ShownFlag, ...]:
    """Return what is unusual up to now, or to the cut-off if that is over."""
    contest = find_contest(session, here.key)
    if contest is None:
        return ()
    zone = here.contest.time_zone
    decisions = [one for one in holding_decisions(session, contest) if one.kind == "flag"]
    told = {one.subject: decision_sentences(decision_line(one), zone, here.words) for one in decisions}
    return tuple(
        ShownFlag(
            flag.name,
            flag.post.number,
            flag_sentence(flag_line(flag, told), zone, here.words),
            told.get(flag.subject, ()),
        )
        for flag in flags_up_to(session, contest, here.contest, here.now)
    )


def waiting_flags(session: Session, here: ContestVisit) -> tuple[ShownFlag, ...]:
    """Return the findings that nothing was decided about yet."""
    return tuple(flag for flag in shown_flags(session, here) if not flag.decision)
