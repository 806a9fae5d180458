"""Everything that tells how sure a ranking is, of one contest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import pandas as pd

from scoring.contest import ContestData
from scoring.panel import Agreement, agreement, spreads
from scoring.panel.offsets import Offset, judge_offsets_of
from scoring.panel.sheets import sheet_table
from scoring.ranking import RankedEntry, Ranking
from scoring.rules import Rules
from scoring.sureness.influence import effective_weights
from scoring.sureness.leaving_out import Moved, without_each_entry, without_each_judge
from scoring.sureness.weights import EdgeChange, Parts, edge_changes

PERCENT = 100


@dataclass(frozen=True, slots=True)
class PanelReview:
    """What the marks say of the judges; `offsets` is None where the judges cannot be compared."""

    agreement: Agreement
    offsets: tuple[Offset, ...] | None
    spreads: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Review:
    """How sure a ranking is.

    `weights` are the parts' shares of the differences between totals (None where all totals are equal, or
    there is one part only); `edges` the weights of the judges at which an award changes hands; `judges` and
    `entries` what changes if one of them is left out; `panel` is None without marks.
    """

    weights: Mapping[str, Fraction] | None
    edges: tuple[EdgeChange, ...]
    judges: Mapping[str, tuple[Moved, ...]]
    entries: Mapping[str, tuple[Moved, ...]]
    panel: PanelReview | None


def review(data: ContestData, rules: Rules, ranking: Ranking) -> Review:
    """Return what moves the awards of a ranking, and what its marks say of the judges."""
    ranked = [entry for entry in ranking.entries if entry.rank is not None]
    return Review(
        weights=_weights(ranked, rules),
        edges=tuple(_edges(ranked, rules)),
        judges=without_each_judge(data, rules, ranking) if rules.judging else {},
        entries=without_each_entry(data, rules, ranking),
        panel=_panel(data, rules),
    )


def _weights(ranked: list[RankedEntry], rules: Rules) -> Mapping[str, Fraction] | None:
    """Return the shares of the two parts in what is printed of a total; nothing where there is one part."""
    pairs = [(one.judge_part, one.engagement_part) for one in ranked]
    if rules.judging is None or rules.engagement is None or any(None in pair for pair in pairs):
        return None
    names = ("judging", "engagement")
    parts = {name: [Fraction(pair[place] or 0) for pair in pairs] for place, name in enumerate(names)}
    return effective_weights(parts)


def _edges(ranked: list[RankedEntry], rules: Rules) -> Iterator[EdgeChange]:
    """Yield the changes at the edges of the awards for the total, where two weights make it."""
    if rules.total.combine != "weighted" or rules.judging is None or rules.engagement is None or rules.parts:
        return
    parts = [
        Parts(one.number, one.exact_judge_points, one.exact_engagement_points)
        for one in ranked
        if one.exact_judge_points is not None and one.exact_engagement_points is not None
    ]
    if len(parts) == len(ranked) and rules.judging.weight is not None:
        edges = accumulate(award.count for award in rules.awards if award.by == "total")
        yield from edge_changes(parts, Fraction(rules.judging.weight) / PERCENT, list(edges))


def _panel(data: ContestData, rules: Rules) -> PanelReview | None:
    if rules.judging is None or data.marks.empty:
        return None
    competing = data.entries.loc[data.entries["status"] == "competing", "number"]
    marks = data.marks[data.marks["number"].isin(competing)]
    table = sheet_table(marks, rules.judging.criteria)
    return PanelReview(agreement(table), judge_offsets_of(table), spreads(table))
