"""From when to when each post is counted, and why a post's window cannot be counted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.contest import ContestData
from scoring.entries import whole_numbers
from scoring.errors import ScoringError
from scoring.exact import Ints, Mask
from scoring.instants import DAY_S, seconds_from_instant
from scoring.rules import Counts, Rules

NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The window of each row's post, in seconds since 1970.

    `starts` is None where the whole count counts. `published` is NEVER where nobody told it. `is_open` is
    set where the window ends after the contest's instant, `is_unpublished` where it cannot be known.
    """

    starts: Ints | None
    ends: Ints
    published: Ints
    is_open: Mask
    is_unpublished: Mask


def post_windows(data: ContestData, rules: Rules, posts: pd.Series) -> Windows:
    """Return the window of the post in each row; raises ScoringError where the opening is not known."""
    counts, at = rules.counts, seconds_from_instant(data.at)
    published = _published(data, posts)
    nowhere = np.zeros(len(posts), dtype=np.bool_)
    ends = np.full(len(posts), at)
    if counts is None or counts.window == "cut-off":
        return Windows(None, ends, published, nowhere, nowhere)
    if counts.window == "since-opening":
        return Windows(np.full(len(posts), _opening(data)), ends, published, nowhere, nowhere)
    is_unpublished = published == NEVER
    starts = np.where(is_unpublished, at, published)
    ends = np.where(is_unpublished, at, starts + window_s(counts))
    return Windows(starts, ends, published, ends > at, is_unpublished)


def window_s(counts: Counts) -> int:
    """Return how many seconds a post's own window lasts under `equal-age`.

    >>> window_s(Counts(window="equal-age", days=2, channels=("youtube",)))
    172800
    """
    return (counts.days or 0) * DAY_S


def _opening(data: ContestData) -> int:
    if data.opens_at is None:
        raise ScoringError("opening-unknown", table="contest", column="opens_at", entry="", value="")
    return seconds_from_instant(data.opens_at)


def _published(data: ContestData, posts: pd.Series) -> Ints:
    if data.posts is None:
        return np.full(len(posts), NEVER)
    instants, unknown = whole_numbers(data.posts["published_at"])
    places = pd.Index(data.posts["post"]).get_indexer(pd.Index(posts))
    known = np.append(np.where(unknown, NEVER, instants), NEVER)
    return np.asarray(known[places], dtype=np.int64)
