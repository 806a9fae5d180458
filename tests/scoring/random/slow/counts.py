"""Counts by the written rules: windows, readings around an instant, posts that count."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from tests.scoring.random.case import Case, Series

Column = tuple[str, str]
Counts = dict[Column, int | None]
"""The counts of one post, None where unknown."""


class SlowCounts:
    """Counts one case's posts, one after the other; `reasons` are why a post's count is unknown."""

    def __init__(self, case: Case, columns: list[Column], merit: Callable[[Counts], Any]) -> None:
        self.case, self.columns, self.merit = case, columns, merit
        self.rules: Mapping[str, Any] = case.rules.get("counts", {})
        self.reasons: dict[str, set[str]] = {}
        self.noted: dict[tuple[int, str, str], str | None] = {}
        self.too_small: set[str] = set()

    def of_entry(self, number: str) -> dict[Column, list[int | None]]:
        """Return each column's counts of the entry's posts that count; no key where there is none."""
        posts: dict[tuple[str, int], Counts] = {}
        for one in self.case.series:
            if one.number == number and (one.channel, one.metric) in self.columns:
                told = posts.setdefault((one.channel, one.post), {})
                told[one.channel, one.metric] = self._counted(one)
        kept = {key: counts for key, counts in posts.items() if self._is_large_enough(counts)}
        self.too_small |= {number} if len(kept) < len(posts) else set()
        found: dict[Column, list[int | None]] = {}
        for (_, post), counts in self._chosen(kept).items():
            for column, count in counts.items():
                found.setdefault(column, []).append(count)
                self._note(number, post, column)
        return found

    def _chosen(self, posts: dict[tuple[str, int], Counts]) -> dict[tuple[str, int], Counts]:
        way = self.rules.get("posts", "sum")
        if way == "sum":
            return posts
        chosen = {}
        for channel in {channel for channel, _ in posts}:
            own = [key for key in posts if key[0] == channel]
            merits = {key: self.merit(posts[key]) if way == "best" else () for key in own}
            best = max(own, key=lambda key: (merits[key], -key[1]))
            chosen[best] = posts[best]
        return chosen

    def _is_large_enough(self, counts: Counts) -> bool:
        for metric, least in self.rules.get("minimums", {}).items():
            known = [count for (_, name), count in counts.items() if name == metric and count is not None]
            if not any(count >= least for count in known):
                return False
        return True

    def _counted(self, one: Series) -> int | None:
        """Return the count or the growth within the window, and note why it is unknown."""
        reason, count = self._within(one)
        self.noted[one.post, one.channel, one.metric] = reason
        return count

    def _within(self, one: Series) -> tuple[str | None, int | None]:
        window, published = self.rules.get("window", "cut-off"), self.case.published.get(one.post)
        if window == "cut-off":
            return self._told(one, 0)
        begin, end = self.case.opens_h, 0
        if window == "equal-age":
            if published is None:
                return "publication-unknown", None
            begin, end = published, published + 24 * self.rules["days"]
            if end > 0:
                return "window-open", None
        return self._grown(one, begin, end, is_new=published is not None and published >= begin)

    def _grown(self, one: Series, begin: int, end: int, *, is_new: bool) -> tuple[str | None, int | None]:
        """Return what was added; a post of after the beginning began with nothing."""
        (why, last), (reason, first) = self._told(one, end), self._told(one, begin)
        has_begun = any(hour <= begin for hour, _ in one.read)
        if not has_begun and not is_new and any(hour <= end for hour, _ in one.read):
            return "baseline-unknown", None
        if why or reason or last is None:
            return why or reason, None
        return None, max(last - (first or 0), 0)

    def _told(self, one: Series, hour: int) -> tuple[str | None, int | None]:
        """Return the count at an hour, or why the readings around it do not tell it."""
        before = [reading for reading in one.read if reading[0] <= hour]
        after = [reading for reading in one.read if reading[0] > hour]
        if not before:
            return None, None
        tolerance = self.rules.get("tolerance_hours", 10**9)
        (at, count), is_last = before[-1], self.rules.get("between_readings") == "last"
        if at == hour or not after or is_last:
            return (None, count) if hour - at <= tolerance else ("reading-too-old", None)
        (later, more), span = after[0], after[0][0] - at
        if later - at > tolerance:
            return "reading-too-old", None
        return None, count + floor(Fraction((more - count) * (hour - at), span))

    def _note(self, number: str, post: int, column: Column) -> None:
        reason = self.noted[(post, *column)]
        self.reasons.setdefault(number, set()).update([reason] if reason else [])
