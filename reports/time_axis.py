"""What charts over time share: the axis of days, the contest's instants on it, labels at the lines' ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports.catalogue import Catalogue
from reports.chart_style import MUTED, wrapped
from reports.data import RankingReport
from reports.figures import day_text, number_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAY_S = 86_400
_LABEL_WIDTH = 30
_LABEL_LINES = 3
_LINE_SHARE = 0.048
"""The height of a label's line, as a share of the axis."""

_GAP_SHARE = 0.012
"""The least distance between two labels, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands beside the end of a line: the line's last value, its colour and its words."""

    value: int
    colour: str
    text: str


def axis_day(instant: datetime) -> float:
    """Return the place of an instant on the axis."""
    return instant.timestamp() / _DAY_S


def set_time_axes(axes: "Axes", report: RankingReport, catalogue: Catalogue) -> None:
    """Word both axes in the reader's language and mark the opening and the cut-off."""
    from matplotlib.dates import AutoDateLocator
    from matplotlib.ticker import MaxNLocator

    zone = report.contest.time_zone
    days = AutoDateLocator(tz=ZoneInfo(zone), minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(days)
    axes.xaxis.set_major_formatter(lambda value, _: day_text(_instant(value), zone, catalogue.language))
    axes.yaxis.set_major_formatter(lambda value, _: number_text(round(value), catalogue.language))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10], integer=True))
    axes.grid(axis="y")
    _mark_instants(axes, report, catalogue)
    axes.set_ylim(bottom=0)


def label_ends(axes: "Axes", latest: datetime, labels: Sequence[EndLabel]) -> None:
    """Write the labels right of the axis, moved apart where lines end close to one another."""
    rising = sorted(labels, key=lambda label: label.value)
    texts = [wrapped(label.text, _LABEL_WIDTH, _LABEL_LINES) for label in rising]
    top = axes.get_ylim()[1]
    sizes = [top * (_LINE_SHARE * (text.count("\n") + 1) + _GAP_SHARE) for text in texts]
    heights = _spread([label.value for label in rising], sizes, top)
    for label, text, height in zip(rising, texts, heights, strict=True):
        axes.annotate(
            text,
            (axis_day(latest), height),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            linespacing=1.05,
            color=label.colour,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _mark_instants(axes: "Axes", report: RankingReport, catalogue: Catalogue) -> None:
    contest = report.contest
    for instant, key in ((contest.opens_at, "page.opening"), (contest.cut_off_at, "page.cut-off")):
        axes.axvline(axis_day(instant), color=MUTED, lw=0.8, ls=(0, (2, 2)))
        day = day_text(instant, contest.time_zone, catalogue.language)
        axes.annotate(
            f"{catalogue.say(key)} {day}",
            (axis_day(instant), 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=MUTED,
        )


def _spread(heights: Sequence[float], sizes: Sequence[float], top: float) -> Sequence[float]:
    """Move labels apart, from the lowest up, then down from the top where they would leave the chart.

    Heights are those of the labels' middles, in rising order.
    """
    edges = list(zip(heights, sizes, strict=True))
    lowest = accumulate(
        edges, lambda below, edge: (max(edge[0] - edge[1] / 2, sum(below)), edge[1]), initial=(0.0, 0.0)
    )
    highest = accumulate(
        list(lowest)[:0:-1],
        lambda above, edge: (min(edge[0], above[0] - edge[1]), edge[1]),
        initial=(top, 0.0),
    )
    return [low + size / 2 for low, size in list(highest)[:0:-1]]


def _instant(value: float) -> datetime:
    return datetime.fromtimestamp(value * _DAY_S, UTC)
