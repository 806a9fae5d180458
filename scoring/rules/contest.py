"""All rules of a contest together, checked against each other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import ValidationError, model_validator

from scoring.rules.checks import crossed_faults
from scoring.rules.counts import Counts
from scoring.rules.engagement import Engagement, EngagementRule
from scoring.rules.faults import without_doubles
from scoring.rules.flags import Flags
from scoring.rules.judging import Judging
from scoring.rules.table import RulesTable
from scoring.rules.total import Award, Part, Total


class Rules(RulesTable):
    """All rules of a contest; `engagement` or `judging` is left out where only the other decides.

    Awards go to positions in their order: the first award's count of positions, then the next one's; side
    awards stand beside them. `parts` are the parts of a contest, each with its share of the total. `flags`
    say from where on a count is unusual, and change no rank.
    """

    counts: Counts | None = None
    engagement: Engagement | None = None
    judging: Judging | None = None
    parts: Annotated[tuple[Part, ...], without_doubles(lambda part: part.key)] = ()
    total: Total
    flags: Flags | None = None
    awards: Annotated[tuple[Award, ...], without_doubles(lambda award: award.name)] = ()

    @model_validator(mode="after")
    def _can_be_satisfied(self) -> Self:
        faults = crossed_faults(self)
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    @property
    def measures(self) -> tuple[EngagementRule, ...]:
        """What each metric is worth, nothing without engagement."""
        return self.engagement.measures if self.engagement else ()

    @property
    def points(self) -> Mapping[str, Decimal]:
        """The points a unit of each metric for which a count always brings the same, on every channel."""
        is_adding = self.engagement is not None and self.engagement.mode == "points"
        plain = [rule for rule in self.measures if rule.is_plain and is_adding]
        return {rule.metric: rule.points for rule in plain if rule.points is not None}

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics in use, in order: those with points, then those that only decide something else."""
        return tuple(dict.fromkeys(metric for metric, _ in self._metrics_in_use()))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels whose counts are in use, in order."""
        return self.counts.channels if self.counts else ()

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The pairs of a channel and a metric that are in use, by channel, then by metric."""
        used = set(self._metrics_in_use())
        return tuple(
            (channel, metric)
            for channel in self.channels
            for metric in self.metrics
            if used & {(metric, None), (metric, channel)}
        )

    def _metrics_in_use(self) -> list[tuple[str, str | None]]:
        """Return the metrics with the channel that each is used on, None for all channels."""
        thresholds = self.engagement.thresholds if self.engagement else ()
        ratios = self.engagement.ratios if self.engagement else ()
        named = (*self.total.ties, *(award.by for award in self.awards))
        return [
            *((rule.metric, rule.channel) for rule in self.measures),
            *((threshold.metric, threshold.channel) for threshold in thresholds),
            *((metric, None) for ratio in ratios for metric in (ratio.metric, ratio.of)),
            *((metric, None) for metric in (self.counts.minimums if self.counts else ())),
            *((name.removeprefix("metric:"), None) for name in named if name.startswith("metric:")),
        ]
