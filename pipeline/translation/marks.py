"""The marks that judge points come from, as the reports list them."""

from decimal import Decimal

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Judge
from pipeline.database.types import MILLION
from reports.data import MarkLine


def mark_lines(session: Session, contest: Contest, marks: pd.DataFrame) -> tuple[MarkLine, ...]:
    """Return the marks of a ranking's frame with the judges' names, by judge, entry and criterion."""
    names = dict(session.execute(select(Judge.key, Judge.name).where(Judge.contest_id == contest.id)).all())
    ordered = marks.sort_values(["judge", "number", "criterion"])
    columns = (ordered[name].tolist() for name in ("number", "judge", "criterion", "mark_millionths"))
    return tuple(
        MarkLine(number, judge, names.get(judge, judge), criterion, _mark(millionths))
        for number, judge, criterion, millionths in zip(*columns, strict=True)
    )


def _mark(millionths: int) -> Decimal:
    mark = (Decimal(millionths) / MILLION).normalize()
    return Decimal(f"{mark:f}")
