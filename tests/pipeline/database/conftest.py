"""An empty database with one contest, one entry and its posts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from pipeline.database.models import Contest, Entry, Post, Run, Unit, UnitName
from pipeline.database.opening import open_database, writing
from pipeline.database.types import instant_from_epoch


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return a database with contest 1, entry 1, posts 1 (YouTube) and 2 (Facebook), run 1."""
    engine = open_database(f"sqlite:///{tmp_path / 'lantoa.db'}")
    with writing(engine) as session:
        session.add_all([Contest(id=1, key="c"), Unit(id=1, code="a")])
        session.flush()
        session.add(UnitName(unit_id=1, name="A"))
        session.add(Entry(id=1, contest_id=1, number="01", title="First", unit_id=1, status="competing"))
        session.flush()
        for post_id, channel in enumerate(("youtube", "facebook"), start=1):
            session.add(
                Post(id=post_id, contest_id=1, entry_id=1, channel=channel, platform_id=f"p{post_id}")
            )
        session.add(
            Run(id=1, contest_id=1, kind="night", night="2024-10-01", started_at=instant_from_epoch(0))
        )
    yield engine
    engine.dispose()
