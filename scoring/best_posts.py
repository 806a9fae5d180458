"""Of several posts of one entry on one channel, the best one: its counts alone count, all of them."""

import numpy as np

from scoring.engagement import added_points
from scoring.exact import ExactColumn, Ints
from scoring.readings import PostCounts
from scoring.rules import Rules


def best_posts(posts: PostCounts, rules: Rules) -> PostCounts:
    """Keep of each entry's posts on a channel the one that brings most points.

    Among equal ones that with the higher counts in the columns' order, then that with the lower `post`.
    """
    first_rows, post = np.unique(posts.post, return_index=True, return_inverse=True)[1:]
    size = len(first_rows)
    counts = [_counts_by_post(posts, post, place, size) for place in range(len(posts.columns))]
    metrics = [metric for _, metric in posts.columns]
    merits = [added_points(zip(metrics, counts, strict=True), rules.points, size), *counts]
    fields = _fields(posts, first_rows)
    order = np.lexsort((-np.arange(size), *(merit.order_codes() for merit in reversed(merits)), fields))
    is_best = np.diff(fields[order], append=-1) != 0
    return posts.taken(np.isin(post, order[is_best]))


def _counts_by_post(posts: PostCounts, post: Ints, place: int, size: int) -> ExactColumn:
    rows = posts.column == place
    return posts.counts.taken(rows).summed_by(post[rows], size)


def _fields(posts: PostCounts, rows: Ints) -> Ints:
    """Number the pairs of an entry and a channel."""
    channels = [channel for channel, _ in posts.columns]
    places = np.array([channels.index(channel) for channel in channels], dtype=np.int64)
    return np.add(posts.entry[rows] * len(channels), places[posts.column[rows]])
