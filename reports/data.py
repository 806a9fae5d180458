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

    `links` pairs a channel with each post's address. `raw_engagement` is the sum of all counts' points
    before scaling, exact. `judge_part` and `engagement_part` add up to `total`.
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
    raw_engagement: Decimal | None
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
class ChannelGrowth:
    """How the views of all entries' posts on one channel grew: (instant, views) in order of time."""

    channel: str
    points: tuple[tuple[datetime, int], ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What one source told of one post at an instant: metrics with their counts, unknown ones left out.

    `link` is None for a post that is counted by hand without an address.
    """

    number: str
    channel: str
    link: str | None
    source: str
    taken_at: datetime
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One judge's mark for one entry and criterion."""

    number: str
    judge: str
    judge_name: str
    criterion: str
    mark: Decimal


@dataclass(frozen=True, slots=True)
class Finality:
    """Who made the ranking final and when; a version after the first supersedes the one before."""

    version: int
    frozen_at: datetime
    person: str
    reason: str | None
    result_digest: str


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
    `version`, `published_at` and `published_by` are None for draft rules; `digest` names either.
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
    published_at: datetime | None
    published_by: str | None
    digest: str
    clauses: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """codes of what the rules say further, with the parameters of each"""


@dataclass(frozen=True, slots=True)
class FormerRanks:
    """The ranks that the same counts and marks give under the rules that held when the first mark was given.

    `ranks` pairs an entry's number with its rank, None where it has none; it is empty where the marks do not
    fit those rules.
    """

    version: int
    published_at: datetime
    ranks: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Everything that the reports of one ranking show.

    `at` is the instant that counts stand for; `columns` the (channel, metric) pairs in use; `readings` all
    that the counts come from: those up to `at` and the first ones after it. `run_digest` names the last
    collection, `run_finished_at` when it ended. `is_made_up` is said in large letters (the demo's data are).
    `former` is there where the rules were changed after the first mark.
    """

    contest: ContestFacts
    at: datetime
    finality: Finality | None
    is_made_up: bool
    rules: RulesFacts
    columns: tuple[tuple[str, str], ...]
    rows: tuple[ReportRow, ...]
    marks: tuple[MarkLine, ...]
    readings: tuple[ReadingLine, ...]
    growth: tuple[GrowthLine, ...]
    channel_growth: tuple[ChannelGrowth, ...]
    notices: tuple[NoticeLine, ...]
    problems: tuple[ProblemLine, ...]
    run_digest: str | None
    run_finished_at: datetime | None
    former: FormerRanks | None = None

    @property
    def is_final(self) -> bool:
        """Tell whether the ranking was made final."""
        return self.finality is not None
