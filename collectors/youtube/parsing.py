"""From the answers of videos.list and videos.batchGetStats to counts; pure.

Both give `{"items": [{"id": …, "statistics": {"viewCount": "9", …}}]}` (YouTube Data API v3, discovery
document of 2026-11-04). A count that is hidden or switched off has no key: it is unknown, not 0.
"""

from collections.abc import Mapping

from collectors.counts import NotACountError, count_from_value
from collectors.failures import CallError, Failure, malformed

METRIC_FIELDS = {"views": "viewCount", "likes": "likeCount", "comments": "commentCount"}


def statistics_by_id(body: object) -> dict[str, object]:
    """Return the statistics of each video of an answer, as they stand; raises CallError if it is no answer.

    Deleted, private and unknown videos are left out by the platform. Items without an id are passed over;
    of several items of one id the first counts.
    """
    items = body.get("items") if isinstance(body, dict) else body
    if not isinstance(body, dict) or not isinstance(items, list | None):
        raise CallError(malformed("no-items"))
    found: dict[str, object] = {}
    for item in items or ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            found.setdefault(item["id"], item.get("statistics"))
    return found


def counts_from_statistics(statistics: object) -> Mapping[str, int | None] | Failure:
    """Return the count of each metric, None where the video does not tell, or why it cannot be read."""
    told = {} if statistics is None else statistics
    if not isinstance(told, dict):
        return malformed("no-statistics")
    try:
        return {metric: count_from_value(told.get(name)) for metric, name in METRIC_FIELDS.items()}
    except NotACountError:
        return malformed("not-a-count")
