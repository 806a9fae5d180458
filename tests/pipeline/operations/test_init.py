"""What init writes is right as it stands, explains every key, and overwrites nothing."""

from __future__ import annotations

import os
import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from pipeline.config import load_settings
from pipeline.config.keys import config_tables
from pipeline.operations.beginning import begin
from pipeline.operations.beginning_values import beginning_values
from pipeline.operations.blank_sheets import blank_sheet
from pipeline.operations.config_text import config_text
from pipeline.sheets.forms import FORMS
from pipeline.sheets.reading import sheet_from_bytes
from reports.catalogue import LANGUAGES, catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import Run

NOW = datetime(2026, 11, 25, 12).astimezone()
SILENT_KEY = re.compile(r"# ([a-z_]+ = .+)")


def text_in(language: str) -> str:
    return config_text(catalogue("pipeline.config", language), beginning_values(language, NOW))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_config_is_right_as_it_stands(tmp_path: Path, language: str) -> None:
    config, *_ = begin(tmp_path / "new", language, NOW)
    settings = load_settings(config, {})
    (contest,) = settings.contests.values()
    assert settings.language == language
    assert contest.opening <= NOW < contest.cut_off
    assert (
        sum(criterion.maximum for criterion in contest.judging.criteria) == 100 if contest.judging else False
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_there_under_an_explanation(language: str) -> None:
    lines = text_in(language).splitlines()
    for table in config_tables():
        for key in () if table.is_of_rules else table.keys:
            name = key.name if key.variable is None else f"{key.name}_file"
            found = [at for at, line in enumerate(lines) if re.match(rf"(# )?{name} = ", line)]
            assert found, f"{table.name}.{name}"
            assert any(lines[at - 1].startswith("# ") for at in found), f"{table.name}.{name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_stands_there_under_an_explanation(language: str) -> None:
    lines = text_in(language).splitlines()
    for name in (
        "window",
        "posts",
        "points",
        "scale",
        "minimum_judges",
        "maximum",
        "combine",
        "ties",
        "count",
    ):
        first = next(at for at, line in enumerate(lines) if line.startswith(f"{name} = "))
        assert lines[first - 1].startswith("# "), name
    assert any("docs/config.md" in line or "docs/cau-hinh.md" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_too_wide_for_a_window(language: str) -> None:
    assert max(map(len, text_in(language).splitlines())) <= 110


SECRETS = {"webhook-address.txt": "https://chat.example/hook"}
"""What a secret's file holds, where not every text will do."""


def texts_with_one_table_told() -> list[str]:
    """Return the config once for each table, all keys of that table no longer silent."""
    blocks = text_in("vi").split("\n\n")
    told = [re.sub(rf"(?m)^{SILENT_KEY.pattern}$", r"\1", block) for block in blocks]
    places = [at for at, block in enumerate(blocks) if told[at] != block]
    return ["\n\n".join([*blocks[:at], told[at], *blocks[at + 1 :]]) for at in places]


@pytest.mark.parametrize("text", texts_with_one_table_told())
def test_each_silent_key_is_right_once_its_sign_is_taken_away(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    for secret in re.findall(r'(?m)^\w+_file = "secrets/(.+)"', text):
        (tmp_path / "secrets" / secret).write_text(SECRETS.get(secret, "key"), encoding="utf-8")
    assert load_settings(path, {}).contests


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_blank_sheet_has_all_headings_and_no_row(form: str, language: str) -> None:
    content = blank_sheet(FORMS[form], catalogue("pipeline.operations", language))
    sheet = sheet_from_bytes(content, "blank.xlsx", FORMS[form])
    assert sheet.rows == ()
    assert {column.key for column in FORMS[form].columns} <= sheet.headings.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_guide_explains_each_column_of_the_sheet(form: str, language: str) -> None:
    content = blank_sheet(FORMS[form], catalogue("pipeline.operations", language))
    data, guide = load_workbook(BytesIO(content)).worksheets
    headings = [cell.value for cell in data[1]]
    assert [row[0].value for row in guide.iter_rows(min_row=2)] == headings
    assert all(row[2].value for row in guide.iter_rows(min_row=2))


def test_the_sheets_that_it_writes_can_be_filled_in_and_imported(tmp_path: Path, lantoa: Run) -> None:
    assert lantoa("init", tmp_path / "x", language="vi").code == 0
    path = tmp_path / "x" / "bai-du-thi.xlsx"
    workbook = load_workbook(path)
    workbook.worksheets[0].append(
        ["01", "Tủ sách", "Lam Hạ", None, None, None, "https://youtu.be/92HWiOdpY2s"]
    )
    workbook.save(path)
    said = lantoa("--config", tmp_path / "x" / "config.toml", "import", "entries", path)
    assert (said.code, "1 added" in said.out) == (0, True), said.err
    status = lantoa("--config", tmp_path / "x" / "config.toml", "status")
    assert "1 posts" in status.out


def test_what_it_says_next_are_commands_that_work(tmp_path: Path, lantoa: Run) -> None:
    said = lantoa("init", tmp_path / "x")
    calls = re.findall(r"--config (\S+) --language en (import \w+ \S+|doctor)", said.err)
    assert len(calls) == 4
    for config, call in calls:
        outcome = lantoa("--config", config, *call.split())
        assert outcome.code == (1 if call == "doctor" else 0), outcome.err


@pytest.mark.parametrize("present", ["config.toml", "diem.xlsx"])
def test_nothing_is_overwritten_and_nothing_is_half(tmp_path: Path, lantoa: Run, present: str) -> None:
    (tmp_path / present).write_text("mine", encoding="utf-8")
    said = lantoa("init", tmp_path, language="vi")
    assert (said.code, said.out) == (2, "")
    assert present in said.err
    assert [path.name for path in tmp_path.iterdir()] == [present]
    assert (tmp_path / present).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_takes_no_more_is_left_as_it_was(tmp_path: Path, lantoa: Run) -> None:
    """Where a file's temporary name can't be written, those before it are taken back."""
    blocked = tmp_path / f".diem.xlsx.{os.getpid()}.partial"
    blocked.mkdir()
    said = lantoa("init", tmp_path, language="vi")
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [blocked]


def test_a_folder_below_a_file_is_refused_in_one_sentence(tmp_path: Path, lantoa: Run) -> None:
    (tmp_path / "letter").write_text("mine", encoding="utf-8")
    said = lantoa("init", tmp_path / "letter" / "contest")
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "letter" in said.err
