"""An entry's section in words: all that its page and its place on paper show, as finished texts."""

from dataclasses import dataclass

from reports.catalogue import Catalogue
from reports.data import CountCell, RankingReport, ReportRow
from reports.figures import UNKNOWN, decimal_text, number_text, short_decimal_text, short_instant_text
from reports.plaintext import visible_text
from reports.score_sheets import ScoreSheet
from reports.sections import ChannelCounts, EntrySection, Told, entry_sections, metrics_in_use
from reports.ties import tied_words
from reports.ways import engagement_way, judging_way, total_way
from reports.wording import capitalised, channel_name, flag_words, metric_name, source_name, standing_words

INTERPOLATED = "*"


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel: its name and links, a count for each metric, the points they add, who told them when."""

    name: str
    links: tuple[str, ...]
    counts: tuple[str, ...]
    points: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One judge's marks by criterion and the sheet's points."""

    judge: str
    marks: tuple[str, ...]
    points: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry's section; `means` and `judge_points` close the table of the sheets.

    `counts` says each channel's counts, instant and source on a line, for the ranking.
    """

    number: str
    title: str
    unit: str
    standing: str
    total: str
    counts: tuple[str, ...]
    channels: tuple[ChannelLine, ...]
    engagement: tuple[str, ...]
    sheets: tuple[SheetLine, ...]
    means: tuple[str, ...]
    judge_points: str
    judging: tuple[str, ...]
    combination: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that the sections' tables share: the metrics, and the criteria with their maxima."""

    metrics: tuple[str, ...]
    criteria: tuple[tuple[str, str], ...]


def entries_words(report: RankingReport, catalogue: Catalogue) -> tuple[EntryWords, ...]:
    """Return every entry's section, in rank order."""
    return tuple(_entry(section, report, catalogue) for section in entry_sections(report))


def headings(report: RankingReport, catalogue: Catalogue) -> Headings:
    """Return the headings of the sections' tables."""
    return Headings(
        metrics=tuple(capitalised(metric_name(catalogue, metric)) for metric in metrics_in_use(report)),
        criteria=tuple(
            (
                visible_text(name),
                catalogue.say("page.out-of", maximum=short_decimal_text(maximum, catalogue.language)),
            )
            for _, name, maximum, _ in report.rules.criteria
        ),
    )


def place_words(report: RankingReport, row: ReportRow, catalogue: Catalogue) -> str:
    """Say an entry's rank, with whom it shares it, its award and what is to be looked at."""
    if row.rank is None:
        standing = standing_words(catalogue, row) or ""
    else:
        standing = catalogue.say("page.rank", rank=number_text(row.rank, catalogue.language))
    tied = tied_words(report, row, catalogue)
    parts = [f"{standing}, {tied}" if tied else standing, visible_text(row.award or "")]
    return " · ".join(part for part in (*parts, *(flag_words(catalogue, flag) for flag in row.flags)) if part)


def _entry(section: EntrySection, report: RankingReport, catalogue: Catalogue) -> EntryWords:
    row, language, zone = section.row, catalogue.language, report.contest.time_zone
    parts = [channel.points for channel in section.channels if channel.points is not None]
    return EntryWords(
        number=visible_text(row.number),
        title=visible_text(row.title),
        unit=visible_text(row.unit),
        standing=place_words(report, row, catalogue),
        total=decimal_text(row.total, language),
        counts=tuple(_counts_line(channel, zone, catalogue) for channel in section.channels),
        channels=tuple(_channel(channel, report, catalogue) for channel in section.channels),
        engagement=engagement_way(report, row, parts, catalogue),
        sheets=tuple(_sheet(sheet, report.rules.digits, catalogue) for sheet in section.sheets),
        means=tuple(decimal_text(None if cell is None else cell.mean, language) for cell in section.means),
        judge_points=decimal_text(row.judge_points, language),
        judging=judging_way(row, catalogue),
        combination=total_way(report, row, catalogue),
    )


def _channel(channel: ChannelCounts, report: RankingReport, catalogue: Catalogue) -> ChannelLine:
    zone = report.contest.time_zone
    return ChannelLine(
        name=channel_name(catalogue, channel.channel),
        links=tuple(visible_text(link) for link in channel.links),
        counts=tuple(_count(cell, catalogue) for cell in channel.cells),
        points=decimal_text(channel.points, catalogue.language, report.rules.digits),
        told=tuple(_told(told, zone, catalogue) for told in channel.told) or (UNKNOWN,),
    )


def _counts_line(channel: ChannelCounts, zone: str, catalogue: Catalogue) -> str:
    counts = ", ".join(
        f"{_count(cell, catalogue)} {metric_name(catalogue, cell.metric)}"
        for cell in channel.cells
        if cell is not None
    )
    told = "; ".join(_told(told, zone, catalogue) for told in channel.told)
    return f"{channel_name(catalogue, channel.channel)}: {counts}" + (f" ({told})" if told else "")


def _count(cell: CountCell | None, catalogue: Catalogue) -> str:
    if cell is None:
        return ""
    mark = INTERPOLATED if cell.is_interpolated and cell.count is not None else ""
    return number_text(cell.count, catalogue.language) + mark


def _told(told: Told, zone: str, catalogue: Catalogue) -> str:
    metrics = ", ".join(metric_name(catalogue, metric) for metric in told.metrics)
    sources = [source_name(catalogue, source) for source in told.sources]
    instant = short_instant_text(told.counted_at, zone, catalogue.language)
    return (f"{capitalised(metrics)}: " if metrics else "") + ", ".join((instant, *sources))


def _sheet(sheet: ScoreSheet, digits: int, catalogue: Catalogue) -> SheetLine:
    language = catalogue.language
    return SheetLine(
        judge=visible_text(sheet.judge_name),
        marks=tuple(UNKNOWN if mark is None else short_decimal_text(mark, language) for mark in sheet.marks),
        points=decimal_text(sheet.points, language, digits),
        is_complete=sheet.points is not None,
    )
