"""YouTube Analytics v2 as far as shares by video, and Google Analytics 4 as far as views by page.

Both need the access token of the token endpoint.
https://developers.google.com/youtube/analytics/reference and
https://developers.google.com/analytics/devguides/reporting/data/v1 (2026)
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer, youtube_error
from pipeline.demo.standin.asking import GA4_PATH, Request
from pipeline.demo.standin.google_tokens import is_authorized
from pipeline.demo.standin.posts import counts_at
from pipeline.demo.standin.quota import PACIFIC
from pipeline.demo.standin.website import page_hits
from pipeline.demo.standin.world import World

MOST_IDS = 500
METRICS = ("views", "likes", "comments", "shares")


def analytics_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer a report on videos of the own channel; raises RefusedRequest."""
    _check(request)
    ids, metrics = _videos(request), (request.first("metrics") or "").split(",")
    if not ids or len(ids) > MOST_IDS or not set(metrics) <= set(METRICS) or request.method != "GET":
        raise RefusedRequest(youtube_error(400, "badRequest", "The query is not supported.", "global"))
    ends = min(at, _day_after(request.first("endDate") or ""))
    rows = [row for id_ in ids if (row := _row(world, id_, metrics, ends))]
    headers = [_header("video", "STRING"), *(_header(metric, "INTEGER") for metric in metrics)]
    told: dict[str, object] = {"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers}
    return json_answer(200, {**told, "rows": rows} if rows else told)


def ga4_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer a report of views by host and path; raises RefusedRequest."""
    _check(request)
    match = GA4_PATH.fullmatch(request.path)
    if match is None or match["property"] != world.settings.ga4_property:
        message = "User does not have sufficient permissions for this property."
        raise RefusedRequest(_error(403, "PERMISSION_DENIED", message))
    asked: dict[str, Any] = json.loads(request.body)
    begins = datetime.combine(
        date.fromisoformat(asked["dateRanges"][0]["startDate"]),
        time.min,
        ZoneInfo(world.settings.site_time_zone),
    )
    rows = _page_rows(world, begins, at)
    start, most = int(asked.get("offset", 0)), int(asked.get("limit", 10_000))
    told: dict[str, object] = {
        "dimensionHeaders": [{"name": "hostName"}, {"name": "pagePath"}],
        "metricHeaders": [{"name": "screenPageViews", "type": "TYPE_INTEGER"}],
        "rowCount": len(rows),
        "kind": "analyticsData#runReport",
    }
    page = rows[start : start + most]
    return json_answer(200, {**told, "rows": page} if page else told)


def _check(request: Request) -> None:
    if not is_authorized(request):
        message = "Request had invalid authentication credentials."
        raise RefusedRequest(_error(401, "UNAUTHENTICATED", message))


def _error(status: int, name: str, message: str) -> Answer:
    return json_answer(status, {"error": {"code": status, "message": message, "status": name}})


def _videos(request: Request) -> list[str]:
    name, _, listed = (request.first("filters") or "").partition("==")
    return [id_ for id_ in listed.split(",") if id_] if name == "video" else []


def _day_after(text: str) -> datetime:
    try:
        last_day = date.fromisoformat(text)
    except ValueError:
        raise RefusedRequest(youtube_error(400, "badRequest", "Invalid endDate.", "global")) from None
    return datetime.combine(last_day + timedelta(days=1), time.min, PACIFIC)


def _row(world: World, id_: str, metrics: list[str], ends: datetime) -> list[object] | None:
    """Return a video's row, none for a video that is not the channel's or was not watched yet."""
    post = world.post("youtube", id_, ends)
    counts = counts_at(post, ends) if post else None
    if counts is None or not counts.views:
        return None
    return [id_, *(getattr(counts, metric) or 0 for metric in metrics)]


def _header(name: str, kind: str) -> dict[str, str]:
    role = "DIMENSION" if kind == "STRING" else "METRIC"
    return {"name": name, "columnType": role, "dataType": kind}


def _page_rows(world: World, begins: datetime, at: datetime) -> list[dict[str, object]]:
    """Return a row a page; paths come percent-encoded, as browsers send them."""
    rows: list[dict[str, object]] = []
    for post in world.posts:
        hits = max(0, page_hits(post, at) - page_hits(post, begins)) if post.channel == "website" else 0
        if hits:
            address = urlsplit(urljoin(world.settings.site_address, post.platform_id))
            names = [{"value": address.netloc}, {"value": quote(address.path)}]
            rows.append({"dimensionValues": names, "metricValues": [{"value": str(hits)}]})
    return rows
