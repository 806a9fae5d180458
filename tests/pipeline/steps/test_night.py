"""Nights on the stand-in platforms: steps that are recorded and resumed, findings, mails, a lost lease."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from pipeline.config import load_settings
from pipeline.database.leases import LOOKS, NIGHTS, Candidate, LeaseLost, leased
from pipeline.database.models import ProblemRow, ReadingRow, Run, Step
from pipeline.database.opening import reading
from pipeline.demo.clock import simulated_tools
from pipeline.demo.playing import played_platforms
from pipeline.demo.standin import Event, EventKind, Fault, FaultKind, World
from pipeline.demo.story import demo_world
from pipeline.faults import Refused
from pipeline.steps.collecting import Collection
from pipeline.steps.night import NightOutcome, run_night
from pipeline.workplace import Workplace, opened_workplace
from tests.soak.mailbox import Mailbox, mailbox
from tests.soak.nights import CONTEST, NOW, night_before, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = timedelta(days=1)


@dataclass
class Place:
    """A contest with its world, mailbox and workplace."""

    world: World
    box: Mailbox
    workplace: Workplace
    folder: Path

    def night(self, now: datetime, occasion: str | None = None) -> NightOutcome:
        self.world.now = now
        collection = Collection(self.workplace.engine, self.workplace.collectors(), self.workplace.tools)
        return run_night(self.workplace, CONTEST, collection, occasion)

    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.box.mails]


@contextmanager
def placed(folder: Path, world: World) -> Iterator[Place]:
    with ExitStack() as stack:
        box = stack.enter_context(mailbox())
        prepare(folder, box.port)
        settings = load_settings(folder / "config.toml", {})
        played = stack.enter_context(played_platforms(settings, world))
        workplace = stack.enter_context(opened_workplace(played, simulated_tools(world)))
        yield Place(world, box, workplace, folder)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with placed(tmp_path, demo_world(night_before())) as found:
        yield found


def test_each_step_of_a_night_is_recorded_with_what_it_came_to(place: Place) -> None:
    outcome = place.night(night_before())
    with reading(place.workplace.engine) as session:
        steps = {step.name: step for step in session.scalars(select(Step).order_by(Step.id))}
    assert list(steps) == ["collect", "check", "rank", "publish", "tell"]
    assert {step.occasion for step in steps.values()} == {"2024-10-16"}
    assert all(step.finished_at is not None for step in steps.values())
    assert steps["collect"].detail == {"run": outcome.run_id}
    assert steps["rank"].detail["entries"] == 3
    assert steps["tell"].detail == {"mail": "done"}


def test_a_night_that_is_done_again_asks_only_what_is_unread_and_tells_nothing_new(place: Place) -> None:
    first = place.night(NOW)
    again = place.night(NOW + timedelta(hours=1))
    with reading(place.workplace.engine) as session:
        asked = [session.get_one(Run, run).posts_asked for run in (first.run_id, again.run_id)]
    assert asked == [9, 1]  # the deleted video
    assert place.subjects() == ["tu-sach-2024: 1 việc cần xem"]


def test_a_deleted_video_is_told_once_however_long_it_stays_away(place: Place) -> None:
    for count in range(-1, 2):
        place.night(NOW + count * DAY)
    assert place.subjects() == ["tu-sach-2024: 1 việc cần xem"]


def test_a_dead_token_is_told_when_it_dies_and_when_there_is_a_new_one(tmp_path: Path) -> None:
    first = datetime(2024, 10, 1, 2, tzinfo=NOW.tzinfo)
    dead = Fault(
        "facebook",
        FaultKind.FACEBOOK_TOKEN_EXPIRED,
        from_instant=first,
        until_instant=first + 3 * DAY - timedelta(hours=1),
    )
    with placed(tmp_path, demo_world(first, (dead,))) as place:
        for count in range(5):
            place.night(first + count * DAY)
        assert place.subjects() == ["tu-sach-2024: 1 việc cần xem", "tu-sach-2024: sự cố đã hết"]
        assert "mã truy cập bị từ chối" in str(place.box.mails[0].get_content())
        assert "Đã hết:" in str(place.box.mails[1].get_content())


def test_a_mail_server_that_is_down_never_fails_a_night_and_is_tried_with_the_next(place: Place) -> None:
    place.box.is_down = True
    outcome = place.night(NOW)
    assert outcome.untold == {"mail": "SMTP 451"}
    assert outcome.publication.folder.joinpath("ranking.html").is_file()
    place.box.is_down = False
    assert place.night(NOW + DAY).untold == {}
    assert place.subjects() == ["tu-sach-2024: 1 việc cần xem"]


def test_counts_that_fell_are_found_and_told_in_their_night_only(tmp_path: Path) -> None:
    world = demo_world(night_before())
    fallen = Event(EventKind.REMOVED_PLAYS, NOW - timedelta(hours=3), 2_000)
    posts = [replace(post, events=(fallen,)) if post.channel == "youtube" else post for post in world.posts]
    with placed(tmp_path, World(posts, night_before())) as place:
        place.night(night_before())
        outcome = place.night(NOW)
        place.night(NOW + DAY)
        with reading(place.workplace.engine) as session:
            found = session.scalars(select(ProblemRow).where(ProblemRow.code == "count-fell")).all()
            assert [row.run_id for row in found] == [outcome.run_id] * 3
            assert all(set(row.detail) == {"views"} for row in found)
        assert place.subjects() == ["tu-sach-2024: 3 việc cần xem"]


def test_nights_that_were_missed_are_told_with_the_next_one(place: Place) -> None:
    place.night(NOW - 5 * DAY)
    place.night(NOW - DAY)
    (mail,) = place.box.mails
    assert "2024-10-13, 2024-10-14, 2024-10-15" in str(mail.get_content())


def test_an_extra_reading_is_a_run_of_its_own_beside_the_night(place: Place) -> None:
    night = place.night(NOW)
    extra = place.night(NOW + timedelta(hours=1), "cut-off-before")
    with reading(place.workplace.engine) as session:
        runs = [session.get_one(Run, run) for run in (night.run_id, extra.run_id)]
        assert [(run.kind, run.night) for run in runs] == [
            ("night", "2024-10-17"),
            ("extra", "cut-off-before"),
        ]
        assert [run.posts_read for run in runs] == [8, 8]
    assert place.subjects() == ["tu-sach-2024: 1 việc cần xem"]


def test_a_night_that_cannot_be_published_is_told_and_goes_on_from_there(place: Place) -> None:
    reports = place.folder / "reports"
    reports.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Refused, match="report-not-written"):
        place.night(night_before())
    assert place.subjects() == ["tu-sach-2024: 1 việc cần xem"]
    reports.unlink()
    place.night(night_before())
    with reading(place.workplace.engine) as session:
        assert len(session.scalars(select(Run)).all()) == 1
    assert place.subjects()[1:] == ["tu-sach-2024: sự cố đã hết"]


def test_a_lost_lease_stops_the_night_before_its_next_write(place: Place) -> None:
    engine, now = place.workplace.engine, datetime(2024, 10, 17, tzinfo=UTC)
    held = Candidate(engine, NIGHTS, "slept").look(now)
    assert held is not None
    place.workplace = replace(place.workplace, engine=leased(engine, held))
    other = Candidate(engine, NIGHTS, "next")
    for _ in range(LOOKS + 1):
        other.look(now)
    with pytest.raises(LeaseLost, match="lease-lost"):
        place.night(NOW)
    with reading(engine) as session:
        assert session.scalars(select(ReadingRow)).first() is None
        assert session.scalars(select(Step)).first() is None
    assert not (place.folder / "reports").exists()
    assert place.box.mails == []
