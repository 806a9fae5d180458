"""From the answers of videos.list and videos.batchGetStats to counts; pure.

Both give `{"items": [{"id": …, "statistics": {"viewCount": "9", …}}]}` (YouTube Data API v3, discovery
document of 2026-11-04). A count that is hidden or switched off has no key: it is unknown, not 0.
"""

from collections.abc import Mapping, Sequence

from collectors.counts import NotACountError, count_from_value
from collectors.failures import CallError, Failure, malformed

METRIC_FIELDS = {"views": "viewCount", "likes": "likeCount", "comments": "commentCount"}


def statistics_by_id(body: object) -> dict[str, object]:
    """Return the statistics of each video of an answer, as they stand; raises CallError if it is no answer.

    Deleted, private and unknown videos are left out by the platform. Items without an id are passed over;
    of several items of one id the first counts.
    """
    found: dict[str, object] = {}
    for item in _items(body):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            found.setdefault(item["id"], item.get("statistics"))
    return found


def _items(body: object) -> Sequence[object]:
    """Return the items; an answer may leave an empty list out, but says then what kind of answer it is."""
    if not isinstance(body, dict) or ("items" not in body and not isinstance(body.get("kind"), str)):
        raise CallError(malformed("no-items"))
    items = body.get("items", [])
    if not isinstance(items, list):
        raise CallError(malformed("no-items"))
    return items


def counts_from_statistics(statistics: object) -> Mapping[str, int | None] | Failure:
    """Return the count of each metric, None where the video does not tell, or why it cannot be read."""
    told = {} if statistics is None else statistics
    if not isinstance(told, dict):
        return malformed("no-statistics")
    try:
        return {metric: count_from_value(told.get(name)) for metric, name in METRIC_FIELDS.items()}
    except NotACountError:
        return malformed("not-a-count")
