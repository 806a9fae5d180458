"""All tests on a contest's readings up to the cut-off, as findings that an organiser looks at."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from scoring.suspicion.falls import fallen
from scoring.suspicion.growth import increments
from scoring.suspicion.ratios import odd_likes
from scoring.suspicion.spikes import spikes
from scoring.suspicion.thresholds import Thresholds

CODES = ("spike", "fall", "likes-above-views", "likes-share", "likes-without-views")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One finding: which test, of which post and metric, between which readings, and the numbers behind it.

    `count_from` and `count_to` are the counts at `from_at` and `to_at` (seconds since 1970). `usual` is the
    growth that the post's median increment would have brought in that time, in whole counts. `views`,
    `share` and `limit` are there for likes that do not fit the views: shares of the views, 0.25 for 25 %.
    """

    code: str
    post: int
    metric: str
    from_at: int
    to_at: int
    count_from: int
    count_to: int
    usual: int
    views: int | None = None
    share: float | None = None
    limit: float | None = None


def suspicions(
    readings: pd.DataFrame, published_at: pd.Series, thresholds: Thresholds
) -> tuple[Suspicion, ...]:
    """Return what is unusual, by post, time and test; spikes by the retrospective test.

    readings: as `scoring.suspicion.increments` takes them; `published_at`: seconds since 1970 by post.
    """
    grown = increments(readings)
    usual = grown.groupby(["post", "metric"], sort=False)["per_day"].transform("median")
    grown = grown.assign(usual=(usual.clip(lower=0) * grown["days"]).round())
    rising = spikes(grown, published_at, thresholds, "retrospective").assign(code="spike")
    falling = fallen(grown, thresholds).assign(code="fall")
    found = [*_each(rising), *_each(falling), *_likes(grown, thresholds)]
    return tuple(sorted(found, key=lambda one: (one.post, one.to_at, one.metric, one.code)))


def _each(rows: pd.DataFrame) -> Iterator[Suspicion]:
    for row in rows.itertuples():
        yield Suspicion(str(row.code), *_increment(row))


def _increment(row: object) -> tuple[int, str, int, int, int, int, int]:
    numbers = [int(getattr(row, name)) for name in ("from_at", "to_at", "count_from", "count_to", "usual")]
    post, metric = int(row.post), str(row.metric)  # type: ignore[attr-defined]
    return (post, metric, *numbers)  # type: ignore[return-value]


def _likes(grown: pd.DataFrame, thresholds: Thresholds) -> Iterator[Suspicion]:
    """Compare the likes of each post's last reading that knows likes and views with the one before."""
    likes, views = (grown[grown["metric"] == metric] for metric in ("likes", "views"))
    both = likes.merge(views, on=["post", "from_at", "to_at"], suffixes=("", "_of_views"))
    last = both.sort_values("to_at").drop_duplicates("post", keep="last")
    counts = pd.DataFrame(
        {
            "post": last["post"],
            "views": last["count_to_of_views"],
            "likes": last["count_to"],
            "views_before": last["count_from_of_views"],
            "likes_before": last["count_from"],
        }
    )
    rows = {row.post: row for row in last.itertuples()}
    for odd in odd_likes(counts, thresholds).to_dict("records"):
        increment = _increment(rows[odd["post"]])
        yield Suspicion(odd["code"], *increment, int(odd["views"]), float(odd["share"]), float(odd["limit"]))
