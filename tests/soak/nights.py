"""Whole nights of a small contest, driven from outside: prepared folders, killed children, what is left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import Column, Table, select

from pipeline.config import load_settings
from pipeline.database.models import Base
from pipeline.demo.files import write_config, write_entries, write_judges, write_marks
from pipeline.demo.standin import Fault, FaultKind, World
from pipeline.demo.story import demo_world
from pipeline.demo.units import ZONE
from pipeline.steps.importing import Import, import_file
from pipeline.workplace import opened_workplace, real_tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Engine

DRIVER = Path(__file__).parents[1] / "pipeline" / "night_driver.py"
CONTEST = "tu-sach-2024"
NOW = datetime(2024, 10, 17, 2, tzinfo=ZONE)
"""A night after which a video is found deleted, with a night before it to compare with."""

NUMBERS = ("09", "12", "18")
"""The entries of the small contest: hidden likes, a viral video, a deleted one."""

PASSING = frozenset({"lease", "apscheduler_jobs"})
"""Tables that tell who works and when it rings, and so differ after a kill."""


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
        order = {"config": str(folder / "config.toml"), "now": now.isoformat()}
        order |= {name: str(value) for name, value in more.items() if value is not None}
        print(json.dumps(order), file=self._orders, flush=True)
        return Killed(**json.loads(self._answers.readline()))


@contextmanager
def nights(address: str) -> Iterator[Nights]:
    """Start the process that forks; the platforms are asked at the address."""
    command = [sys.executable, str(DRIVER), address]
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


def keep_few(file: Path, column: int | None) -> None:
    """Leave only the lines of the small contest's entries, whose number stands in a column."""
    head, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if column is None or line.split(",")[column] in NUMBERS]
    file.write_text("\n".join([head, *kept, ""]), encoding="utf-8")


def copied(before: Path, folder: Path) -> Path:
    """Copy a prepared folder."""
    shutil.copytree(before, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of the reports with its bytes, half ones included."""
    reports = (path for path in (folder / "reports").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in reports}


def rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables that last, their own numbers replaced by their places."""
    with engine.connect() as connection:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in PASSING]
        places = {table.name: _places(connection, table) for table in tables if "id" in table.c}
        return {table.name: _rows(connection, table, places) for table in tables}


def _places(connection: Connection, table: Table) -> Mapping[int, int]:
    found = connection.execute(select(table.c.id).order_by(table.c.id)).scalars()
    return {number: place for place, number in enumerate(found)}


def _rows(
    connection: Connection, table: Table, places: Mapping[str, Mapping[int, int]]
) -> list[tuple[Any, ...]]:
    targets = [_target(table, column) for column in table.c]
    found = connection.execute(select(table))
    return sorted(
        (
            tuple(
                _plain(value, places) if target is None or value is None else places[target][value]
                for target, value in zip(targets, row, strict=True)
            )
            for row in found
        ),
        key=repr,
    )


def _target(table: Table, column: Column[Any]) -> str | None:
    """Return the table whose number a column holds."""
    if column.name == "id":
        return table.name
    keys = (key.column for key in column.foreign_keys)
    return next((key.table.name for key in keys if key.name == "id"), None)


def _plain(value: Any, places: Mapping[str, Mapping[int, int]]) -> Any:  # noqa: ANN401 - whatever a cell holds
    """Replace the run's number in what a step came to, and the folder that the night was in."""
    if isinstance(value, dict) and value.get("run") is not None:
        return {**value, "run": places["run"][value["run"]]}
    if isinstance(value, dict) and "folder" in value:
        return {**value, "folder": Path(value["folder"]).name}
    return value


def night_before(now: datetime = NOW) -> datetime:
    """Return the instant a day before."""
    return now - timedelta(days=1)
