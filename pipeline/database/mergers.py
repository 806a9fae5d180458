"""Which units are one and the same today, after all mergers."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Unit

Merged = Mapping[int, Sequence[tuple[int, str]]]
"""By the id of each unit: the ids and codes of all that it is one with, itself too."""


def merged_units(session: Session) -> Merged:
    """Return for each unit all that it has merged with."""
    units = session.execute(select(Unit.id, Unit.code, Unit.successor_id)).all()
    heir_of = {unit: successor for unit, _, successor in units if successor is not None}
    together: dict[int, list[tuple[int, str]]] = {}
    for unit, code, _ in units:
        together.setdefault(_today(unit, heir_of), []).append((unit, code))
    return {unit: together[_today(unit, heir_of)] for unit, _, _ in units}


def _today(unit: int, heir_of: Mapping[int, int]) -> int:
    """Return the unit that a unit is part of today; a circle of successors ends where it began."""
    seen = {unit}
    while (heir := heir_of.get(unit)) is not None and heir not in seen:
        unit = heir
        seen.add(unit)
    return unit
