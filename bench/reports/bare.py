"""The named limits: the bare libraries, writing the same cells, lines and tables without any of the words."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.data import RankingReport

METRICS = ("views", "likes", "shares", "comments")
DAYS_TO_1970, DAY_S = 25_569, 86_400

TABLES = """
#let data = json(bytes(sys.inputs.data))
#set text(font: "Libertinus Serif", size: 9pt)
#table(columns: 5, ..data.ranking.flatten())
#for entry in data.entries {
  table(columns: 6, ..entry.counts.flatten())
  table(columns: 6, ..entry.sheets.flatten())
}
"""
PAGE = """<table>{% for row in data.ranking %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% for entry in data.entries %}{% for table in (entry.counts, entry.sheets) %}<table>
{% for row in table %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>
{% endfor %}{% endfor %}"""


def xlsxwriter_workbook(report: RankingReport) -> None:
    """Write the readings and the marks by XlsxWriter in constant memory, cell by cell."""
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(BytesIO(), {"constant_memory": True}) as workbook:
        sheet, day = workbook.add_worksheet(), workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for place, line in enumerate(report.readings):
            for column, text in enumerate((line.number, line.channel, line.link or "", line.source)):
                sheet.write_string(place, column, text)
            sheet.write_number(place, 4, DAYS_TO_1970 + line.taken_at.timestamp() / DAY_S, day)
            for metric, count in line.counts:
                sheet.write_number(place, 5 + METRICS.index(metric), count)
        sheet = workbook.add_worksheet()
        for place, mark in enumerate(report.marks):
            for column, text in enumerate((mark.number, mark.judge, mark.judge_name, mark.criterion)):
                sheet.write_string(place, column, text)
            sheet.write_number(place, 4, float(mark.mark))


def matplotlib_charts(report: RankingReport) -> None:
    """Draw bars of 30 entries, a line for every entry and one for every channel, each as SVG and PNG."""
    from matplotlib.figure import Figure

    bars, growth, channels = (Figure(figsize=(6.8, 4)) for _ in range(3))
    first = [row for row in report.rows if row.total is not None][:30]
    bars.subplots().barh([row.number for row in first], [float(row.total or 0) for row in first])
    for figure, lines in ((growth, report.growth), (channels, report.channel_growth)):
        axes = figure.subplots()
        for line in lines:
            axes.plot([at.timestamp() for at, _ in line.points], [count for _, count in line.points])
    for figure in (bars, growth, channels):
        for ending in ("svg", "png"):
            figure.savefig(BytesIO(), format=ending, dpi=160)


def typst_pages(report: RankingReport) -> None:
    """Set the ranking and each entry's two tables by typst, with its own fonts and without tags."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"data": json.dumps(_tables(report))}
    typst.compile(TABLES.encode(), font_paths=fonts, sys_inputs=inputs, pdf_tags=False)


def jinja_page(report: RankingReport) -> None:
    """Write the same tables as a page by Jinja2."""
    from jinja2 import Environment

    Environment(autoescape=True).from_string(PAGE).render(data=_tables(report))


def all_formats(report: RankingReport) -> None:
    """Do all of it, one after the other."""
    for write in (xlsxwriter_workbook, matplotlib_charts, typst_pages, jinja_page):
        write(report)


def _tables(report: RankingReport) -> dict[str, list[object]]:
    sheets: dict[str, dict[str, list[str]]] = {}
    for mark in report.marks:
        sheets.setdefault(mark.number, {}).setdefault(mark.judge_name, []).append(str(mark.mark))
    ranking = [[str(row.rank), row.number, row.title, row.unit, str(row.total)] for row in report.rows]
    entries = [
        {
            "counts": [[cell.channel, cell.metric, str(cell.count), *cell.sources] for cell in row.counts],
            "sheets": [[name, *marks] for name, marks in sheets[row.number].items()],
        }
        for row in report.rows
    ]
    return {"ranking": [*ranking], "entries": [*entries]}
