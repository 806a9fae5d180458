"""The workbook's first sheet: the ranking, with each channel's counts, their instant and sources."""

from collections.abc import Iterator

from reports.catalogue import Catalogue
from reports.data import CountCell, RankingReport, ReportRow
from reports.figures import instant_text, offset_text
from reports.sections import shows_parts
from reports.standing import standing_sentences
from reports.wording import (
    capitalised,
    channel_name,
    flag_words,
    metric_name,
    missing_words,
    source_name,
    status_word,
)
from reports.workbook_sheet import (
    WHOLE,
    Column,
    Sheet,
    Value,
    instant_column,
    number,
    points_format,
    serial_day,
)


def ranking_sheet(report: RankingReport, catalogue: Catalogue) -> Sheet:
    """Return the sheet, one row an entry in rank order."""
    return Sheet(
        name=catalogue.say("workbook.ranking"),
        above=_above(report, catalogue),
        columns=tuple(_columns(report, catalogue)),
        rows=(tuple(_row(report, row, catalogue)) for row in report.rows),
        height=len(report.rows),
        fixed_columns=5,
    )


def _above(report: RankingReport, catalogue: Catalogue) -> tuple[str, ...]:
    zone, offset = report.contest.time_zone, offset_text(report.at, report.contest.time_zone)
    standing = catalogue.say("page.final" if report.is_final else "page.provisional").upper()
    made_up = [f"{catalogue.say('page.made-up')}. {catalogue.say('page.made-up-why')}"]
    at = instant_text(report.at, zone, catalogue.language)
    return (
        f"{standing} – {report.contest.name}",
        *(made_up if report.is_made_up else ()),
        *standing_sentences(report, catalogue),
        catalogue.say("page.as-of", at=at, offset=offset),
        catalogue.say("workbook.zone", zone=zone, offset=offset),
        catalogue.say("page.ranking-note"),
    )


def _columns(report: RankingReport, catalogue: Catalogue) -> Iterator[Column]:
    points = points_format(report.rules.digits)
    yield Column(catalogue.say("column.rank"), WHOLE, 6)
    yield Column(catalogue.say("column.tied"), width=8)
    yield Column(catalogue.say("column.award"), width=13, is_wrapped=True)
    yield Column(catalogue.say("page.number"), width=7)
    yield Column(catalogue.say("column.title"), width=34, is_wrapped=True)
    yield Column(catalogue.say("column.unit"), width=18, is_wrapped=True)
    for key in _point_keys(report):
        yield Column(catalogue.say(f"workbook.{key}"), points, 9)
    yield Column(catalogue.say("column.status"), width=8)
    for channel, metrics in _channels(report).items():
        name = channel_name(catalogue, channel)
        for metric in metrics:
            yield Column(_of(catalogue, name, metric_name(catalogue, metric)), WHOLE, 9)
        yield instant_column(_of(catalogue, name, catalogue.say("workbook.taken_at")), report, catalogue)
        yield Column(_of(catalogue, name, catalogue.say("workbook.source")), width=13, is_wrapped=True)
    yield Column(catalogue.say("column.missing"), width=22, is_wrapped=True)
    yield Column(catalogue.say("column.flags"), width=14, is_wrapped=True)


def _row(report: RankingReport, row: ReportRow, catalogue: Catalogue) -> Iterator[Value]:
    yield from (row.rank, catalogue.say("yes" if row.tied else "no"), row.award or "")
    yield from (row.number, row.title, row.unit)
    for key in _point_keys(report):
        yield number(getattr(row, key))
    yield status_word(catalogue, row.status)
    cells = {(cell.channel, cell.metric): cell for cell in row.counts}
    for channel, metrics in _channels(report).items():
        yield from _channel([cells.get((channel, metric)) for metric in metrics], report, catalogue)
    yield capitalised("; ".join(missing_words(catalogue, code) for code in row.missing))
    yield capitalised("; ".join(flag_words(catalogue, flag) for flag in row.flags))


def _channel(cells: list[CountCell | None], report: RankingReport, catalogue: Catalogue) -> Iterator[Value]:
    """Give a channel's counts, the oldest instant that one of them is of, and all who told them."""
    yield from (None if cell is None else cell.count for cell in cells)
    known = [cell for cell in cells if cell is not None and cell.count is not None]
    instants = [cell.counted_at for cell in known if cell.counted_at is not None]
    sources = dict.fromkeys(source for cell in known for source in cell.sources)
    yield serial_day(min(instants, default=None), report.contest.time_zone)
    yield ", ".join(source_name(catalogue, source) for source in sources)


def _point_keys(report: RankingReport) -> tuple[str, ...]:
    if shows_parts(report):
        return ("judge_points", "judge_part", "engagement_points", "engagement_part", "total")
    return ("judge_points", "engagement_points", "total")


def _channels(report: RankingReport) -> dict[str, list[str]]:
    channels: dict[str, list[str]] = {}
    for channel, metric in report.columns:
        channels.setdefault(channel, []).append(metric)
    return channels


def _of(catalogue: Catalogue, channel: str, item: str) -> str:
    return catalogue.say("workbook.of-channel", channel=channel, item=item)
