"""Run the demo: make the contest, let sixty nights pass through the real clients, report the last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from pipeline.config import load_settings
from pipeline.demo.clock import simulated_tools
from pipeline.demo.files import fresh_folder, write_config, write_entries, write_judges, write_marks
from pipeline.demo.playing import played_platforms
from pipeline.demo.standin import World
from pipeline.demo.story import FIRST_NIGHT, NIGHTS, demo_world, faults
from pipeline.demo.units import LATE_POSTED_AT
from pipeline.steps.collecting import Collection, collect
from pipeline.steps.importing import Import, import_file
from pipeline.steps.night import NightOutcome, night_of, run_night
from pipeline.workplace import Workplace, opened_workplace

CONTEST = "tu-sach-2024"
PERSON = "demo"


EVENING_BEFORE = timedelta(hours=5)


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """Where the demo's config is, and what its last night came to."""

    config: Path
    last_night: NightOutcome


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is under way: its folder, its world and the workplace whose clock is the world's."""

    folder: Path
    world: World
    workplace: Workplace

    def bring(self, form: str, file: Path) -> None:
        """Import one of the demo's own files."""
        import_file(self.workplace, CONTEST, Import(form, file, PERSON))

    def collection(self) -> Collection:
        """Return what a night's collection needs."""
        workplace = self.workplace
        return Collection(
            workplace.engine,
            workplace.collectors(),
            workplace.tools,
            contests=workplace.settings.contests,
        )


def run_demo(folder: Path, language: str, after_night: Callable[[Engine, int], None]) -> DemoOutcome:
    """Make the whole demo in a folder; `after_night` is told the database and run of each night but the last.

    Raises Refused for a folder that holds other things.
    """
    fresh_folder(folder)
    config = write_config(folder, language)
    world = demo_world(FIRST_NIGHT - EVENING_BEFORE, faults())
    with (
        played_platforms(load_settings(config, {}), world) as settings,
        opened_workplace(settings, simulated_tools(world)) as workplace,
    ):
        return DemoOutcome(config, _nights(Demo(folder, world, workplace), after_night))


def _nights(demo: Demo, after_night: Callable[[Engine, int], None]) -> NightOutcome:
    demo.bring("entries", write_entries(demo.folder, demo.world.now))
    demo.bring("judges", write_judges(demo.folder))
    for night in range(NIGHTS - 1):
        demo.world.now = FIRST_NIGHT + timedelta(days=night)
        _post_what_came_late(demo)
        settings = demo.workplace.settings
        run_id = collect(demo.collection(), CONTEST, night_of(settings, CONTEST, demo.world.now))
        if run_id is not None:
            after_night(demo.workplace.engine, run_id)
    demo.bring("marks", write_marks(demo.folder))
    demo.world.now = FIRST_NIGHT + timedelta(days=NIGHTS - 1)
    return run_night(demo.workplace, CONTEST, demo.collection())


def _post_what_came_late(demo: Demo) -> None:
    """Import the entries again on the day after the late one was posted, now with its links."""
    if timedelta(0) <= demo.world.now - LATE_POSTED_AT < timedelta(days=1):
        demo.bring("entries", write_entries(demo.folder, demo.world.now))
