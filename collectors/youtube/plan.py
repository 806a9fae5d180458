"""How many calls YouTube takes for so many videos; pure.

`videos.list` and `videos.batchGetStats` cost one unit a call, whatever the number of ids; each has 10,000 a
day unless Google has granted more.
https://developers.google.com/youtube/data/determine_quota_cost (2026)
"""

from collectors.google.quota import PACIFIC
from collectors.planning import Plan, minutes, rounds
from collectors.youtube.links import CHANNEL
from collectors.youtube.settings import YouTubeSettings

IDS_PER_CALL = 50
IDS_PER_REPORT = 200
"""Up to 500 are taken; from 200 on reports have come back cut without a word."""
SECONDS_A_CALL = 0.5


def plan(settings: YouTubeSettings, posts: int) -> Plan:
    """Return what reading so many videos costs; reports and the owner's token cost no units."""
    calls = rounds(posts, IDS_PER_CALL)
    reports = rounds(posts, IDS_PER_REPORT) + 1 if settings.owner_token and posts else 0
    took = minutes(calls, settings.connections, SECONDS_A_CALL) + minutes(reports, 1, SECONDS_A_CALL)
    units = settings.units_a_day
    return Plan(CHANNEL, posts, calls + reports, calls, took, units, units * IDS_PER_CALL, PACIFIC.key)
