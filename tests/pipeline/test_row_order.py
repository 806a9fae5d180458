"""The order of rows in what comes in never changes a byte of what goes out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder, Run

JUDGES = ["a", "b", "c"]
NUMBERS = [f"{number:02}" for number in range(1, 9)]
LISTS = {
    "entries": ("number,title,unit", [f"{n},Title {n},Unit {int(n) % 3}" for n in NUMBERS]),
    "judges": ("judge,name", [f"{judge},Judge {judge}" for judge in JUDGES]),
    "marks": (
        "judge,number,criterion,mark",
        [f"{judge},{n},content,{(int(n) * 7 + ord(judge)) % 11}" for judge in JUDGES for n in NUMBERS],
    ),
    "readings": (
        "number,channel,taken_at,views,likes",
        [f"{n},zalo,2024-10-{day:02}T00:00,{int(n) * day * 13},{day}" for n in NUMBERS for day in (1, 5, 9)],
    ),
}


def outputs(contest: ContestFolder, seed: int | None) -> dict[str, bytes]:
    for form, (heading, rows) in LISTS.items():
        shuffled = rows if seed is None else random.Random(seed).sample(rows, len(rows))
        assert contest.import_text(form, "\n".join([heading, *shuffled]) + "\n").code == 0
    assert contest.run("report").code == 0
    files = {path.name: path.read_bytes() for path in _latest(contest.path).rglob("*.*")}
    exports = {form: contest.run("export", form).out.encode() for form in LISTS}
    return files | exports | {"csv": contest.run("ranking", "--format", "csv").out.encode()}


def _latest(folder: Path) -> Path:
    return folder / "reports-output/c/latest"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_rows_give_the_same_bytes(
    contest: ContestFolder, lantoa: Run, tmp_path: Path, seed: int
) -> None:
    other = type(contest)(tmp_path / "other", lantoa)
    other.path.mkdir()
    other.write("config.toml", (contest.path / "config.toml").read_text(encoding="utf-8"))
    as_listed, shuffled = outputs(contest, None), outputs(other, seed)
    assert as_listed.keys() == shuffled.keys()
    assert [name for name in as_listed if as_listed[name] != shuffled[name]] == []
