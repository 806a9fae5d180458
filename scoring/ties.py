"""The columns that ranks are decided by, in order: the total as the rules want it, then the tie-breaks."""

from collections.abc import Iterator
from decimal import Decimal

from scoring.counting import raw_engagement
from scoring.exact import ExactColumn, Ints
from scoring.rules import Rules
from scoring.scores import Scores


def rank_keys(scores: Scores, rules: Rules) -> list[Ints]:
    """Return whole numbers a row an entry, larger is better, unknown worst, most important first."""
    return [column.order_codes() for column in (_total(scores, rules), *_tie_columns(scores, rules))]


def _total(scores: Scores, rules: Rules) -> ExactColumn:
    total = scores.totals.total
    if rules.total.rank_on == "exact":
        return total
    return ExactColumn.of(total.rounded_half_up(rules.total.digits), total.unknown)


def _tie_columns(scores: Scores, rules: Rules) -> Iterator[ExactColumn]:
    for tie in rules.total.ties:
        kind, _, name = tie.partition(":")
        if kind == "metric":
            yield raw_engagement(scores.columns, {name: Decimal(1)}, scores.entries.size)
        elif kind == "engagement" and scores.engagement:
            yield scores.engagement
        elif kind == "submitted_at":
            yield scores.entries.submitted_at.times(-1)
        elif scores.judged:
            yield scores.judged.points if kind == "judges" else scores.judged.means[name]
