"""From readings to increments a day, the form in which growth is compared."""

import pandas as pd

DAY_S = 86_400


def increments(readings: pd.DataFrame) -> pd.DataFrame:
    """Return how each post's metric grew between each two readings that follow one another.

    readings: `post` (int), `metric` (str), `taken_at` (int, seconds since 1970), `count` (Int64); unknown
        counts are passed over. Row order means nothing.
    Returns `post`, `metric`, `from_at`, `to_at`, `count_from`, `count_to`, `days` (float, above 0) and
    `per_day` (float, below 0 for a fall), by post, metric and time.
    """
    known = readings.dropna(subset="count").sort_values(["post", "metric", "taken_at"])
    known = known.drop_duplicates(["post", "metric", "taken_at"], keep="last")
    before = known.groupby(["post", "metric"], sort=False)[["taken_at", "count"]].shift()
    found = pd.DataFrame(
        {
            "post": known["post"],
            "metric": known["metric"],
            "from_at": before["taken_at"],
            "to_at": known["taken_at"],
            "count_from": before["count"],
            "count_to": known["count"],
        }
    ).dropna(subset="from_at")
    found["days"] = ((found["to_at"] - found["from_at"]) / DAY_S).astype(float)
    found["per_day"] = (found["count_to"] - found["count_from"]).astype(float) / found["days"]
    return found.reset_index(drop=True)
