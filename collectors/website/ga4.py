"""Ask Google Analytics 4 for the views of all pages, through Google's client.

The pages are not asked for by name: one page is written in many ways (percent-encoded or not, with a slash at
its end or without), and a filter would miss all but one.
https://developers.google.com/analytics/devguides/reporting/data/v1 (v1beta, 2026)
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from collectors.failures import CallError, malformed
from collectors.google.http import GoogleHttp
from collectors.google.tokens import TokenOffice
from collectors.website.parsing import REST_LABEL, VIEWS_FIELD
from collectors.website.settings import WebsiteSettings

SCOPE = "https://www.googleapis.com/auth/analytics.readonly"
ROWS_A_CALL = 100_000
MOST_CALLS = 20
"""A site of two million addresses; a platform that always promises more rows ends there too."""
OTHERS = "(other)"
"""The row that sums up the least visited pages of a large site."""
HOST, PATH, VIEWS = "hostName", "pagePath", "screenPageViews"


class Ga4Client:
    """One night's connection, for one thread; to be closed. Making it raises CallError without a token."""

    def __init__(self, settings: WebsiteSettings, credentials: str, now: Callable[[], datetime]) -> None:
        office = TokenOffice(settings.token_address, settings.timeout_s, now)
        bearer = office.access_token(credentials, SCOPE).text
        self._http = GoogleHttp(settings.timeout_s, now, secret=bearer, bearer=bearer)
        self._properties = self._http.service("analyticsdata", "v1beta", settings.ga4_address).properties()
        self._property = f"properties/{settings.ga4_property}"

    def rows(self, counted_from: date, start: int, most: int) -> tuple[list[object], int]:
        """Return rows of pages from the place `start` on, and how many there are in all; raises CallError."""
        body = {
            "dateRanges": [{"startDate": counted_from.isoformat(), "endDate": "today"}],
            "dimensions": [{"name": HOST}, {"name": PATH}],
            "metrics": [{"name": VIEWS}],
            "orderBys": [{"dimension": {"dimensionName": HOST}}, {"dimension": {"dimensionName": PATH}}],
            "limit": str(most),
            "offset": str(start),
        }
        answer = self._http.answer(self._properties.runReport(property=self._property, body=body))
        return _rows(answer)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()


def _rows(answer: object) -> tuple[list[object], int]:
    """Return the rows as a list of pages has them; an empty report has none."""
    if not isinstance(answer, dict) or not isinstance(answer.get("metricHeaders"), list):
        raise CallError(malformed("no-report"))
    rows, total = answer.get("rows", []), answer.get("rowCount", 0)
    if not isinstance(rows, list) or not isinstance(total, int):
        raise CallError(malformed("no-report"))
    return [_page_row(row) for row in rows], total


def _page_row(row: object) -> dict[str, object]:
    table: dict[str, Any] = row if isinstance(row, dict) else {}
    dimensions, metrics = (_values(table.get(name)) for name in ("dimensionValues", "metricValues"))
    if len(dimensions) != 2 or len(metrics) != 1:
        return {}
    if dimensions[1] == OTHERS:
        return {"label": REST_LABEL}
    return {"label": dimensions[1], "url": f"https://{dimensions[0]}{dimensions[1]}", VIEWS_FIELD: metrics[0]}


def _values(cells: object) -> list[object]:
    listed = cells if isinstance(cells, list) else []
    return [cell.get("value") if isinstance(cell, dict) else None for cell in listed]


def all_rows(ask: Callable[[int], tuple[list[object], int]]) -> Iterator[object]:
    """Yield the rows of as many calls as the report needs; `ask` is given the place to go on from."""
    start = 0
    for _ in range(MOST_CALLS):
        rows, total = ask(start)
        yield from rows
        start += len(rows)
        if not rows or start >= total:
            return
