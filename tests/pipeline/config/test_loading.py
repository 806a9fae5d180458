"""A config is read whole or refused whole, each fault with key, found value and mend."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.config import load_settings
from pipeline.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[3] / "config.toml"
CONTEST = """
[contests.c]
name = "A contest"
opens_at = 2024-09-01T00:00:00
cut_off_at = 2024-10-31T17:00:00
[contests.c.judging]
criteria = [{ key = "content", name = "Content", maximum = 10 }]
[contests.c.total]
combine = "sum"
"""

COUNTED = """combine = "sum"
[contests.c.counts]
channels = [{channels}]
[contests.c.engagement]
points = {{ {points} }}
scale = "none"
"""


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a config and gives its path."""

    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_example_is_right_and_says_what_the_contract_says() -> None:
    settings = load_settings(EXAMPLE, {})
    contest = settings.contests["tu-sach-2024"]
    assert settings.nightly_at == time(2)
    assert contest.cut_off == datetime(2024, 10, 31, 10, tzinfo=UTC)
    assert settings.reports_folder == EXAMPLE.parent / "reports-output"


def test_paths_count_from_the_file(config: Callable[[str], Path]) -> None:
    path = config(CONTEST)
    settings = load_settings(path, {})
    assert settings.database_url == f"sqlite:///{path.parent / 'lantoa.db'}"


def test_the_environment_names_another_database(config: Callable[[str], Path]) -> None:
    settings = load_settings(config(CONTEST), {"LANTOA_DATABASE_URL": "postgresql+psycopg://u:pw@h/n"})
    assert settings.database_url == "postgresql+psycopg://u:pw@h/n"


def test_an_offset_is_kept_and_a_local_time_is_the_zones(config: Callable[[str], Path]) -> None:
    text = CONTEST.replace("2024-10-31T17:00:00", "2024-10-31T17:00:00+02:00")
    contest = load_settings(config(text), {}).contests["c"]
    assert contest.opening == datetime(2024, 8, 31, 17, tzinfo=UTC)
    assert contest.cut_off == datetime(2024, 10, 31, 15, tzinfo=UTC)


@pytest.mark.parametrize("way", ["environment", "environment file", "config file"])
def test_a_secret_comes_from_the_environment_or_a_file(config: Callable[[str], Path], way: str) -> None:
    path = config(CONTEST + ('[youtube]\napi_key_file = "key.txt"\n' if way == "config file" else ""))
    (path.parent / "key.txt").write_text("s3cret\n", encoding="utf-8")
    environment = {
        "environment": {"LANTOA_YOUTUBE_API_KEY": "s3cret"},
        "environment file": {"LANTOA_YOUTUBE_API_KEY_FILE": str(path.parent / "key.txt")},
        "config file": {},
    }[way]
    settings = load_settings(path, environment).platforms["youtube"].settings
    assert settings.model_dump()["api_key"].get_secret_value() == "s3cret"
    assert "s3cret" not in repr(settings)


def test_the_database_url_may_stand_in_a_file(config: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "url.txt").write_text("postgresql+psycopg://u:p@h/d\n", encoding="utf-8")
    environment = {"LANTOA_DATABASE_URL_FILE": str(tmp_path / "url.txt")}
    assert load_settings(config(CONTEST), environment).database_url == "postgresql+psycopg://u:p@h/d"


def faults_of(path: Path) -> dict[str, str]:
    with pytest.raises(Refused, match="-") as refusal:
        load_settings(path, {})
    return {str(fault.parameters.get("key", "")): fault.code for fault in refusal.value.faults}


def test_all_faults_of_all_tables_are_reported_together(config: Callable[[str], Path]) -> None:
    text = (
        'langage = "vi"\n'
        + CONTEST.replace('combine = "sum"', 'combine = "product"').replace("maximum = 10", 'maximum = "10"')
        + '[youtube]\napi_key = "in the open"\n[facebook]\ngraph_version = 26\n'
        + '[schedule]\nnightly_at = "25:00"\n'
    )
    assert faults_of(config(text)) == {
        "langage": "unknown-key-near",
        "contests.c.total.combine": "not-permitted",
        "contests.c.judging.criteria[1].maximum": "not-a-number",
        "youtube.api_key": "secret-in-config",
        "facebook.graph_version": "wrong-type",
        "schedule.nightly_at": "not-a-time-of-day",
    }


@pytest.mark.parametrize(
    ("right", "wrong", "key", "code"),
    [
        ("2024-10-31T17:00:00", "2024-08-31T17:00:00", "contests.c", "cut-off-before-opening"),
        ("2024-10-31T17:00:00", "2024-10-31", "contests.c.cut_off_at", "date-without-time"),
        ("2024-10-31T17:00:00", '"2024-10-31T17:00"', "contests.c.cut_off_at", "not-a-date-and-time"),
        (
            'name = "A contest"',
            'name = "A"\ntime_zone = "Hanoi"',
            "contests.c.time_zone",
            "unknown-time-zone",
        ),
        ("2024-10-31T17:00:00", "9999-12-31T23:59:59-10:00", "contests.c.cut_off_at", "year-out-of-range"),
        ("2024-10-31T17:00:00", "0001-01-01T00:00:00", "contests.c.cut_off_at", "year-out-of-range"),
        ('name = "A contest"', 'name = "A\\u0007"', "contests.c.name", "control-character-in-value"),
        ("maximum = 10", "maximum = nan", "contests.c.judging.criteria[1].maximum", "not-a-number"),
        ('name = "A contest"', 'name = ""', "contests.c.name", "empty-value"),
        ('name = "A contest"\n', "", "contests.c.name", "missing-key"),
        (
            'combine = "sum"',
            COUNTED.format(channels='"zalo", "judge"', points="points = 1"),
            "contests.c.counts.channels[2]",
            "column-taken",
        ),
        (
            'combine = "sum"',
            COUNTED.format(channels='"a", "a_b"', points="b_c = 1, c = 1"),
            "contests.c.counts.channels[2]",
            "column-of-another",
        ),
        ("maximum = 10", "maximum = 0", "contests.c.judging.criteria[1].maximum", "must-exceed"),
        (
            "maximum = 10",
            "maximum = 10, weigth = 2",
            "contests.c.judging.criteria[1].weigth",
            "unknown-key-near",
        ),
        ('combine = "sum"', 'combine = "sum"\ndigits = 9', "contests.c.total.digits", "too-large"),
        ('combine = "sum"', 'combine = "sum"\nties = ["luck"]', "contests.c.total.ties[1]", "unknown-tie"),
    ],
)
def test_a_fault_names_its_key(
    config: Callable[[str], Path], right: str, wrong: str, key: str, code: str
) -> None:
    assert faults_of(config(CONTEST.replace(right, wrong))) == {key: code}


def test_a_contest_key_that_could_leave_the_folder_is_refused(config: Callable[[str], Path]) -> None:
    assert faults_of(config(CONTEST.replace("contests.c", 'contests."../c"'))) == {"../c": "bad-key"}


def test_faults_of_dates_and_of_rules_are_reported_together(config: Callable[[str], Path]) -> None:
    text = CONTEST.replace("2024-10-31T17", "2024-08-31T17").replace('"sum"', '"sum"\nties = ["luck"]')
    assert faults_of(config(text)) == {
        "contests.c": "cut-off-before-opening",
        "contests.c.total.ties[1]": "unknown-tie",
    }


def test_weights_that_do_not_add_up_are_refused_with_their_sum(config: Callable[[str], Path]) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("weight = 30", "weight = 25")
    with pytest.raises(Refused, match="weights-not-100") as refusal:
        load_settings(config(text), {})
    assert refusal.value.faults[0].parameters["found"] == "95"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe[", "config-not-utf8"),
        (b"[contests", "config-not-toml"),
        (b"a = 1\nb = 0,01", "config-syntax"),
        (b"a = 1e999999999999999999999", "config-not-toml"),
        (b"a = " + b"1" * 5000, "config-not-toml"),
        (b"a = " + b"[" * 3000, "config-not-toml"),
        (b"[database]\nurl = 'mysql://x/y'", "database-url"),
        (b"[database]\nurl = 'sqlite:///a.db?timeout=abc'", "database-url"),
        (b"[database]\nurl = 'postgresql+psycopg://x:port/y'", "database-url"),
        (b"[reports]\nfolder = 'a\\u0000b'".replace(b"'", b'"'), "control-character-in-value"),
        (b'[youtube]\napi_key_file = "a\\u0000b"', "secret-file-unreadable"),
        (b'[schedule]\nnightly_at = "02:00+07:00"', "not-a-time-of-day"),
        (b"[database]\nurl = 'x'", "database-url"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=code):
        load_settings(path, {})


def test_a_secret_file_that_is_not_there_is_named(config: Callable[[str], Path]) -> None:
    with pytest.raises(Refused, match="secret-file-unreadable") as refusal:
        load_settings(config(CONTEST + '[youtube]\napi_key_file = "none.txt"\n'), {})
    assert str(refusal.value.faults[0].parameters["file"]).endswith("none.txt")
