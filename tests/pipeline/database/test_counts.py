"""The counts around an instant, against a slow search through all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, inspect, select, text

from collectors import Reading
from pipeline.database.counts import KnownCount, known_counts
from pipeline.database.keys import key_ids
from pipeline.database.models import ReadingMetric, ReadingRow, Run, Source
from pipeline.database.opening import reading, writing
from pipeline.database.readings import store_readings
from pipeline.database.sealing import run_rows, seal
from pipeline.database.types import instant_from_epoch

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


class Row(NamedTuple):
    """One reading of post 1 or 2 by source `a` or `hand`."""

    post: int
    source: str
    taken_at: int
    revision: int
    views: int | None
    likes: int | None


ROWS = st.lists(
    st.builds(
        Row,
        post=st.integers(1, 2),
        source=st.sampled_from(["a", "hand"]),
        taken_at=st.integers(1, 6),
        revision=st.integers(0, 2),
        views=st.none() | st.integers(0, 9),
        likes=st.none() | st.integers(0, 9),
    ),
    unique_by=lambda row: row[:4],
    max_size=15,
)


def nearest_by_search(rows: list[Row], at: int, side: str) -> set[tuple[int, str, str, int, int]]:
    newest = {row[:3]: row for row in sorted(rows, key=lambda row: row.revision)}
    found: dict[tuple[int, str, str], tuple[int, int]] = {}
    for row in sorted(newest.values(), key=lambda row: row.taken_at, reverse=side == "after"):
        if (row.taken_at <= at) == (side == "before"):
            for metric in ("views", "likes"):
                count = getattr(row, metric)
                if count is not None:
                    found[row.post, metric, row.source] = (count, row.taken_at)
    return {(*key, *value) for key, value in found.items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, at=st.integers(0, 7), side=st.sampled_from(["before", "after"]))
def test_the_nearest_known_counts_are_found(engine: Engine, rows: list[Row], at: int, side: str) -> None:
    with writing(engine) as session:
        session.execute(delete(ReadingRow))
        sources = key_ids(session, Source, ["a", "hand"])
        for row in rows:
            session.add(
                ReadingRow(
                    post_id=row.post,
                    source_id=sources[row.source],
                    taken_at=row.taken_at,
                    revision=row.revision,
                    run_id=1,
                    views=row.views,
                    likes=row.likes,
                )
            )
    with reading(engine) as session:
        known = known_counts(session, 1, instant_from_epoch(at), "before" if side == "before" else "after")
    found = {(one.post_id, one.metric, one.source, one.count, one.taken_at) for one in known}
    assert found == nearest_by_search(rows, at, side)


def told(post: int, at: int, **counts: int | None) -> Reading:
    return Reading(post, "youtube-data", instant_from_epoch(at), counts)


def test_further_metrics_are_found_beside_the_four(engine: Engine) -> None:
    with writing(engine) as session:
        store_readings(session, 1, [told(1, 10, views=5, votes=7), told(1, 20, votes=9, saves=None)])
    with reading(engine) as session:
        known = known_counts(session, 1, instant_from_epoch(15), "before")
        after = known_counts(session, 1, instant_from_epoch(15), "after")
    assert {(one.metric, one.count) for one in known} == {("views", 5), ("votes", 7)}
    assert after == [KnownCount(1, "votes", "youtube-data", 9, 20)]


def stored_views(session: Session) -> list[tuple[int, int, int | None]]:
    """Return (post, instant, views) of every stored reading, in order of time."""
    rows = session.scalars(select(ReadingRow).order_by(ReadingRow.taken_at, ReadingRow.post_id))
    return [(row.post_id, row.taken_at, row.views) for row in rows]


def test_a_reading_that_is_there_stays_as_it_is(engine: Engine) -> None:
    with writing(engine) as session:
        store_readings(session, 1, [told(1, 10, views=5)])
        store_readings(session, 1, [told(1, 10, views=6, votes=1), told(2, 10, views=8)])
    with reading(engine) as session:
        assert stored_views(session) == [(1, 10, 5), (2, 10, 8)]


def test_counts_beyond_32_bits_and_53_bits_are_kept_exactly(engine: Engine) -> None:
    huge = 2**63 - 1
    with writing(engine) as session:
        store_readings(session, 1, [told(1, 10, views=2_147_483_648, likes=huge, votes=huge)])
    with reading(engine) as session:
        counts = {one.metric: one.count for one in known_counts(session, 1, instant_from_epoch(10), "before")}
    assert counts == {"views": 2_147_483_648, "likes": huge, "votes": huge}


SEEK = """SELECT taken_at FROM reading WHERE post_id = 1 AND source_id = 1 AND taken_at <= 5
ORDER BY taken_at DESC LIMIT 1"""


def test_the_key_leads_to_the_rows(engine: Engine) -> None:
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not is_sqlite:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.execute(text(f"EXPLAIN {'QUERY PLAN' if is_sqlite else ''} {SEEK}")).all()
    shown = "\n".join(str(row[-1]) for row in plan)
    key = "USING PRIMARY KEY (post_id=? AND source_id=? AND taken_at<?)" if is_sqlite else "pk_reading"
    assert key in shown
    assert "Sort" not in shown


def test_a_sealed_run_keeps_its_rows_and_is_chained(engine: Engine) -> None:
    with writing(engine) as session:
        store_readings(session, 1, [told(2, 10, views=8, votes=1, saves=2), told(1, 10, views=5)])
        first = session.get_one(Run, 1)
        seal(session, first, instant_from_epoch(30))
        assert run_rows(session, first) == [
            "facebook\tp2\tyoutube-data\t10\t0\t8\t\t\t\tsaves=2 votes=1",
            "youtube\tp1\tyoutube-data\t10\t0\t5\t\t\t\t",
        ]
        second = Run(contest_id=1, kind="collect", started_at=instant_from_epoch(40))
        session.add(second)
        session.flush()
        seal(session, second, instant_from_epoch(50))
        assert (first.previous_digest, second.previous_digest) == (None, first.digest)
        assert len({first.digest, second.digest}) == 2


def test_on_sqlite_each_further_metric_hangs_on_a_reading(engine: Engine) -> None:
    names = {key["name"] for key in inspect(engine).get_foreign_keys(ReadingMetric.__tablename__)}
    expected = "fk_reading_metric_post_id_source_id_taken_at_revision"
    assert (expected in names) == (engine.dialect.name == "sqlite")


def test_a_batch_with_both_known_and_new_readings_keeps_the_known(engine: Engine) -> None:
    many = [told(1, at, views=at, votes=at) for at in range(1, 2_000)]
    with writing(engine) as session:
        store_readings(session, 1, many[::2])
        store_readings(session, 1, [told(1, at, views=0, votes=0) for at in range(1, 2_000)])
        store_readings(session, 1, many)
    with reading(engine) as session:
        history = stored_views(session)
        votes = known_counts(session, 1, instant_from_epoch(1_999), "before")
    assert history == [(1, at, at if at % 2 else 0) for at in range(1, 2_000)]
    assert {(one.metric, one.count) for one in votes} == {("views", 1_999), ("votes", 1_999)}


def test_a_metric_that_the_nearest_reading_lacks_is_found_farther_away(engine: Engine) -> None:
    readings = [told(1, 10, views=1, saves=4), told(1, 20, views=None, votes=2), told(1, 30, likes=3)]
    with writing(engine) as session:
        store_readings(session, 1, readings)
    with reading(engine) as session:
        found = known_counts(session, 1, instant_from_epoch(40), "before")
    assert {(one.metric, one.count, one.taken_at) for one in found} == {
        ("views", 1, 10),
        ("likes", 3, 30),
        ("votes", 2, 20),
        ("saves", 4, 10),
    }
