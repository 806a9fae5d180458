"""How many calls a website's counter takes; pure."""

from collectors.planning import Plan
from collectors.website.links import CHANNEL
from collectors.website.settings import WebsiteSettings

SECONDS_A_CALL = 5.0


def plan(settings: WebsiteSettings, posts: int) -> Plan:
    """Return what reading the pages costs: one call for all, and one for a token of Google's."""
    calls = 0 if settings.is_by_hand or not posts else 1 + (settings.counter == "ga4")
    return Plan(CHANNEL, posts, calls, calls, calls * SECONDS_A_CALL / 60)
