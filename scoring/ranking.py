"""The outcome of applying rules to a contest: every entry's rank and each figure on the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that readers of the ranking must know: a code and the parameters of its sentence.

    `numbers` are the entries that it speaks of, none where it speaks of the whole ranking.
    """

    code: str
    numbers: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountedMetric:
    """One channel's metric of one entry as it was counted, its posts joined as the rules say.

    `count` is None where unknown; `counted_at` is the oldest instant that went into it and `sources` who
    told it; `points` is count times the points per unit (None under rules that give none for it).
    """

    channel: str
    metric: str
    count: int | None
    counted_at: datetime | None
    sources: tuple[str, ...]
    is_interpolated: bool
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """What the judges whose sheets count gave an entry on one criterion."""

    criterion: str
    mean: Fraction
    judges: int


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """One entry's rank and the way to it; exact figures are fractions, printed ones are decimals.

    `rank` is None for an entry that is not ranked, `missing` then says why (codes such as `marks`,
    `counts`, `judges`, beside `<channel>_<metric>` for each unknown count). `judge_points`,
    `engagement_points` and `total` are rounded half up to the rules' digits. `judge_part` and
    `engagement_part` are what the two add to the total, rounded so that they add up to it as printed.
    `raw_engagement` is the sum of points before scaling.
    """

    number: str
    status: str
    rank: int | None
    tied: bool
    award: str | None
    judge_points: Decimal | None
    engagement_points: Decimal | None
    judge_part: Decimal | None
    engagement_part: Decimal | None
    total: Decimal | None
    exact_judge_points: Fraction | None
    exact_engagement_points: Fraction | None
    exact_total: Fraction | None
    raw_engagement: Fraction | None
    counts: tuple[CountedMetric, ...]
    criteria: tuple[CriterionMean, ...]
    judges: int
    counted_at: datetime | None
    missing: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A contest's outcome under given rules at an instant.

    `entries` stand in rank order: ranked ones first, then competing ones that cannot be ranked, then
    withdrawn and disqualified ones, each by number where nothing else decides. `columns` are the pairs
    (channel, metric) in use, in the rules' order.
    """

    at: datetime
    entries: tuple[RankedEntry, ...]
    columns: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
