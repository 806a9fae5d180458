"""Finds the units that files name, by code or by name, and makes those that are new."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Unit, UnitName
from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import RowReader
from pipeline.sheets.occasion import Assigned
from pipeline.sheets.text_cells import folded, without_marks


class KnownUnits:
    """The stored units by folded name and code."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._codes = {unit.id: unit.code for unit in session.scalars(select(Unit))}
        self._by_code = {code: unit for unit, code in self._codes.items()}
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._names: dict[int, str] = {}
        for unit_id, name in session.execute(select(UnitName.unit_id, UnitName.name).order_by(UnitName.id)):
            self._by_name[folded(name)].add(unit_id)
            self._names[unit_id] = name

    def check(self, reader: RowReader, name: str | None) -> None:
        """Note a fault where several units bear the name and no code tells which is meant."""
        meant = self._by_name.get(folded(name or ""), set())
        if len(meant) > 1:
            codes = ", ".join(sorted(self._codes[unit] for unit in meant))
            reader.add(FaultCode.UNIT_AMBIGUOUS, "unit", codes=codes)

    def named(self, assigned: Assigned) -> Assigned:
        """Return the changed fields of a record with the units' names in place of their ids."""
        if "unit_id" not in assigned:
            return assigned
        old, new = (self._names.get(unit) if isinstance(unit, int) else None for unit in assigned["unit_id"])
        return {**{key: pair for key, pair in assigned.items() if key != "unit_id"}, "unit": (old, new)}

    def ids(self, names: Iterable[str]) -> Mapping[str, int]:
        """Return the id of every name's unit; new ones are made in the order of their names."""
        return {name: self._found(name) or self._made(name) for name in sorted(set(names))}

    def _found(self, name: str) -> int | None:
        meant = self._by_name.get(folded(name))
        return min(meant) if meant else self._by_code.get(name.casefold())

    def _made(self, name: str) -> int:
        unit = Unit(code=_free_code(name, self._by_code))
        self._session.add(unit)
        self._session.flush()
        self._session.add(UnitName(unit_id=unit.id, name=name))
        self._by_code[unit.code] = unit.id
        self._by_name[folded(name)].add(unit.id)
        self._names[unit.id] = name
        return unit.id


def code_from_name(name: str) -> str:
    """Return a name's code: lower case, without marks, joined by hyphens.

    >>> code_from_name("P. Đinh Xá")
    'p-dinh-xa'
    """
    letters = without_marks(name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "unit"


def _free_code(name: str, taken: Mapping[str, int]) -> str:
    code = code_from_name(name)
    last = 1
    while (free := code if last == 1 else f"{code}-{last}") in taken:
        last += 1
    return free
