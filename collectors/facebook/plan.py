"""How many calls Facebook takes for so many posts; pure.

Each item of a batch counts as a call against the Page's allowance, which depends on its visitors.
https://developers.facebook.com/docs/graph-api/batch-requests (2026)
"""

from collectors.facebook.insights import POST_METRICS
from collectors.facebook.links import CHANNEL
from collectors.facebook.settings import FacebookSettings
from collectors.planning import Plan, minutes, rounds

NODES_PER_CALL = 50
SECONDS_A_CALL = 3.0


def plan(settings: FacebookSettings, posts: int) -> Plan:
    """Return what reading so many videos costs at most: their posts and insights are asked for as well.

    Once a night a batch is asked again without a field that videos do not know, and the metrics are tried.
    """
    extras = (settings.page_id is not None) + settings.insights
    rests = [NODES_PER_CALL] * (posts // NODES_PER_CALL) + [posts % NODES_PER_CALL]
    calls = rounds(posts, NODES_PER_CALL) + sum(rounds(rest * extras, NODES_PER_CALL) for rest in rests)
    once = (1 + settings.insights) if posts else 0
    again = min(posts, NODES_PER_CALL) + len(POST_METRICS) * (settings.insights and posts > 0)
    took = minutes(calls + once, settings.connections, SECONDS_A_CALL)
    return Plan(CHANNEL, posts, calls + once, posts * (1 + extras) + again, took)
