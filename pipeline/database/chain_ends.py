"""Keep how much was appended to a contest's history, so that what is taken off its end is missed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import ChainEnd, Contest


def locked_end(session: Session, contest_id: int) -> ChainEnd:
    """Return the row, to be changed; whoever else would append to the history waits for our commit."""
    session.execute(select(Contest.id).where(Contest.id == contest_id).with_for_update(key_share=True))
    end = session.get(ChainEnd, contest_id, populate_existing=True)
    if end is None:
        end = ChainEnd(contest_id=contest_id, digest=None, runs=0, rules=0, finals=0, decisions=0)
        session.add(end)
    return end


def kept_end(session: Session, contest: Contest) -> ChainEnd:
    """Return the row as it stands, an empty one where nothing was appended yet."""
    found = session.get(ChainEnd, contest.id)
    return found or ChainEnd(contest_id=contest.id, digest=None, runs=0, rules=0, finals=0, decisions=0)
