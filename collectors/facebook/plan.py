"""How many calls Facebook takes for so many posts; pure.

Each item of a batch counts as a call against the Page's allowance, which depends on its visitors.
https://developers.facebook.com/docs/graph-api/batch-requests (2026)
"""

from collectors.facebook.links import CHANNEL
from collectors.facebook.settings import FacebookSettings
from collectors.planning import Plan, minutes, rounds

NODES_PER_CALL = 50
SECONDS_A_CALL = 3.0


def plan(settings: FacebookSettings, posts: int) -> Plan:
    """Return what reading so many videos costs at most: their posts and insights are asked for as well."""
    extras = (settings.page_id is not None) + settings.insights
    rests = [NODES_PER_CALL] * (posts // NODES_PER_CALL) + [posts % NODES_PER_CALL]
    calls = rounds(posts, NODES_PER_CALL) + sum(rounds(rest * extras, NODES_PER_CALL) for rest in rests)
    took = minutes(calls, settings.connections, SECONDS_A_CALL)
    return Plan(CHANNEL, posts, calls, posts * (1 + extras), took)
