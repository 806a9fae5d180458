"""A collection goes on with the other channels whatever becomes of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from pipeline.database.models import Post, ProblemRow, ReadingRow, Run
from pipeline.database.opening import reading
from pipeline.demo.story import demo_world
from pipeline.steps.collecting import Collection, collect
from tests.pipeline.steps.test_night import placed
from tests.soak.nights import CONTEST, night_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from collectors import Check, Collector, PostToRead, Problem, Reading


class Broken:
    """A collector that tells of one post and then breaks."""

    def __init__(self, whole: Collector) -> None:
        self.whole = whole

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        yield from self.whole.read(posts[:1])
        raise ZeroDivisionError("a mistake in a plug-in")

    def check(self) -> Iterator[Check]:
        return self.whole.check()


def test_a_collector_that_breaks_stops_its_own_channel_only(tmp_path: Path) -> None:
    with placed(tmp_path, demo_world(night_before())) as place:
        collectors = dict(place.workplace.collectors())
        collectors["youtube"] = Broken(collectors["youtube"])
        run_id = collect(Collection(place.workplace.engine, collectors, place.workplace.tools), CONTEST)
        with reading(place.workplace.engine) as session:
            posts = select(Post).join(ReadingRow).where(ReadingRow.run_id == run_id)
            channels = [post.channel for post in session.scalars(posts)]
            stopped = select(ProblemRow).where(ProblemRow.run_id == run_id, ProblemRow.post_id.is_(None))
            problems = [(row.channel, row.code) for row in session.scalars(stopped)]
            assert session.get_one(Run, run_id).state == "partial"
    assert problems == [("youtube", "malformed-answer")]
    assert channels.count("youtube") == 1
    assert {"facebook", "website"} < set(channels)
