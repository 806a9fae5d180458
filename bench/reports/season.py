"""A season's report: 200 entries on three channels, read on 60 nights and marked by seven judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.reports.example import example_report

if TYPE_CHECKING:
    from reports.data import RankingReport

ENTRIES, NIGHTS, CHANNELS = 200, 60, 3


def season_report(nights: int = NIGHTS) -> RankingReport:
    """Return the report with every post's reading of every night: 600 readings a night."""
    report = example_report(ENTRIES)
    posts = {(line.number, line.channel): line for line in report.readings}
    readings = tuple(
        replace(line, taken_at=line.taken_at - timedelta(days=night))
        for line in posts.values()
        for night in reversed(range(nights))
    )
    return replace(report, readings=readings)
