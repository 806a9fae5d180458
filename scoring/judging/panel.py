"""Who of the judges may not mark what: conflicts and recusals, and who has marked only some entries."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.coding import places_among
from scoring.contest import ContestData
from scoring.entries import Entries
from scoring.exact import Ints, Mask
from scoring.judging.sheets import Sheets
from scoring.ranking import Notice


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """The pairs of a judge and an entry that are excused, as judge * number of entries + entry."""

    conflicts: Ints
    recusals: Ints
    size: int

    def in_conflict(self, sheets: Sheets) -> Mask:
        """Return the sheets of judges whose unit is the entry's."""
        return np.isin(sheets.judge * self.size + sheets.entry, self.conflicts)

    def is_excused(self, sheets: Sheets) -> Mask:
        """Return the sheets of judges who may not mark the entry or have recused."""
        pairs = sheets.judge * self.size + sheets.entry
        return np.isin(pairs, self.conflicts) | np.isin(pairs, self.recusals)

    def excused_from(self, judge: int) -> Ints:
        """Return the entries that a judge neither marks nor lacks."""
        pairs = np.concatenate((self.conflicts, self.recusals))
        judges, entries = np.divmod(pairs, max(self.size, 1))
        return np.asarray(entries[judges == judge], dtype=np.int64)


def panel_of(data: ContestData, entries: Entries, names: tuple[str, ...]) -> Panel:
    """Return who may not mark what, among the judges who have marked anything.

    Raises ScoringError for a recusal from an unknown entry.
    """
    conflicts = _conflicts(data.judges, entries, names)
    return Panel(conflicts, _recusals(data.recusals, entries, names), entries.size)


def conflict_notices(sheets: Sheets, panel: Panel, entries: Entries) -> Iterator[Notice]:
    """Yield, for each judge, the entries of the own unit whose marks were left out."""
    in_conflict = panel.in_conflict(sheets)
    for judge in np.unique(sheets.judge[in_conflict]).tolist():
        rows = in_conflict & (sheets.judge == judge)
        if numbers := entries.named(entries.marked(sheets.entry[rows])):
            yield Notice("conflict-left-out", numbers, {"judge": sheets.names[judge]})


def partly_marked_notices(sheets: Sheets, panel: Panel, entries: Entries) -> Iterator[Notice]:
    """Yield each judge who has marked some, but not all entries that others have, and which are lacking."""
    by_anybody = entries.marked(sheets.entry)
    order = np.argsort(sheets.judge, kind="stable")
    judges, starts = np.unique(sheets.judge[order], return_index=True)
    for judge, rows in zip(judges.tolist(), np.split(order, starts[1:]), strict=False):
        settled = entries.marked(np.concatenate((sheets.entry[rows], panel.excused_from(judge))))
        if numbers := entries.named(by_anybody & ~settled):
            yield Notice("judge-marked-some", numbers, {"judge": sheets.names[judge]})


def _conflicts(judges: pd.DataFrame | None, entries: Entries, names: tuple[str, ...]) -> Ints:
    if judges is None:
        return np.zeros(0, dtype=np.int64)
    places = {name: place for place, name in enumerate(names)}
    pairs = [
        places[judge] * entries.size + np.flatnonzero(entries.units == unit)
        for judge, unit in zip(judges["judge"].tolist(), judges["unit"].tolist(), strict=True)
        if judge in places and not pd.isna(unit)
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *pairs])


def _recusals(recusals: pd.DataFrame | None, entries: Entries, names: tuple[str, ...]) -> Ints:
    if recusals is None:
        return np.zeros(0, dtype=np.int64)
    judge = places_among(recusals["judge"], pd.Index(names, dtype=object))
    pairs = judge * entries.size + entries.places_of(recusals, "recusals")
    return np.asarray(pairs[judge >= 0], dtype=np.int64)
