"""How the views of a contest's entries and channels grew, a point a day, from the readings that are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import pandas as pd

from pipeline.database.types import epoch_from_instant, instant_from_epoch
from pipeline.translation.readings import PostReading
from reports.data import ChannelGrowth, GrowthLine

Points = tuple[tuple[datetime, int], ...]


class Growth:
    """The views of each post by local day up to an instant; a post that was not read keeps its last views."""

    def __init__(self, readings: Sequence[PostReading], until: datetime, zone: tzinfo) -> None:
        last = epoch_from_instant(until)
        known = [
            (reading.post.id, reading.taken_at, reading.counts["views"])
            for reading in readings
            if reading.taken_at <= last and "views" in reading.counts
        ]
        frame = pd.DataFrame(known, columns=["post", "taken_at", "views"]).sort_values(
            "taken_at", kind="stable"
        )
        instants = pd.to_datetime(frame["taken_at"], unit="s", utc=True)
        frame = frame.assign(day=instants.dt.tz_convert(zone).dt.date)
        self._daily = frame.pivot_table(index="day", columns="post", values="views", aggfunc="last").ffill()
        self._ends = frame.groupby("day")["taken_at"].max()
        self._posts = {reading.post.id: reading.post for reading in readings}

    def by_entry(self) -> tuple[GrowthLine, ...]:
        """Return each entry's views, its posts on all channels added up."""
        numbers = {post_id: post.number for post_id, post in self._posts.items()}
        return tuple(GrowthLine(number, points) for number, points in self._added(numbers))

    def by_channel(self) -> tuple[ChannelGrowth, ...]:
        """Return each channel's views, the posts of all entries added up."""
        channels = {post_id: post.channel for post_id, post in self._posts.items()}
        return tuple(ChannelGrowth(channel, points) for channel, points in self._added(channels))

    def _added(self, groups: Mapping[int, str]) -> Sequence[tuple[str, Points]]:
        totals = self._daily.rename(columns=groups).T.groupby(level=0).sum(min_count=1).T
        return [(str(group), self._points(totals[group])) for group in totals.columns]

    def _points(self, views: pd.Series) -> Points:
        known = views.dropna()
        instants = [instant_from_epoch(int(self._ends[day])) for day in known.index]
        return tuple(zip(instants, (int(count) for count in known), strict=True))
