"""The workbook's sheets that the ranking can be recomputed from: counts, marks, rules; and the problems."""

from collections.abc import Iterator, Sequence

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReadingLine
from reports.figures import offset_text
from reports.rules_words import rules_sentences
from reports.score_sheets import score_sheets
from reports.standing import digests, standing_sentences
from reports.wording import (
    capitalised,
    channel_name,
    metric_name,
    notice_sentence,
    problem_sentence,
    source_name,
)
from reports.workbook_sheet import (
    WHOLE,
    Column,
    Sheet,
    Value,
    instant_column,
    number,
    serial_day,
)

MOST_READINGS = 1_000_000
"""How many readings a sheet takes; more go to further sheets."""

_METRICS = ("views", "likes", "shares", "comments")
_MARK = "General"


def counts_sheets(report: RankingReport, catalogue: Catalogue) -> Iterator[Sheet]:
    """Return the sheets of all readings, one row a reading."""
    metrics = _read_metrics(report.readings)
    columns = _count_columns(report, metrics, catalogue)
    for start in range(0, max(len(report.readings), 1), MOST_READINGS):
        readings = report.readings[start : start + MOST_READINGS]
        name = catalogue.say("workbook.counts") + (f" {start // MOST_READINGS + 1}" if start else "")
        above = (name, catalogue.say("workbook.counts-note"))
        rows = _count_rows(readings, metrics, report.contest.time_zone, catalogue)
        yield Sheet(name, above, columns, rows, len(readings), 1)


def marks_sheet(report: RankingReport, catalogue: Catalogue) -> Sheet:
    """Return the sheet of all marks, one row a mark, with what its criterion allows and weighs."""
    name = catalogue.say("workbook.marks")
    keys = ("judge", "judge_name", "criterion")
    columns = (
        Column(catalogue.say("page.number"), width=9),
        *(Column(catalogue.say(f"workbook.{key}"), width=22) for key in keys),
        *(Column(catalogue.say(f"workbook.{key}"), _MARK, 10) for key in ("mark", "maximum", "weight")),
        Column(catalogue.say("workbook.counts-in"), width=11),
    )
    above = (name, catalogue.say("workbook.marks-note"))
    return Sheet(name, above, columns, _mark_rows(report, catalogue), len(report.marks), 1)


def rules_sheet(report: RankingReport, catalogue: Catalogue) -> Sheet:
    """Return the sheet of the rules in sentences, with what the ranking is of and the digests."""
    name = catalogue.say("workbook.rules")
    zone = report.contest.time_zone
    zone_line = catalogue.say("workbook.zone", zone=zone, offset=offset_text(report.at, zone))
    clause, standing = catalogue.say("workbook.clause"), catalogue.say("workbook.standing")
    rows = [
        (catalogue.say("workbook.contest"), report.contest.name),
        *(
            [(catalogue.say("workbook.organiser"), report.contest.organiser)]
            if report.contest.organiser
            else []
        ),
        *((standing, sentence) for sentence in standing_sentences(report, catalogue)),
        *((clause, sentence) for sentence in rules_sentences(report, catalogue)),
        *digests(report, catalogue),
    ]
    columns = (
        Column(catalogue.say("workbook.item"), width=36, is_wrapped=True),
        Column(catalogue.say("workbook.value"), width=110, is_wrapped=True),
    )
    return Sheet(name, (name, zone_line), columns, rows, len(rows))


def problems_sheet(report: RankingReport, catalogue: Catalogue) -> Sheet:
    """Return the sheet of what could not be read and what is to be noted."""
    name = catalogue.say("workbook.problems")
    rows = list(_problem_rows(report, catalogue))
    columns = (
        Column(catalogue.say("workbook.kind"), width=10),
        Column(catalogue.say("workbook.entries"), width=14, is_wrapped=True),
        Column(catalogue.say("workbook.value"), width=110, is_wrapped=True),
        instant_column(catalogue.say("workbook.found_at"), report, catalogue),
    )
    above = (name,) if rows else (name, catalogue.say("workbook.no-problems"))
    return Sheet(name, above, columns, rows, len(rows))


def _count_columns(
    report: RankingReport, metrics: tuple[str, ...], catalogue: Catalogue
) -> tuple[Column, ...]:
    return (
        Column(catalogue.say("page.number"), width=9),
        Column(catalogue.say("workbook.channel"), width=13),
        Column(catalogue.say("workbook.link"), width=44),
        Column(catalogue.say("workbook.source"), width=22),
        instant_column(catalogue.say("workbook.taken_at"), report, catalogue),
        *(Column(capitalised(metric_name(catalogue, metric)), WHOLE, 12) for metric in metrics),
    )


def _read_metrics(readings: Sequence[ReadingLine]) -> tuple[str, ...]:
    further = {metric for line in readings for metric, _ in line.counts} - set(_METRICS)
    return (*_METRICS, *sorted(further))


def _count_rows(
    readings: Sequence[ReadingLine], metrics: Sequence[str], zone: str, catalogue: Catalogue
) -> Iterator[Sequence[Value]]:
    channels = {key: channel_name(catalogue, key) for key in {line.channel for line in readings}}
    sources = {key: source_name(catalogue, key) for key in {line.source for line in readings}}
    for line in readings:
        counts, day = dict(line.counts), serial_day(line.taken_at, zone)
        told = [counts.get(metric) for metric in metrics]
        yield [line.number, channels[line.channel], line.link, sources[line.source], day, *told]


def _mark_rows(report: RankingReport, catalogue: Catalogue) -> Iterator[tuple[Value, ...]]:
    complete = {
        (entry, sheet.judge)
        for entry, sheets in score_sheets(report).items()
        for sheet in sheets
        if sheet.points is not None
    }
    criteria = {
        key: (name, number(maximum), number(weight)) for key, name, maximum, weight in report.rules.criteria
    }
    for line in report.marks:
        name, maximum, weight = criteria.get(line.criterion, (line.criterion, None, None))
        counts = catalogue.say("yes" if (line.number, line.judge) in complete else "no")
        yield (line.number, line.judge, line.judge_name, name, number(line.mark), maximum, weight, counts)


def _problem_rows(report: RankingReport, catalogue: Catalogue) -> Iterator[tuple[Value, ...]]:
    kind, zone = catalogue.say("workbook.problem"), report.contest.time_zone
    for problem in report.problems:
        found_at = serial_day(problem.found_at, zone)
        yield (kind, problem.number or "", problem_sentence(catalogue, problem), found_at)
    titles = {row.number: row.title for row in report.rows}
    for notice in report.notices:
        sentence = notice_sentence(catalogue, notice, titles)
        yield (catalogue.say("workbook.notice"), ", ".join(notice.numbers), sentence, None)
