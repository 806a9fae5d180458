"""The chart that compares the channels: the views of all entries on each, added up, over time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.catalogue import Catalogue
from reports.chart_style import LINES, Drawing, drawn, house_style, new_axes
from reports.data import ChannelGrowth, RankingReport
from reports.figures import number_text
from reports.time_axis import EndLabel, axis_day, label_ends, set_time_axes
from reports.wording import channel_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEIGHT_INCHES = 2.9


def channels_chart(report: RankingReport, catalogue: Catalogue) -> Drawing | None:
    """Draw the chart; None where there are no counts of views."""
    lines = _lines(report)
    if not lines:
        return None
    with house_style():
        figure, axes = new_axes(_HEIGHT_INCHES)
        labels = [_draw_line(axes, line, place, catalogue) for place, line in enumerate(lines)]
        set_time_axes(axes, report, catalogue)
        label_ends(axes, max(line.points[-1][0] for line in lines), labels)
        return drawn(figure)


def channels_chart_alt(report: RankingReport, catalogue: Catalogue) -> str:
    """Say in words what the chart shows; only where there are counts of views."""
    channels = "; ".join(_words(line, catalogue) for line in _lines(report))
    return catalogue.say("page.channels-chart-alt", channels=channels)


def _lines(report: RankingReport) -> Sequence[ChannelGrowth]:
    return [line for line in report.channel_growth if line.points]


def _draw_line(axes: "Axes", line: ChannelGrowth, place: int, catalogue: Catalogue) -> EndLabel:
    colour, dashes = LINES[place % len(LINES)]
    instants = [axis_day(instant) for instant, _ in line.points]
    views = [count for _, count in line.points]
    marker = "o" if len(instants) == 1 else None
    axes.plot(instants, views, color=colour, ls=dashes, lw=1.8, marker=marker, ms=3)
    return EndLabel(views[-1], colour, _words(line, catalogue))


def _words(line: ChannelGrowth, catalogue: Catalogue) -> str:
    views = number_text(line.points[-1][1], catalogue.language)
    return catalogue.say("page.channel-views", channel=channel_name(catalogue, line.channel), views=views)
