"""From a report of YouTube Analytics to the shares of each video; pure.

`{"columnHeaders": [{"name": "video"}, {"name": "shares"}], "rows": [["ID", 12]]}`; without data `rows` is
absent or empty (discovery document of youtubeAnalytics v2). A video without a row is not reported, which is
not 0: it may be another channel's, too little watched, or not yet processed.
"""

from collections.abc import Mapping, Sequence

from collectors.counts import NotACountError, count_from_value
from collectors.failures import CallError, malformed

EXACT_FLOATS = 2**53


def shares_by_video(body: object) -> Mapping[str, int]:
    """Return the shares of the videos that have a row; raises CallError if it is no report.

    A row that tells no video or no count is passed over, and the first of several of one video counts.
    """
    rows = body.get("rows", []) if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(rows, list):
        raise CallError(malformed("no-report"))
    video, shares = (_column(body.get("columnHeaders"), name) for name in ("video", "shares"))
    told: dict[str, int] = {}
    for row in rows:
        if isinstance(row, list) and len(row) > max(video, shares) and isinstance(row[video], str):
            count = _count(row[shares])
            if count is not None:
                told.setdefault(row[video], count)
    return told


def _column(headers: object, name: str) -> int:
    names: Sequence[object] = (
        [each.get("name") if isinstance(each, dict) else None for each in headers]
        if isinstance(headers, list)
        else []
    )
    if name not in names:
        raise CallError(malformed("no-report"))
    return names.index(name)


def _count(value: object) -> int | None:
    """Return the count; whole numbers come as `12.0` at times."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_FLOATS:
        value = int(value)
    try:
        return count_from_value(value)
    except NotACountError:
        return None
