"""Marks adjusted for severe and lenient judges, or the reasons why they cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring.entries import Entries
from scoring.exact import ExactColumn, Mask
from scoring.judging.additive import judge_offsets
from scoring.judging.islands import Gap, gap_between
from scoring.judging.standard_scores import overall_spread, standard_scores
from scoring.judging.values import Values, joined
from scoring.ranking import Notice
from scoring.rules import Judging


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """The judges' values of each entry joined: as given, and adjusted (None where that is refused or off)."""

    raw: ExactColumn
    adjusted: ExactColumn | None
    notices: tuple[Notice, ...] = ()

    @property
    def points(self) -> ExactColumn:
        """What counts."""
        return self.raw if self.adjusted is None else self.adjusted


def adjusted(values: Values, rules: Judging, entries: Entries, names: Sequence[str]) -> Adjusted:
    """Adjust, then join. Only values of competing entries say how severe a judge is."""
    raw = joined(values, rules)
    basis = entries.competing[values.entry]
    if rules.severity == "off" or not basis.any():
        return Adjusted(raw, None)
    by_judge = _by_scores if rules.severity == "z" else _by_offsets
    return by_judge(values, rules, raw, basis, entries, names)


def _by_offsets(
    values: Values, rules: Judging, raw: ExactColumn, basis: Mask, entries: Entries, names: Sequence[str]
) -> Adjusted:
    """Subtract each judge's offset of the additive model."""
    known = values.taken(basis)
    gap = gap_between(known.judge, known.entry, len(names))
    if gap is not None:
        return Adjusted(raw, None, (_gap_notice(gap, entries, names),))
    offsets = ExactColumn.of_fractions([-offset for offset in judge_offsets(known, len(names))])
    moved = values.with_values(values.values.plus(offsets.taken(values.judge)).reduced())
    is_idle = rules.aggregate == "mean" and _is_full(known)
    notices = (Notice("severity-changes-nothing"),) if is_idle else ()
    return Adjusted(raw, joined(moved, rules), notices)


def _by_scores(
    values: Values, rules: Judging, raw: ExactColumn, basis: Mask, entries: Entries, names: Sequence[str]
) -> Adjusted:
    """Replace values by standard scores, join them and bring them back to the scale of the marks."""
    known = values.taken(basis)
    if not _is_full(known):
        return Adjusted(raw, None, (Notice("severity-unequal-panels"),))
    scores, equal = standard_scores(values, basis)
    told = tuple(Notice("severity-equal-marks", (), {"judge": names[judge]}) for judge in equal)
    mean_scores = joined(values.with_values(scores), rules)
    left = ~entries.competing
    if rules.refit == "deviation":
        mean, deviation = overall_spread(values, basis)
        return Adjusted(raw, mean_scores.times(deviation).shifted(mean), told)
    return Adjusted(raw, _refitted(mean_scores, raw, left, overall_spread(values, basis)[0]), told)


def _refitted(scores: ExactColumn, raw: ExactColumn, left: Mask, mean: Fraction) -> ExactColumn:
    """Map the lowest and highest score to the lowest and highest raw value of those that compete."""
    low, high = scores.hidden(left).lowest(), scores.hidden(left).highest()
    raw_low, raw_high = raw.hidden(left).lowest(), raw.hidden(left).highest()
    if low is None or high is None or raw_low is None or raw_high is None or low == high:
        return scores.times(0).shifted(mean)
    return scores.shifted(-low).times((raw_high - raw_low) / (high - low)).shifted(raw_low)


def _is_full(values: Values) -> bool:
    """Whether every judge gave every entry a value."""
    return len(values.entry) == len(np.unique(values.entry)) * len(np.unique(values.judge))


def _gap_notice(gap: Gap, entries: Entries, names: Sequence[str]) -> Notice:
    islands = " | ".join(", ".join(names[judge] for judge in island) for island in gap.islands)
    if gap.entry is not None:
        return Notice("severity-bridge-entry", (str(entries.numbers[gap.entry]),), {"islands": islands})
    if gap.judge is not None:
        return Notice("severity-bridge-judge", (), {"islands": islands, "judge": names[gap.judge]})
    return Notice("severity-islands", (), {"islands": islands})
