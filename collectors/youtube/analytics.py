"""Ask YouTube Analytics, as the channel's owner, for what the Data API does not tell: shares.

https://developers.google.com/youtube/analytics/reference/reports/query (v2, 2026). The figures are days old:
they stand for the end of the last day that is surely processed.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from collectors.failures import CallError, Failure
from collectors.google.http import GoogleHttp
from collectors.google.quota import PACIFIC
from collectors.google.tokens import AccessToken, TokenOffice
from collectors.retrying import Patience
from collectors.youtube.plan import IDS_PER_REPORT
from collectors.youtube.reports import shares_by_video
from collectors.youtube.settings import YouTubeSettings

SCOPE = "https://www.googleapis.com/auth/yt-analytics.readonly"
FIRST_DAY = date(2005, 2, 14)
"""No video is older: a report from this day on counts a video's whole life."""
DAYS_LATE = 3
"""Processing takes 48 to 72 hours, and days are Pacific ones."""


@dataclass(slots=True)
class Shares:
    """The shares by video as of an instant; a video without a row is not there. `failure` befell the rest."""

    as_of: datetime
    counts: dict[str, int] = field(default_factory=dict)
    failure: Failure | None = None


def read_shares(
    ids: Sequence[str], owner_token: str, settings: YouTubeSettings, patience: Patience
) -> Shares:
    """Return what the reports tell of the videos; what fails leaves shares unknown and nothing else."""
    last_day = patience.tools.now().astimezone(PACIFIC).date() - timedelta(days=DAYS_LATE)
    ends = datetime.combine(last_day + timedelta(days=1), time(), tzinfo=PACIFIC)
    shares = Shares(ends.astimezone(UTC))
    try:
        token = patience.retried(lambda: owner_access(owner_token, settings, patience))
        _read_reports(shares, ids, last_day, (token.text, settings, patience))
    except CallError as error:
        shares.failure = error.failure
    return shares


def owner_access(owner_token: str, settings: YouTubeSettings, patience: Patience) -> AccessToken:
    """Return an access token of the channel's owner; raises CallError."""
    office = TokenOffice(settings.token_address, settings.timeout_s, patience.tools.now)
    return office.access_token(owner_token, SCOPE)


def _read_reports(
    shares: Shares, ids: Sequence[str], last_day: date, means: tuple[str, YouTubeSettings, Patience]
) -> None:
    bearer, settings, patience = means
    http = GoogleHttp(settings.timeout_s, patience.tools.now, secret=bearer, bearer=bearer)
    with closing(http):
        reports = http.service("youtubeAnalytics", "v2", settings.analytics_address).reports()
        for start in range(0, len(ids), IDS_PER_REPORT):
            request = _request(reports, ids[start : start + IDS_PER_REPORT], last_day)
            try:
                shares.counts |= shares_by_video(patience.retried(lambda: http.answer(request)))  # noqa: B023
            except CallError as error:
                shares.failure = error.failure
                if error.failure.stops_channel or error.failure.is_outage:
                    return


def _request(reports: Any, ids: Sequence[str], last_day: date) -> Any:  # noqa: ANN401
    return reports.query(
        ids="channel==MINE",
        startDate=FIRST_DAY.isoformat(),
        endDate=last_day.isoformat(),
        metrics="shares",
        dimensions="video",
        filters=f"video=={','.join(ids)}",
    )
