"""The judges with the units whose entries they may not mark, as scoring takes them."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, Judge, Unit


def judges_frame(session: Session, contest: Contest) -> pd.DataFrame:
    """Return one row a judge and unit code: the judge's own unit and all that it has merged with."""
    units = session.execute(select(Unit.id, Unit.code, Unit.successor_id)).all()
    heir_of = {unit: successor for unit, _, successor in units if successor is not None}
    codes: dict[int, list[str]] = {}
    for unit, code, _ in units:
        codes.setdefault(_today(unit, heir_of), []).append(code)
    judges = session.execute(
        select(Judge.key, Judge.unit_id).where(Judge.contest_id == contest.id, Judge.unit_id.is_not(None))
    ).all()
    rows = [
        (judge, code) for judge, unit in judges if unit is not None for code in codes[_today(unit, heir_of)]
    ]
    return pd.DataFrame(rows, columns=["judge", "unit"]).astype({"judge": "str", "unit": "str"})


def _today(unit: int, heir_of: Mapping[int, int]) -> int:
    """Return the unit that a unit is part of today; a circle of successors ends where it began."""
    seen = {unit}
    while (heir := heir_of.get(unit)) is not None and heir not in seen:
        unit = heir
        seen.add(unit)
    return unit
