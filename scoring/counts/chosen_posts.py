"""Which posts count: those that reach the minimums; of several of one entry on one channel, as rules say."""

import numpy as np
import pandas as pd

from scoring.counts.posts import PostCounts
from scoring.engagement.points import added_points
from scoring.exact import ExactColumn, Ints, Mask
from scoring.rules import Rules


def chosen_posts(posts: PostCounts, rules: Rules, joined: pd.DataFrame | None = None) -> PostCounts:
    """Keep of each entry's posts on a channel those that the rules count, each with all its counts.

    Posts that `joined` has in one group are chosen or left as one, the first of which stands for all.

    The best one is that which brings most points; among equal ones that with the higher counts in the
    columns' order, then that with the lower `post`, which is also the main one.
    """
    if rules.counts is None or rules.counts.posts == "sum":
        return posts
    as_one = _as_one(posts.post, joined)
    first_rows, post = np.unique(as_one, return_index=True, return_inverse=True)[1:]
    size = len(first_rows)
    merits = _merits(posts, post, rules, size) if rules.counts.posts == "best" else []
    fields = _fields(posts, first_rows)
    order = np.lexsort((-np.arange(size), *(merit.order_codes() for merit in reversed(merits)), fields))
    is_chosen = np.diff(fields[order], append=-1) != 0
    return posts.taken(np.isin(post, order[is_chosen]))


def _as_one(post: Ints, joined: pd.DataFrame | None) -> Ints:
    if joined is None:
        return post
    first = joined.groupby("group")["post"].transform("min").to_numpy(dtype=np.int64)
    places = pd.Index(joined["post"]).get_indexer(pd.Index(post))
    return np.where(places < 0, post, first[places])


def is_too_small(posts: PostCounts, rules: Rules) -> Mask:
    """Return the rows of posts that have less of a metric than they must have to count; unknown is less."""
    minimums = rules.counts.minimums if rules.counts else {}
    if not minimums:
        return np.zeros(len(posts.post), dtype=np.bool_)
    post = np.unique(posts.post, return_inverse=True)[1]
    is_small = np.zeros(int(post.max(initial=-1)) + 1, dtype=np.bool_)
    for metric, least in minimums.items():
        columns = [place for place, (_, name) in enumerate(posts.columns) if name == metric]
        rows = np.isin(posts.column, columns) & ~posts.counts.unknown & (posts.counts.numerators >= least)
        reaches = np.zeros(len(is_small), dtype=np.bool_)
        reaches[post[rows]] = True
        is_small |= ~reaches
    return np.asarray(is_small[post], dtype=np.bool_)


def _merits(posts: PostCounts, post: Ints, rules: Rules, size: int) -> list[ExactColumn]:
    counts = [_counts_by_post(posts, post, place, size) for place in range(len(posts.columns))]
    columns = [(*name, column) for name, column in zip(posts.columns, counts, strict=True)]
    return [added_points(columns, rules.measures, size), *counts]


def _counts_by_post(posts: PostCounts, post: Ints, place: int, size: int) -> ExactColumn:
    rows = posts.column == place
    return posts.counts.taken(rows).summed_by(post[rows], size)


def _fields(posts: PostCounts, rows: Ints) -> Ints:
    """Number the pairs of an entry and a channel."""
    channels = [channel for channel, _ in posts.columns]
    places = np.array([channels.index(channel) for channel in channels], dtype=np.int64)
    return np.add(posts.entry[rows] * len(channels), places[posts.column[rows]])
