"""The ranking as CSV for people's spreadsheets: in their language, and nothing in it computes."""

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReportRow
from reports.figures import short_instant_text
from reports.plaintext import csv_line, guarded
from reports.rows import Cell, FlatRow, column_keys, flat_rows
from reports.wording import capitalised, channel_name, flag_words, metric_name, missing_words, status_word

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_POINTS = ("judge_points", "engagement_points", "total")


def people_csv(report: RankingReport, catalogue: Catalogue) -> bytes:
    """Write the ranking's columns for a spreadsheet: UTF-8 with byte order mark, lines end in CRLF.

    In Vietnamese decimals have a comma. A text that a spreadsheet would take for a formula begins with an
    apostrophe. Unknown is empty, as in the files that come in.
    """
    keys = column_keys(report)
    lines = [_headings(report, catalogue)]
    for row, flat in zip(report.rows, flat_rows(report), strict=True):
        worded = _worded(report, row, flat, catalogue)
        lines.append([_text(worded[key]) for key in keys])
    return (_BYTE_ORDER_MARK + "".join(f"{csv_line(line)}\r\n" for line in lines)).encode()


def _headings(report: RankingReport, catalogue: Catalogue) -> list[str]:
    counts = {
        f"{channel}_{metric}": f"{channel_name(catalogue, channel)} – {metric_name(catalogue, metric)}"
        for channel, metric in report.columns
    }
    return [
        guarded(counts[key] if key in counts else catalogue.say(f"column.{key}"))
        for key in column_keys(report)
    ]


def _worded(report: RankingReport, row: ReportRow, flat: FlatRow, catalogue: Catalogue) -> FlatRow:
    zone, language, counted_at = report.contest.time_zone, catalogue.language, row.counted_at
    return {
        **flat,
        **{key: _decimal(flat[key], language) for key in _POINTS},
        "tied": catalogue.say("yes" if row.tied else "no"),
        "status": status_word(catalogue, row.status),
        "counted_at": None if counted_at is None else short_instant_text(counted_at, zone, language),
        "missing": capitalised("; ".join(missing_words(catalogue, code) for code in row.missing)),
        "flags": capitalised("; ".join(flag_words(catalogue, flag) for flag in row.flags)),
    }


def _decimal(points: Cell, language: str) -> Cell:
    return points.replace(".", ",") if isinstance(points, str) and language == "vi" else points


def _text(cell: Cell) -> str:
    return "" if cell is None else guarded(str(cell))
