"""The chart of what judges and engagement add to each ranked entry's total, in rank order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from reports.catalogue import Catalogue
from reports.chart_style import ACCENT, HATCH, INK, PALE, Drawing, drawn, house_style, new_axes, wrapped
from reports.data import RankingReport, ReportRow
from reports.figures import decimal_text
from reports.wording import entry_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BARS = 30
"""How many ranked entries the chart shows; the page says how many there are beyond."""

_LABEL_WIDTH = 36
_LABEL_LINES = 4
_LINE_INCHES = 0.155
_BAR_INCHES = 0.21
_AROUND_INCHES = 0.8
_THICKNESS = 0.68


@dataclass(frozen=True, slots=True)
class Bar:
    """One entry's bar: its row, the label's lines, and where on the axis its middle is (in inches)."""

    row: ReportRow
    label: str
    middle: float


def points_chart(report: RankingReport, catalogue: Catalogue) -> Drawing | None:
    """Draw the chart; None where nothing is ranked."""
    rows = _shown(report)
    if not rows:
        return None
    with house_style():
        bars, height = _bars(rows)
        figure, axes = new_axes(_AROUND_INCHES + height)
        _draw(axes, bars, catalogue)
        _label(axes, bars, catalogue)
        axes.set_ylim(height, 0)
        return drawn(figure)


def points_chart_alt(report: RankingReport, catalogue: Catalogue) -> str:
    """Say in words what the chart shows; only where something is ranked."""
    first = _shown(report)[0]
    entry = entry_words(catalogue, first.number, first.title)
    total = decimal_text(first.total, catalogue.language)
    return catalogue.say("page.points-chart-alt", entry=entry, total=total)


def _shown(report: RankingReport) -> Sequence[ReportRow]:
    return [row for row in report.rows if row.rank is not None][:MOST_BARS]


def _bars(rows: Sequence[ReportRow]) -> tuple[Sequence[Bar], float]:
    """Return the bars, as far apart as their labels need, and the height of all of them."""
    labels = [wrapped(f"{row.rank}.  {row.unit} ({row.number})", _LABEL_WIDTH, _LABEL_LINES) for row in rows]
    heights = [_BAR_INCHES + _LINE_INCHES * label.count("\n") for label in labels]
    starts = list(accumulate(heights, initial=0.0))
    middles = [start + height / 2 for start, height in zip(starts, heights, strict=False)]
    return [Bar(*bar) for bar in zip(rows, labels, middles, strict=True)], starts[-1]


def _draw(axes: "Axes", bars: Sequence[Bar], catalogue: Catalogue) -> None:
    middles = [bar.middle for bar in bars]
    judges = [_length(bar.row.judge_part) for bar in bars]
    engagement = [_length(bar.row.engagement_part) for bar in bars]
    height = _THICKNESS * _BAR_INCHES
    axes.barh(middles, judges, height=height, color=ACCENT, label=catalogue.say("page.judge-points"))
    axes.barh(
        middles,
        engagement,
        left=judges,
        height=height,
        facecolor=PALE,
        edgecolor=ACCENT,
        linewidth=0.6,
        hatch=HATCH,
        label=catalogue.say("page.engagement-points"),
    )


def _label(axes: "Axes", bars: Sequence[Bar], catalogue: Catalogue) -> None:
    axes.set_yticks([bar.middle for bar in bars], [bar.label for bar in bars], color=INK, linespacing=1.05)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.09)
    axes.xaxis.set_major_formatter(lambda value, _: decimal_text(Decimal(f"{value:g}"), catalogue.language))
    axes.grid(axis="x")
    for bar in bars:
        text = f" {decimal_text(bar.row.total, catalogue.language)}"
        end = _length(bar.row.judge_part) + _length(bar.row.engagement_part)
        axes.text(end, bar.middle, text, va="center", fontsize=8)
    axes.figure.legend(loc="outside upper left", ncols=2)


def _length(part: Decimal | None) -> float:
    return 0.0 if part is None else float(part)
