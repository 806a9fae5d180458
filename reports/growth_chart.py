"""The chart of how views grew: the first ranked entries stand out, all others are thin and grey."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reports.catalogue import Catalogue
from reports.chart_style import FAINT, LINES, Drawing, drawn, house_style, new_axes
from reports.data import GrowthLine, RankingReport
from reports.figures import number_text
from reports.time_axis import EndLabel, axis_day, label_ends, set_time_axes
from reports.wording import entry_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT_INCHES = 3.4


def growth_chart(report: RankingReport, catalogue: Catalogue) -> Drawing | None:
    """Draw the chart; None where there are no counts of views."""
    lines = _lines(report)
    if not lines:
        return None
    with house_style():
        figure, axes = new_axes(_HEIGHT_INCHES)
        first = first_numbers(report)
        for line in lines:
            _draw_line(axes, line, first)
        set_time_axes(axes, report, catalogue)
        latest = max(line.points[-1][0] for line in lines)
        label_ends(axes, latest, _labels(report, first))
        return drawn(figure)


def growth_chart_alt(report: RankingReport, catalogue: Catalogue) -> str:
    """Say in words what the chart shows; only where there are counts of views."""
    most = max(_lines(report), key=lambda line: line.points[-1][1])
    title = next((row.title for row in report.rows if row.number == most.number), None)
    views = number_text(most.points[-1][1], catalogue.language)
    return catalogue.say(
        "page.growth-chart-alt", entry=entry_words(catalogue, most.number, title), views=views
    )


def first_numbers(report: RankingReport) -> Mapping[str, int]:
    """Return the numbers of the entries that stand out, each with its place in the style's lines."""
    with_line = {line.number for line in _lines(report)}
    ranked = [row.number for row in report.rows if row.rank is not None and row.number in with_line]
    return {number: place for place, number in enumerate(ranked[: len(LINES)])}


def _lines(report: RankingReport) -> Sequence[GrowthLine]:
    return [line for line in report.growth if line.points]


def _draw_line(axes: "Axes", line: GrowthLine, first: Mapping[str, int]) -> None:
    instants = [axis_day(instant) for instant, _ in line.points]
    views = [count for _, count in line.points]
    marker = "o" if len(instants) == 1 else None
    if line.number in first:
        colour, dashes = LINES[first[line.number]]
        axes.plot(instants, views, color=colour, ls=dashes, lw=1.8, marker=marker, ms=3, zorder=3)
    else:
        axes.plot(instants, views, color=FAINT, lw=0.8, marker=marker, ms=2)


def _labels(report: RankingReport, first: Mapping[str, int]) -> Sequence[EndLabel]:
    units = {row.number: row.unit for row in report.rows}
    return [
        EndLabel(line.points[-1][1], LINES[first[line.number]][0], f"{line.number}  {units[line.number]}")
        for line in _lines(report)
        if line.number in first
    ]
