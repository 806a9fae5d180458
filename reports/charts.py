"""All charts of a report, each drawn once, with the words that stand beside it."""

from dataclasses import dataclass

from reports.catalogue import Catalogue
from reports.channels_chart import channels_chart, channels_chart_alt
from reports.chart_style import Drawing
from reports.data import RankingReport
from reports.figures import number_text
from reports.growth_chart import first_numbers, growth_chart, growth_chart_alt
from reports.points_chart import MOST_BARS, points_chart, points_chart_alt

CHART_NAMES = ("points", "growth", "channels")
"""The names of the charts' files, without ending."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its name, the drawing, its caption with a note (or none), and what it shows in words."""

    name: str
    drawing: Drawing
    caption: str
    note: str
    alt: str


def report_charts(report: RankingReport, catalogue: Catalogue) -> tuple[Chart, ...]:
    """Draw those of `CHART_NAMES` that the report has figures for."""
    made = (_points(report, catalogue), _growth(report, catalogue), _channels(report, catalogue))
    return tuple(chart for chart in made if chart is not None)


def _points(report: RankingReport, catalogue: Catalogue) -> Chart | None:
    drawing = points_chart(report, catalogue)
    if drawing is None:
        return None
    ranked = sum(row.rank is not None for row in report.rows)
    count = number_text(ranked, catalogue.language)
    note = catalogue.say("page.points-chart-rest", shown=MOST_BARS, count=count) if ranked > MOST_BARS else ""
    caption = catalogue.say("page.points-chart")
    return Chart("points", drawing, caption, note, points_chart_alt(report, catalogue))


def _growth(report: RankingReport, catalogue: Catalogue) -> Chart | None:
    drawing = growth_chart(report, catalogue)
    if drawing is None:
        return None
    first = len(first_numbers(report))
    note = catalogue.say("page.growth-chart-note", count=first) if first else ""
    caption = catalogue.say("page.growth-chart")
    return Chart("growth", drawing, caption, note, growth_chart_alt(report, catalogue))


def _channels(report: RankingReport, catalogue: Catalogue) -> Chart | None:
    drawing = channels_chart(report, catalogue)
    if drawing is None:
        return None
    caption = catalogue.say("page.channels-chart")
    return Chart("channels", drawing, caption, "", channels_chart_alt(report, catalogue))
