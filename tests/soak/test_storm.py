"""Thirty nights in a storm of faults: each ends as planned, with as many mails as it takes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, select

from pipeline.config import load_settings
from pipeline.database.models import Post, ProblemRow, ReadingRow, Run
from pipeline.database.opening import reading
from pipeline.database.readings import COLUMN_METRICS
from pipeline.demo.clock import simulated_tools
from pipeline.demo.playing import played_platforms
from pipeline.demo.standin.posts import counts_at
from pipeline.demo.story import demo_world
from pipeline.steps.collecting import Collection
from pipeline.steps.night import NightOutcome, run_night
from pipeline.workplace import opened_workplace
from tests.soak.mailbox import mailbox
from tests.soak.nights import CONTEST, prepare
from tests.soak.storm import DAY, FIRST, Storm, storm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.demo.standin import World
    from pipeline.workplace import Workplace

CHANNELS = ("youtube", "facebook", "website")


def problems(engine: Engine, run_id: int) -> dict[str, str]:
    with reading(engine) as session:
        question = select(ProblemRow).where(ProblemRow.run_id == run_id)
        return {row.channel: row.code for row in session.scalars(question)}


def told_rightly(engine: Engine, run_id: int, world: World) -> Counter[str]:
    """Hold each count that was told against the world; return how many posts were read, by channel."""
    read: set[tuple[str, int]] = set()
    with reading(engine) as session:
        rows = session.execute(select(Post, ReadingRow).join(ReadingRow).where(ReadingRow.run_id == run_id))
        for post, row in rows:
            read.add((post.channel, post.id))
            if post.channel != "website":  # whose counts are of whole days
                at = datetime.fromtimestamp(row.taken_at, FIRST.tzinfo)
                made_up = world.post(post.channel, post.platform_id, at)
                assert made_up is not None
                for metric in COLUMN_METRICS:
                    assert getattr(row, metric) in {None, getattr(counts_at(made_up, at), metric)}
    return Counter(channel for channel, _ in read)


def check_night(workplace: Workplace, world: World, wrong: dict[str, str]) -> NightOutcome:
    """Do the night and hold it against the plan."""
    collection = Collection(workplace.engine, workplace.collectors(), workplace.tools)
    outcome = run_night(workplace, CONTEST, collection)
    assert outcome.run_id is not None
    assert problems(workplace.engine, outcome.run_id) == wrong
    read = told_rightly(workplace.engine, outcome.run_id, world)
    assert {channel for channel, count in read.items() if count == 3} == set(CHANNELS) - set(wrong)
    with reading(workplace.engine) as session:
        run = session.get_one(Run, outcome.run_id)
        assert run.state == ("partial" if wrong else "done")
    return outcome


def weather(folder: Path, plan: Storm) -> tuple[int, int, int]:
    """Let the nights of a storm pass; return how many there were, the mails, and those that were planned."""
    world = demo_world(FIRST, plan.faults)
    with mailbox() as box:
        prepare(folder, box.port)
        settings = load_settings(folder / "config.toml", {})
        with (
            played_platforms(settings, world) as played,
            opened_workplace(played, simulated_tools(world)) as place,
        ):
            for night, (wrong, is_down) in enumerate(zip(plan.stopped, plan.mail_is_down, strict=True)):
                world.now, box.is_down = FIRST + night * DAY, is_down
                outcome = check_night(place, world, wrong)
                assert set(outcome.untold) <= ({"mail"} if is_down else set())
        assert len(box.ids) == len(box.mails)
        return len(plan.stopped), len(box.mails), plan.mails()


def check(folder: Path, plan: Storm, record: Callable[[str, object], None]) -> None:
    nights, mails, planned = weather(folder, plan)
    record("storm", (nights, mails, planned))
    assert mails == planned


@pytest.mark.parametrize("seed", [2024])
def test_three_nights_of_a_storm_end_as_planned(
    seed: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    check(tmp_path, storm(seed, 3), record_property)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(5))
def test_thirty_nights_of_a_storm_end_as_planned(
    seed: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    plan = storm(seed, 30)
    assert plan.mails() >= 8
    check(tmp_path, plan, record_property)
