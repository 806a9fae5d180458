"""A database with one contest, one entry and its posts."""

import pytest
from sqlalchemy import Engine

from pipeline.database.models import Contest, Entry, Post, Run, Unit, UnitName
from pipeline.database.opening import writing
from pipeline.database.types import instant_from_epoch


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """Return a database with contest 1, entry 1, posts 1 (YouTube) and 2 (Facebook), run 1."""
    with writing(engine) as session:
        contest, unit = Contest(key="c"), Unit(code="a")
        session.add_all([contest, unit])
        session.flush()
        session.add(UnitName(unit_id=unit.id, name="A"))
        entry = Entry(contest_id=contest.id, number="01", title="First", unit_id=unit.id)
        session.add(entry)
        session.flush()
        for channel, platform_id in (("youtube", "p1"), ("facebook", "p2")):
            post = Post(contest_id=contest.id, entry_id=entry.id, channel=channel, platform_id=platform_id)
            session.add(post)
            session.flush()
        started_at = instant_from_epoch(0)
        session.add(Run(contest_id=contest.id, kind="night", night="2024-10-01", started_at=started_at))
    return engine
