"""The tables of the report's page, put together from the report's data and free of any language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reports.data import CountCell, CriterionCell, RankingReport, ReportRow
from reports.score_sheets import ScoreSheet, score_sheets


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """An award, how many of it the rules give, and who has it."""

    name: str
    count: int
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Who told counts and when; `metrics` are those that it holds for, none where it holds for all."""

    metrics: tuple[str, ...]
    counted_at: datetime | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelCounts:
    """One channel's counts of an entry, a cell for each metric of the table (None: the channel has none).

    `points` are what the channel's counts add before scaling, None where no count of it adds any.
    """

    channel: str
    links: tuple[str, ...]
    cells: tuple[CountCell | None, ...]
    points: Decimal | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class EntrySection:
    """What an entry's points come from: its counts by channel, its score sheets, the criteria's means.

    Without channels in the rules there are no `channels`, without marks no `sheets`. `means` has a place
    for each criterion of the rules, None where nobody has a mean.
    """

    row: ReportRow
    channels: tuple[ChannelCounts, ...]
    sheets: tuple[ScoreSheet, ...]
    means: tuple[CriterionCell | None, ...]


def award_groups(report: RankingReport) -> tuple[AwardGroup, ...]:
    """Return the rules' awards in their order, given or not."""
    return tuple(
        AwardGroup(name, count, tuple(row for row in report.rows if row.award == name))
        for name, count in report.rules.awards
    )


def shows_parts(report: RankingReport) -> bool:
    """Tell whether what a part adds to the total differs from its points anywhere."""
    return any(
        (row.judge_part, row.engagement_part) != (row.judge_points, row.engagement_points)
        for row in report.rows
        if row.total is not None
    )


def metrics_in_use(report: RankingReport) -> tuple[str, ...]:
    """Return the metrics of all channels, each once, in the rules' order."""
    return tuple(dict.fromkeys(metric for _, metric in report.columns))


def entry_sections(report: RankingReport) -> tuple[EntrySection, ...]:
    """Return a section for every entry, in rank order."""
    sheets = score_sheets(report)
    return tuple(_section(row, sheets.get(row.number, ()), report) for row in report.rows)


def _section(row: ReportRow, sheets: tuple[ScoreSheet, ...], report: RankingReport) -> EntrySection:
    channels = dict.fromkeys(channel for channel, _ in report.columns)
    means = {cell.key: cell for cell in row.criteria}
    return EntrySection(
        row=row,
        channels=tuple(_channel_counts(row, channel, report) for channel in channels),
        sheets=sheets,
        means=tuple(means.get(key) for key, *_ in report.rules.criteria),
    )


def _channel_counts(row: ReportRow, channel: str, report: RankingReport) -> ChannelCounts:
    unknown = {
        metric: CountCell(channel, metric, None, None, (), is_interpolated=False, points=None)
        for used, metric in report.columns
        if used == channel
    }
    cells = unknown | {cell.metric: cell for cell in row.counts if cell.channel == channel}
    points = [cell.points for cell in cells.values() if cell.points is not None and cell.count is not None]
    return ChannelCounts(
        channel=channel,
        links=tuple(link for linked, link in row.links if linked == channel and _is_web(link)),
        cells=tuple(cells.get(metric) for metric in metrics_in_use(report)),
        points=sum(points, Decimal(0)) if points else None,
        told=_told([cell for cell in cells.values() if cell.count is not None]),
    )


def _told(cells: Sequence[CountCell]) -> tuple[Told, ...]:
    groups: dict[tuple[datetime | None, tuple[str, ...]], list[str]] = {}
    for cell in cells:
        groups.setdefault((cell.counted_at, cell.sources), []).append(cell.metric)
    return tuple(
        Told(tuple(metrics) if len(groups) > 1 else (), counted_at, sources)
        for (counted_at, sources), metrics in groups.items()
    )


def _is_web(link: str) -> bool:
    return link.lower().startswith(("https://", "http://"))
