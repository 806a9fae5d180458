"""What a report is written from: plain values, all figures already decided, all instants aware."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ContestFacts:
    """What the contest is called, who holds it and when; instants are shown in `time_zone`."""

    key: str
    name: str
    organiser: str | None
    time_zone: str
    opens_at: datetime
    cut_off_at: datetime
    marks_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class CountCell:
    """One channel's metric of one entry: the count (None is unknown), when and by whom it was told.

    `points` are what the count adds before scaling, rounded for print; None where the rules give none.
    """

    channel: str
    metric: str
    count: int | None
    counted_at: datetime | None
    sources: tuple[str, ...]
    is_interpolated: bool
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class CriterionCell:
    """The mean that an entry's judges gave on one criterion, rounded for print."""

    key: str
    name: str
    maximum: Decimal
    mean: Decimal


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One entry of the report, in rank order; `rank` is None where it is not ranked and `missing` says why.

    `links` pairs a channel with each post's address. `judge_part` and `engagement_part` add up to `total`.
    """

    number: str
    title: str
    unit: str
    status: str
    rank: int | None
    tied: bool
    award: str | None
    judge_points: Decimal | None
    engagement_points: Decimal | None
    judge_part: Decimal | None
    engagement_part: Decimal | None
    total: Decimal | None
    counts: tuple[CountCell, ...]
    criteria: tuple[CriterionCell, ...]
    judges: int
    counted_at: datetime | None
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GrowthLine:
    """How one entry's views grew, all its channels added up: (instant, views) in order of time."""

    number: str
    points: tuple[tuple[datetime, int], ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What could not be read in the last run: a code with its parameters, and whose post, if one's."""

    channel: str
    code: str
    number: str | None
    title: str | None
    detail: tuple[tuple[str, str], ...]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A coded remark on the ranking; the catalogue makes the sentence."""

    code: str
    numbers: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RulesFacts:
    """The rules in figures, as the report words them.

    Weights are per cent under `weighted`, else None. `points` pairs a metric with its points a unit.
    `version` is None for draft rules; `digest` names the rules either way.
    """

    combine: str
    judging_weight: Decimal | None
    engagement_weight: Decimal | None
    scale: str
    points: tuple[tuple[str, Decimal], ...]
    channels: tuple[str, ...]
    posts: str
    between_readings: str
    minimum_judges: int
    criteria: tuple[tuple[str, str, Decimal, Decimal], ...]
    """key, name, maximum, weight"""
    ties: tuple[str, ...]
    digits: int
    rank_on: str
    awards: tuple[tuple[str, int], ...]
    version: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Everything that the reports of one ranking show.

    `at` is the instant that counts stand for; `columns` the (channel, metric) pairs in use; `run_digest`
    names the last collection that the figures come from, `run_finished_at` when it ended. `is_made_up` is
    said in large letters (the demo's data are).
    """

    contest: ContestFacts
    at: datetime
    is_final: bool
    is_made_up: bool
    rules: RulesFacts
    columns: tuple[tuple[str, str], ...]
    rows: tuple[ReportRow, ...]
    growth: tuple[GrowthLine, ...]
    notices: tuple[NoticeLine, ...]
    problems: tuple[ProblemLine, ...]
    run_digest: str | None
    run_finished_at: datetime | None
