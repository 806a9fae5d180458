"""A contest in a folder of its own, and the commands as people call them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def lantoa(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command in English and gives what it said."""
    for name in ("LANTOA_CONFIG", "LANTOA_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, language: str = "en") -> Said:
        capfd.readouterr()
        code = main(["--language", language, *map(str, arguments)])
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run


@dataclass(frozen=True)
class ContestFolder:
    """A folder with a config of one contest, `c`, and a way to run commands on it."""

    path: Path
    run_anywhere: Run

    def write(self, name: str, text: str) -> Path:
        """Write a file into the folder."""
        path = self.path / name
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path, language: str = "en") -> Said:
        """Run a command with the folder's config."""
        return self.run_anywhere("--config", self.path / "config.toml", *arguments, language=language)

    def import_text(self, form: str, text: str, *more: str) -> Said:
        """Import a CSV text."""
        return self.run("import", form, self.write(f"{form}.csv", text), *more)


BY_HAND_RULES = """
[contests.c]
name = "A small contest"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2024-10-31T17:00:00

[contests.c.counts]
channels = ["zalo"]

[contests.c.engagement]
weight = 30
points = { views = 0.01, likes = 1 }
scale = "share-of-best"

[contests.c.judging]
weight = 70
criteria = [{ key = "content", name = "Content", maximum = 10 }]

[contests.c.total]
combine = "weighted"

[[contests.c.awards]]
name = "First"
count = 1
"""


@pytest.fixture
def contest(tmp_path: Path, lantoa: Run) -> ContestFolder:
    """Return a folder with a contest that is counted by hand."""
    folder = ContestFolder(tmp_path, lantoa)
    folder.write("config.toml", BY_HAND_RULES)
    return folder
