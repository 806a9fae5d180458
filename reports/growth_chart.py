"""The chart of how views grew: the first ranked entries stand out, all others are thin and grey."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.chart_style import FAINT, LINES, MUTED, drawable, house_style, new_axes, svg_text
from reports.data import GrowthLine, RankingReport
from reports.figures import day_text, number_text
from reports.plaintext import shortened
from reports.wording import entry_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT_INCHES = 3.4
_LABEL_LENGTH = 24
_DAY_S = 86_400
_LABEL_GAP = 0.055
"""The least distance between two labels, as a share of the axis."""


def growth_chart(report: RankingReport, catalogue: Catalogue) -> str | None:
    """Draw the chart as SVG text; None where there are no counts of views."""
    lines = _lines(report)
    if not lines:
        return None
    with house_style():
        figure, axes = new_axes(_HEIGHT_INCHES)
        first = first_numbers(report)
        for line in lines:
            _draw_line(axes, line, first)
        _mark_instants(axes, report, catalogue)
        _set_axes(axes, report, catalogue)
        _label_lines(axes, report, first)
        return svg_text(figure)


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
    drawn = {line.number for line in _lines(report)}
    ranked = [row.number for row in report.rows if row.rank is not None and row.number in drawn]
    return {number: place for place, number in enumerate(ranked[: len(LINES)])}


def _lines(report: RankingReport) -> Sequence[GrowthLine]:
    return [line for line in report.growth if line.points]


def _draw_line(axes: "Axes", line: GrowthLine, first: Mapping[str, int]) -> None:
    instants = [_axis_day(instant) for instant, _ in line.points]
    views = [count for _, count in line.points]
    marker = "o" if len(instants) == 1 else None
    if line.number in first:
        colour, dashes = LINES[first[line.number]]
        axes.plot(instants, views, color=colour, ls=dashes, lw=1.8, marker=marker, ms=3, zorder=3)
    else:
        axes.plot(instants, views, color=FAINT, lw=0.8, marker=marker, ms=2)


def _mark_instants(axes: "Axes", report: RankingReport, catalogue: Catalogue) -> None:
    contest = report.contest
    for instant, key in ((contest.opens_at, "page.opening"), (contest.cut_off_at, "page.cut-off")):
        axes.axvline(_axis_day(instant), color=MUTED, lw=0.8, ls=(0, (2, 2)))
        day = day_text(instant, contest.time_zone, catalogue.language)
        axes.annotate(
            f"{catalogue.say(key)} {day}",
            (_axis_day(instant), 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=MUTED,
        )


def _set_axes(axes: "Axes", report: RankingReport, catalogue: Catalogue) -> None:
    from matplotlib.dates import AutoDateLocator
    from matplotlib.ticker import MaxNLocator

    zone = report.contest.time_zone
    days = AutoDateLocator(tz=ZoneInfo(zone), minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(days)
    axes.xaxis.set_major_formatter(lambda value, _: day_text(_instant(value), zone, catalogue.language))
    axes.yaxis.set_major_formatter(lambda value, _: number_text(round(value), catalogue.language))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10], integer=True))
    axes.set_ylim(bottom=0)
    axes.grid(axis="y")


def _label_lines(axes: "Axes", report: RankingReport, first: Mapping[str, int]) -> None:
    units = {row.number: row.unit for row in report.rows}
    latest = max(line.points[-1][0] for line in _lines(report))
    lines = sorted(
        (line for line in _lines(report) if line.number in first), key=lambda line: line.points[-1][1]
    )
    heights = _spread([line.points[-1][1] for line in lines], axes.get_ylim()[1])
    for line, height in zip(lines, heights, strict=True):
        axes.annotate(
            shortened(drawable(f"{line.number}  {units[line.number]}"), _LABEL_LENGTH),
            (_axis_day(latest), height),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=LINES[first[line.number]][0],
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _spread(heights: Sequence[float], top: float) -> Sequence[float]:
    """Move labels apart, from the lowest up, then down from the top where they would leave the chart."""
    gap = top * _LABEL_GAP
    rising = list(accumulate(heights, lambda below, height: max(height, below + gap)))
    falling = accumulate(reversed(rising), lambda above, height: min(height, above - gap), initial=top + gap)
    return list(falling)[:0:-1]


def _axis_day(instant: datetime) -> float:
    return instant.timestamp() / _DAY_S


def _instant(axis_day: float) -> datetime:
    return datetime.fromtimestamp(axis_day * _DAY_S, UTC)
