"""Ranks of units: the best entries of each, as many as the rules say, added up."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.entries import Entries
from scoring.exact import ExactColumn, Ints, Mask
from scoring.placing import Places, placed
from scoring.ties import RankKey


@dataclass(frozen=True, slots=True, eq=False)
class UnitPlaces:
    """The ranks of units, a row a unit; `totals` are what they are ranked by.

    `unit_of` is each entry's unit, `counts` which entries count for theirs.
    """

    names: npt.NDArray[np.object_]
    places: Places
    totals: ExactColumn
    unit_of: Ints
    counts: Mask


def placed_units(keys: list[RankKey], entries: Entries, by_entry: Places, best: int | None) -> UnitPlaces:
    """Rank the units by the sums of their counted entries' columns."""
    names, unit_of = np.unique(entries.units.astype(str), return_inverse=True)
    unit_of = unit_of.astype(np.int64)
    counts = _counted(unit_of, by_entry, best)
    columns = [_of_units(key, unit_of, counts, len(names)) for key in keys]
    ranked = ~columns[0].unknown
    statuses = np.zeros(len(names), dtype=np.int64)
    places = placed([column.order_codes() for column in columns], ranked, statuses)
    return UnitPlaces(names.astype(object), places, columns[0], unit_of, counts)


def entry_places(units: UnitPlaces, by_entry: Places, statuses: Ints) -> Places:
    """Return the entries' places: those that count stand where their unit does, the others have no rank."""
    ranks = np.where(units.counts, units.places.ranks[units.unit_of], 0)
    tied = units.counts & units.places.tied[units.unit_of]
    position = np.empty(len(ranks), dtype=np.int64)
    position[by_entry.order] = np.arange(len(ranks))
    stands = np.empty(len(units.names), dtype=np.int64)
    stands[units.places.order] = np.arange(len(units.names))
    unit_stands = np.where(units.counts, stands[units.unit_of], 0)
    return Places(ranks, tied, np.lexsort((position, unit_stands, statuses, ~units.counts)))


def _counted(unit_of: Ints, by_entry: Places, best: int | None) -> Mask:
    """Return which entries are among the best ranked ones of their unit."""
    counts = np.zeros(len(unit_of), dtype=np.bool_)
    order = by_entry.order[by_entry.ranks[by_entry.order] > 0]
    by_unit = order[np.argsort(unit_of[order], kind="stable")]
    starts = np.unique(unit_of[by_unit], return_index=True)[1]
    sizes = np.diff(np.append(starts, len(by_unit)))
    place = np.arange(len(by_unit)) - np.repeat(starts, sizes)
    counts[by_unit if best is None else by_unit[place < best]] = True
    return counts


def _of_units(key: RankKey, unit_of: Ints, counts: Mask, size: int) -> ExactColumn:
    column = key.column.taken(counts)
    groups = unit_of[counts]
    if key.adds_up:
        return column.summed_by(groups, size)
    codes = np.full(size, np.iinfo(np.int64).min)
    known = ~column.unknown
    np.maximum.at(codes, groups[known], column.numerators[known])
    return ExactColumn.of(codes, codes == np.iinfo(np.int64).min, denominator=column.denominator)
