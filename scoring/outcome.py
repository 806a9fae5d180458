"""Who stands where and is awarded what, a row an entry: ranks, awards, side awards."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.awarding import Contenders, Handing, award_notices
from scoring.contest import ContestData
from scoring.exact import ExactColumn, Ints
from scoring.placing import Places, placed
from scoring.ranking import Notice, RankedUnit
from scoring.rules import Award, Rules
from scoring.scores import Scores
from scoring.ties import RankKey, measure_columns, rank_keys
from scoring.units import UnitPlaces, entry_places, placed_units


@dataclass(frozen=True, slots=True, eq=False)
class SideAward:
    """An award for something else than the total, with those who get it among the entries."""

    award: Award
    handing: Handing


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The entries' places; the award of each, a place among `awards`, -1 for none.

    `units` is None where entries are ranked, `engagement_ranks` (0 for none) where the rules want no ranks
    by engagement alone.
    """

    places: Places
    awards: tuple[Award, ...]
    award_of: Ints
    units: UnitPlaces | None
    unit_awards: Ints
    side_awards: tuple[SideAward, ...]
    engagement_ranks: Ints | None
    notices: tuple[Notice, ...]


def outcome_of(scores: Scores, data: ContestData, rules: Rules) -> Outcome:
    """Rank the entries, or their units, and give the awards."""
    keys = rank_keys(scores, rules, data.decisions)
    by_entry = _placed(keys, scores)
    units = None
    if rules.total.rank_by == "unit":
        units = placed_units(keys, scores.entries, by_entry, rules.total.best)
    awards = tuple(award for award in rules.awards if award.by == "total")
    handing, numbers = _handing(scores, keys, by_entry, units, awards, rules)
    sides = tuple(_side_award(scores, award) for award in rules.awards if award.by != "total")
    is_apart = rules.total.combine == "separate" and scores.engagement is not None
    return Outcome(
        by_entry if units is None else entry_places(units, by_entry, scores.entries.statuses),
        awards,
        handing.award_of if units is None else _of_entries(handing.award_of, units),
        units,
        handing.award_of,
        sides,
        _ranks_by(scores, "engagement").ranks if is_apart else None,
        (*award_notices(handing, numbers), *_side_notices(sides, scores)),
    )


def ranked_units(scores: Scores, outcome: Outcome) -> tuple[RankedUnit, ...]:
    """Return the units in rank order, those that are not ranked last; none where entries are ranked."""
    units = outcome.units
    if units is None:
        return ()
    made = []
    for place in units.places.order.tolist():
        award, rank = int(outcome.unit_awards[place]), int(units.places.ranks[place])
        made.append(
            RankedUnit(
                str(units.names[place]),
                rank or None,
                bool(units.places.tied[place]),
                outcome.awards[award].name if award >= 0 else None,
                units.totals.fraction(place),
                scores.entries.named(units.counts & (units.unit_of == place)),
            )
        )
    return tuple(made)


def _placed(keys: list[RankKey], scores: Scores) -> Places:
    codes = [key.column.order_codes() for key in keys]
    return placed(codes, scores.ranked, scores.entries.statuses)


def _handing(
    scores: Scores,
    keys: list[RankKey],
    by_entry: Places,
    units: UnitPlaces | None,
    awards: tuple[Award, ...],
    rules: Rules,
) -> tuple[Handing, npt.NDArray[np.object_]]:
    """Hand the awards to entries or units; return what the contenders are called too."""
    contenders = Contenders(by_entry, keys[0].column, scores.entries.units)
    numbers = scores.entries.numbers
    if units is not None:
        contenders, numbers = Contenders(units.places, units.totals, units.names), units.names
    skips_ties = rules.total.award_edge == "skipped"
    one_a_unit = rules.total.one_award_a_unit
    return Handing(contenders, awards, skips_ties=skips_ties, one_a_unit=one_a_unit), numbers


def _of_entries(award_of_unit: Ints, units: UnitPlaces) -> Ints:
    return np.where(units.counts, award_of_unit[units.unit_of], -1)


def _side_award(scores: Scores, award: Award) -> SideAward:
    contenders = Contenders(_ranks_by(scores, award.by), _measure(scores, award.by), scores.entries.units)
    return SideAward(award, Handing(contenders, (award,), skips_ties=False, one_a_unit=False))


def _ranks_by(scores: Scores, measure: str) -> Places:
    column = _measure(scores, measure)
    return placed([column.order_codes()], ~column.unknown, scores.entries.statuses)


def _measure(scores: Scores, measure: str) -> ExactColumn:
    """Return the column of what is measured, of those that compete."""
    return next(measure_columns(scores, measure)).hidden(~scores.entries.competing)


def _side_notices(sides: tuple[SideAward, ...], scores: Scores) -> Iterator[Notice]:
    for side in sides:
        yield from award_notices(side.handing, scores.entries.numbers)
