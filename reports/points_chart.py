"""The chart of what judges and engagement add to each ranked entry's total, in rank order."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.catalogue import Catalogue
from reports.chart_style import ACCENT, HATCH, INK, PALE, drawable, house_style, new_axes, svg_text
from reports.data import RankingReport, ReportRow
from reports.figures import decimal_text
from reports.plaintext import shortened
from reports.wording import entry_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS = 30
"""How many ranked entries the chart shows; the page says how many there are beyond."""

_LABEL_LENGTH = 30
_BAR_INCHES = 0.21
_AROUND_INCHES = 0.8


def points_chart(report: RankingReport, catalogue: Catalogue) -> str | None:
    """Draw the chart as SVG text; None where nothing is ranked."""
    rows = _shown(report)
    if not rows:
        return None
    with house_style():
        figure, axes = new_axes(_AROUND_INCHES + _BAR_INCHES * len(rows))
        _draw_bars(axes, rows, catalogue)
        _label(axes, rows, catalogue)
        return svg_text(figure)


def points_chart_alt(report: RankingReport, catalogue: Catalogue) -> str:
    """Say in words what the chart shows; only where something is ranked."""
    first = _shown(report)[0]
    entry = entry_words(catalogue, first.number, first.title)
    total = decimal_text(first.total, catalogue.language)
    return catalogue.say("page.points-chart-alt", entry=entry, total=total)


def _shown(report: RankingReport) -> Sequence[ReportRow]:
    return [row for row in report.rows if row.rank is not None][:MOST_BARS]


def _draw_bars(axes: "Axes", rows: Sequence[ReportRow], catalogue: Catalogue) -> None:
    places = range(len(rows))
    judges = [_length(row.judge_part) for row in rows]
    engagement = [_length(row.engagement_part) for row in rows]
    axes.barh(places, judges, height=0.68, color=ACCENT, label=catalogue.say("page.judge-points"))
    axes.barh(
        places,
        engagement,
        left=judges,
        height=0.68,
        facecolor=PALE,
        edgecolor=ACCENT,
        linewidth=0.6,
        hatch=HATCH,
        label=catalogue.say("page.engagement-points"),
    )


def _label(axes: "Axes", rows: Sequence[ReportRow], catalogue: Catalogue) -> None:
    axes.set_yticks(range(len(rows)), [_bar_label(row) for row in rows], color=INK)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.margins(x=0.09, y=0.01)
    axes.xaxis.set_major_formatter(lambda value, _: decimal_text(Decimal(f"{value:g}"), catalogue.language))
    axes.grid(axis="x")
    for place, row in enumerate(rows):
        text = f" {decimal_text(row.total, catalogue.language)}"
        axes.text(
            _length(row.judge_part) + _length(row.engagement_part), place, text, va="center", fontsize=8
        )
    axes.figure.legend(loc="outside upper left", ncols=2)


def _bar_label(row: ReportRow) -> str:
    return shortened(drawable(f"{row.rank}.  {row.unit} ({row.number})"), _LABEL_LENGTH)


def _length(part: Decimal | None) -> float:
    return 0.0 if part is None else float(part)
