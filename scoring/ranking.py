"""The outcome of applying rules to a contest: every entry's rank and each figure on the way to it."""

from collections.abc import Mapping, Sequence
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
class CountBounds:
    """The two readings between which one post's count was interpolated, for the instant `at`."""

    post: int
    at: datetime
    count_before: int
    at_before: datetime
    count_after: int
    at_after: datetime


@dataclass(frozen=True, slots=True)
class CountedMetric:
    """One channel's metric of one entry as it was counted, its posts joined as the rules say.

    `count` is None where unknown; `counted_at` is the oldest instant that went into it and `sources` who
    told it; `points` is what it alone brings (None under rules that give it no points of its own).
    `bounds` are the readings around each instant that was interpolated, by post and instant.
    """

    channel: str
    metric: str
    count: int | None
    counted_at: datetime | None
    sources: tuple[str, ...]
    is_interpolated: bool
    points: Fraction | None
    bounds: tuple[CountBounds, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricScore:
    """What one rule on engagement gave an entry: the count that it read, and the points.

    `channel` is None where the counts of all channels were added. `scaled` is the indicator, None in mode
    `points`.
    """

    metric: str
    channel: str | None
    count: int | None
    points: Fraction | None
    scaled: Fraction | None


@dataclass(frozen=True, slots=True)
class PartScore:
    """What the judges gave an entry on one part of the contest."""

    part: str
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """What the judges whose sheets count gave an entry on one criterion, joined as the rules say.

    It is their mean, unless the rules join criterion by criterion in another way.
    """

    criterion: str
    mean: Fraction
    judges: int


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """One entry's rank and the way to it; exact figures are fractions, printed ones are decimals.

    `rank` is None for an entry that is not ranked, `missing` then says why (the codes of MISSING, such as
    `marks`, `counts`, `judges`, beside `<channel>_<metric>` for each unknown count). Where units are ranked
    it is the rank of the entry's unit, for the entries that count. `judge_points`,
    `engagement_points` and `total` are rounded half up to the rules' digits. `judge_part` and
    `engagement_part` are what the two add to the total, rounded so that they add up to it as printed.
    `raw_engagement` is the sum of points before scaling, `exact_raw_judge_points` are those before severity
    was adjusted (None where it was not). `engagement_rank` is the rank by engagement alone, where the rules
    want one; `side_awards` are those for something else than the total.
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
    side_awards: tuple[str, ...] = ()
    engagement_rank: int | None = None
    exact_raw_judge_points: Fraction | None = None
    parts: tuple[PartScore, ...] = ()
    metrics: tuple[MetricScore, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """One unit's rank, where units are ranked; the total is that of the entries that count (`numbers`)."""

    unit: str
    rank: int | None
    tied: bool
    award: str | None
    exact_total: Fraction | None
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A contest's outcome under given rules at an instant.

    `entries` stand in rank order: ranked ones first, then competing ones that cannot be ranked, then
    withdrawn and disqualified ones, each by number where nothing else decides; each is made when it is
    first looked at. `columns` are the pairs (channel, metric) in use, in the rules' order. `units` stand in
    rank order, none where entries are ranked.
    """

    at: datetime
    entries: Sequence[RankedEntry]
    columns: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    units: tuple[RankedUnit, ...] = ()
