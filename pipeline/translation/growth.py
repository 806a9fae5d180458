"""How the views of a contest's entries grew, a point a day, from the readings that are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

import pandas as pd
from sqlalchemy.orm import Session

from pipeline.database.contests import contest_posts
from pipeline.database.counts import view_history
from pipeline.database.models import Contest
from pipeline.database.types import epoch_from_instant, instant_from_epoch
from reports.data import GrowthLine


def growth_lines(
    session: Session, contest: Contest, numbers: Mapping[int, str], until: datetime, zone: tzinfo
) -> tuple[GrowthLine, ...]:
    """Return each entry's views by local day up to `until`, its posts on all channels added up.

    `numbers` gives an entry's number by its id. A post that was not read on a day keeps its last views.
    """
    history = view_history(session, contest.id)
    last = epoch_from_instant(until)
    frame = pd.DataFrame(history, columns=["post", "taken_at", "views"])
    frame = frame[frame["taken_at"] <= last]
    if frame.empty:
        return ()
    instants = pd.to_datetime(frame["taken_at"], unit="s", utc=True)
    frame = frame.assign(day=instants.dt.tz_convert(zone).dt.date)
    daily = frame.pivot_table(index="day", columns="post", values="views", aggfunc="last").ffill()
    owners = {post.id: numbers[post.entry_id] for post in contest_posts(session, contest)}
    totals = daily.rename(columns=owners).T.groupby(level=0).sum(min_count=1).T
    ends = frame.groupby("day")["taken_at"].max()
    return tuple(_line(str(number), totals[number], ends) for number in totals.columns)


def _line(number: str, views: pd.Series, ends: pd.Series) -> GrowthLine:
    known = views.dropna()
    instants: Sequence[datetime] = [instant_from_epoch(int(ends[day])) for day in known.index]
    return GrowthLine(number, tuple(zip(instants, (int(count) for count in known), strict=True)))
