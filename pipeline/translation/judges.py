"""What judges do not mark, as scoring takes it: entries of units of theirs, and those they recused from."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.mergers import merged_units
from pipeline.database.models import Contest, Entry, Judge, Recusal


def judges_frame(session: Session, contest: Contest) -> pd.DataFrame:
    """Return one row a judge and unit code: the judge's own unit and all that it has merged with."""
    merged = merged_units(session)
    judges = session.execute(
        select(Judge.key, Judge.unit_id).where(Judge.contest_id == contest.id, Judge.unit_id.is_not(None))
    ).all()
    rows = [(judge, code) for judge, unit in judges if unit is not None for _, code in merged[unit]]
    return pd.DataFrame(rows, columns=["judge", "unit"]).astype({"judge": "str", "unit": "str"})


def recusals_frame(session: Session, contest: Contest) -> pd.DataFrame | None:
    """Return one row a judge and entry that the judge recused from, None without any."""
    rows = session.execute(
        select(Judge.key, Entry.number)
        .select_from(Recusal)
        .join(Judge, Recusal.judge_id == Judge.id)
        .join(Entry, Recusal.entry_id == Entry.id)
        .where(Judge.contest_id == contest.id)
    ).all()
    if not rows:
        return None
    return pd.DataFrame([tuple(row) for row in rows], columns=["judge", "number"]).astype("str")
