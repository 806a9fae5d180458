"""Keep the final rankings of a contest: appended, never altered."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, FinalRanking


def newest_final(session: Session, contest: Contest) -> FinalRanking | None:
    """Return the final ranking that holds, None where none was made."""
    return next(iter(reversed(all_finals(session, contest))), None)


def all_finals(session: Session, contest: Contest) -> list[FinalRanking]:
    """Return every version, the first one first."""
    question = select(FinalRanking).where(FinalRanking.contest_id == contest.id)
    return list(session.scalars(question.order_by(FinalRanking.version)))
