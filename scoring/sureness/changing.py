"""What the awards would be on another scale, or with counts as the committee might rule on them."""

from collections.abc import Iterable

from scoring.applying import rank
from scoring.contest import ContestData
from scoring.ranking import Ranking
from scoring.rules import Engagement, Rules
from scoring.sureness.leaving_out import Moved, moved_awards
from scoring.suspicion import Ruling, ruled

SCALES = ("share-of-best", "min-max", "log-min-max", "percentile")
"""The scales to 100 that need nothing but the field."""


def on_other_scales(data: ContestData, rules: Rules, now: Ranking) -> dict[str, tuple[Moved, ...]]:
    """Return for each other scale the awards that change if engagement is brought to it.

    Empty where engagement adds nothing to the total, or adds its points as they stand.
    """
    engagement = rules.engagement
    if engagement is None or engagement.scale == "none" or rules.total.combine not in ("weighted", "sum"):
        return {}
    others = [scale for scale in SCALES if scale != engagement.scale]
    return {scale: moved_awards(now, rank(data, _on(rules, engagement, scale))) for scale in others}


def with_rulings(
    data: ContestData, rules: Rules, now: Ranking, rulings: Iterable[Ruling]
) -> tuple[Moved, ...]:
    """Return the awards that change if the committee decides so, such as that flagged growth is left out."""
    return moved_awards(now, rank(ruled(data, rulings), rules))


def _on(rules: Rules, engagement: Engagement, scale: str) -> Rules:
    plain = {"scale": scale, "target": None, "goalposts": None, "rank_points": (), "pot": None}
    measures = tuple(
        rule.model_copy(update={"scale": None, "target": None, "goalposts": None})
        for rule in engagement.rules
    )
    changed = engagement.model_copy(update={**plain, "rules": measures})
    return rules.model_copy(update={"engagement": changed})
