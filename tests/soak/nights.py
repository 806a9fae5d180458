"""Whole nights of a small contest, driven from outside: prepared folders and children that can be killed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pipeline.config import load_settings
from pipeline.demo.files import write_config, write_entries, write_judges, write_marks
from pipeline.demo.standin import Fault, FaultKind, World
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID
from pipeline.demo.story import demo_world
from pipeline.demo.units import ZONE
from pipeline.steps.importing import Import, import_file
from pipeline.workplace import opened_workplace, real_tools

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path(__file__).parents[1] / "pipeline" / "night_driver.py"
CONTEST = "tu-sach-2024"
NOW = datetime(2024, 10, 17, 2, tzinfo=ZONE)
"""A night after which a video is found deleted, with a night before it to compare with."""

STOOD_IN = """[demo]
stand_in = true                        # no account and no network are needed

[website]
"""
"""Where the demo's config leaves the platforms to the program itself."""

NUMBERS = ("09", "12", "18")
"""The entries of the small contest: hidden likes, a viral video, a deleted one."""


@dataclass(frozen=True)
class Killed:
    """What became of a night in a child process."""

    signal: int | None
    code: int | None
    points: int
    seconds: float


class Nights:
    """Children that do nights, forked off one process that has imported everything."""

    def __init__(self, process: subprocess.Popen[str], orders: IO[str], answers: IO[str]) -> None:
        self._process, self._orders, self._answers = process, orders, answers

    def do(self, folder: Path, now: datetime = NOW, **more: object) -> Killed:
        """Do what is due at an instant, killed at a `point` or after `seconds` if one is given."""
        order = {"config": str(folder / "config.toml"), "now": now.isoformat(), **more}
        print(json.dumps(order), file=self._orders, flush=True)
        return Killed(**json.loads(self._answers.readline()))


@contextmanager
def nights() -> Iterator[Nights]:
    """Start the process that forks; the first night that it is asked for it does itself."""
    command = [sys.executable, str(DRIVER)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nights(process, process.stdin, process.stdout)
        process.stdin.close()


def small_world() -> World:
    """Return the demo's world on the night, with a 503 each time it is first asked."""
    return demo_world(NOW, (Fault("youtube.videos.batchGetStats", FaultKind.HTTP_503, times=1),))


def prepare(folder: Path, mail_port: int, url: str | None = None) -> None:
    """Write a small contest into a folder, with mails to a server on this machine, and import it."""
    config = write_config(folder, "vi")
    mail = f'\n[mail]\nhost = "127.0.0.1"\nport = {mail_port}\nsecurity = "none"\nfrom = "l@example.vn"\n'
    config.write_text(
        config.read_text(encoding="utf-8").replace("[demo]", f'{mail}to = ["b@example.vn"]\n\n[demo]'),
        encoding="utf-8",
    )
    settings = load_settings(config, {} if url is None else {"LANTOA_DATABASE_URL": url})
    with opened_workplace(settings, real_tools()) as workplace:
        for form, file, column in (
            ("entries", write_entries(folder, NOW), 0),
            ("judges", write_judges(folder), None),
            ("marks", write_marks(folder), 1),
        ):
            keep_few(file, column)
            import_file(workplace, CONTEST, Import(form, file, "test"))


def lead(folder: Path, address: str) -> None:
    """Let a prepared folder's config lead to the platforms that are played at an address."""
    config = folder / "config.toml"
    text = config.read_text(encoding="utf-8")
    played = f"""[youtube]
api_address = "{address}"

[facebook]
graph_address = "{address}"
page_id = "{FACEBOOK_PAGE_ID}"

[website]
matomo_address = "{address}"
"""
    assert STOOD_IN in text
    config.write_text(text.replace(STOOD_IN, played), encoding="utf-8")


def keep_few(file: Path, column: int | None) -> None:
    """Leave only the lines of the small contest's entries, whose number stands in a column."""
    head, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if column is None or line.split(",")[column] in NUMBERS]
    file.write_text("\n".join([head, *kept, ""]), encoding="utf-8")


def copied(before: Path, folder: Path) -> Path:
    """Copy a prepared folder."""
    shutil.copytree(before, folder)
    return folder


def night_before(now: datetime = NOW) -> datetime:
    """Return the instant a day before."""
    return now - timedelta(days=1)
