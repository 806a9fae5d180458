"""Matomo's Reporting API as far as `Actions.getPageUrls` over a range of days of the site's zone."""

from datetime import date, datetime, time, timedelta
from urllib.parse import unquote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer, matomo_error
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.posts import EventKind, WorldPost, counts_at
from pipeline.demo.standin.world import World

DEFAULT_LIMIT = 100
UNAUTHENTICATED = (
    "Unable to authenticate with the provided token. It is either invalid, expired or is required to be sent "
    "as a POST parameter."
)
UNEXPECTED_SITE = "An unexpected website was found in the request: website id was set to '{}'"
WRONG_RANGE = "The date '{}' is not a correct date range. It should have the following format: Y-m-d,Y-m-d"


def website_answer(world: World, request: Request, at: datetime) -> Answer:
    """Answer one request; raises RefusedRequest with Matomo's error, which comes with HTTP 200."""
    _check(world, request)
    zone = ZoneInfo(world.settings.site_time_zone)
    first_day, last_day = _days(request, at.astimezone(zone).date())
    begins = datetime.combine(first_day, time.min, zone)
    ends = min(datetime.combine(last_day + timedelta(days=1), time.min, zone), at)
    pages = [post for post in world.posts if post.channel == "website"]
    rows = [_row(post, world.settings.site_address, begins, ends) for post in pages]
    seen = [row for row in rows if row["nb_hits"]]
    seen.sort(key=lambda row: (-int(str(row["nb_hits"])), str(row["label"])))
    limit = int(request.first("filter_limit") or DEFAULT_LIMIT)
    return json_answer(200, seen if limit < 0 else seen[:limit])


def _check(world: World, request: Request) -> None:
    settings = world.settings
    if request.first("token_auth") not in settings.matomo_tokens:
        raise RefusedRequest(matomo_error(UNAUTHENTICATED))
    if request.first("idSite") != settings.matomo_site_id:
        raise RefusedRequest(matomo_error(UNEXPECTED_SITE.format(request.first("idSite"))))
    expected = {
        "module": "API",
        "method": "Actions.getPageUrls",
        "format": "json",
        "flat": "1",
        "period": "range",
    }
    for name, value in expected.items():
        if (request.first(name) or "").lower() != value.lower():
            raise RefusedRequest(matomo_error(f"The stand-in answers only {name}={value}"))


def _days(request: Request, today: date) -> tuple[date, date]:
    text = request.first("date") or ""
    try:
        first_day, last_day = (_day(part, today) for part in text.split(","))
    except ValueError:
        raise RefusedRequest(matomo_error(WRONG_RANGE.format(text))) from None
    return first_day, last_day


def _day(text: str, today: date) -> date:
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    return named[text] if text in named else date.fromisoformat(text)


def _row(post: WorldPost, site_address: str, begins: datetime, ends: datetime) -> dict[str, object]:
    hits = max(0, page_hits(post, ends) - page_hits(post, begins))
    address = urljoin(site_address, post.platform_id)
    label = unquote(urlsplit(address).path)
    return {"label": label, "nb_visits": (hits * 4 + 4) // 5, "nb_hits": hits, "url": address}


def page_hits(post: WorldPost, at: datetime) -> int:
    """Return how often a page has been opened at `at`; a deleted one is opened no more."""
    gone = [event.at for event in post.events if event.kind is EventKind.DELETED]
    return counts_at(post, min(at, *gone)).views if gone else counts_at(post, at).views
