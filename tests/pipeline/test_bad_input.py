"""Bad input gets one clear sentence and exit code 2, or a right result; nothing saved is touched."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.conftest import ContestFolder, Run

ENTRIES = "number,title,unit\n01,First,A\n02,Second,B\n"
JUDGES = "judge,name\nj1,One\n"
MARKS = "judge,number,criterion,mark\nj1,01,content,8\nj1,02,content,6\n"
READINGS = (
    "number,channel,taken_at,views,likes\n01,zalo,2024-10-01T00:00,100,5\n02,zalo,2024-10-01T00:00,300,9\n"
)


def fill(contest: ContestFolder) -> None:
    for form, text in zip(
        ("entries", "judges", "marks", "readings"), (ENTRIES, JUDGES, MARKS, READINGS), strict=True
    ):
        assert contest.import_text(form, text).code == 0


def ranking(contest: ContestFolder) -> dict[str, dict[str, str]]:
    said = contest.run("ranking", "--format", "csv")
    assert said.code == 0, said.err
    return {row["number"]: row for row in csv.DictReader(StringIO(said.out))}


@pytest.mark.parametrize("command", ["ranking", "report", "collect", "export marks"])
def test_an_unknown_contest_is_named_with_those_that_exist(contest: ContestFolder, command: str) -> None:
    said = contest.run(*command.split(), "nowhere")
    assert said.code == 2
    assert said.out == ""
    assert "“nowhere”" in said.err
    assert "It names: c." in said.err


def test_a_contest_without_entries_says_how_to_import_them(contest: ContestFolder) -> None:
    said = contest.run("ranking")
    assert said.code == 2
    assert "no entries yet" in said.err
    assert "lantoa import entries FILE --contest c" in said.err


def test_a_missing_config_says_how_to_name_one(tmp_path: Path, lantoa: Run) -> None:
    said = lantoa("--config", tmp_path / "none.toml", "status")
    assert said.code == 2
    assert "none.toml" in said.err
    assert "--config" in said.err


def test_without_marks_nobody_is_ranked_and_why_is_said(contest: ContestFolder) -> None:
    contest.import_text("entries", ENTRIES)
    rows = ranking(contest)
    assert {row["rank"] for row in rows.values()} == {""}
    assert all("marks" in row["missing"].split(";") for row in rows.values())


def test_marks_without_any_count_rank_nobody(contest: ContestFolder) -> None:
    for form, text in (("entries", ENTRIES), ("judges", JUDGES), ("marks", MARKS)):
        contest.import_text(form, text)
    rows = ranking(contest)
    assert [row["engagement_points"] for row in rows.values()] == ["", ""]
    assert all("counts" in row["missing"].split(";") for row in rows.values())


def test_one_entry_alone_is_first(contest: ContestFolder) -> None:
    for form, text in (
        ("entries", "number,title,unit\n01,First,A\n"),
        ("judges", JUDGES),
        ("marks", "judge,number,criterion,mark\nj1,01,content,8\n"),
        ("readings", "number,channel,taken_at,views\n01,zalo,2024-10-01T00:00,100\n"),
    ):
        contest.import_text(form, text)
    row = ranking(contest)["01"]
    assert (row["rank"], row["award"], row["engagement_points"], row["total"]) == (
        "1",
        "First",
        "100.00",
        "86.00",
    )


@pytest.mark.parametrize(
    "title",
    [
        'He said "hi", twice',
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "Party 🎉",
        "שלום עולם",
        "a;b,c",
    ],
)
def test_titles_come_out_as_they_went_in(contest: ContestFolder, title: str) -> None:
    quoted = title.replace('"', '""')
    said = contest.import_text("entries", f'number,title,unit\n01,"{quoted}",A\n')
    assert said.code == 0, said.err
    assert ranking(contest)["01"]["title"] == title
    assert json.loads(contest.run("ranking", "--format", "json").out)["entries"][0]["title"] == title
    assert contest.run("ranking").code == 0
    assert contest.run("report").code == 0
    page = (contest.path / "reports-output/c/latest/ranking.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("form", "text", "said_of_it"),
    [
        ("entries", "number,title,unit\n01,First,A\n01,Again,B\n", "01"),
        ("entries", "number,title\n01,First\n", "unit"),
        ("entries", "number,title,unit,link_youtube\n03,C,C,https://vimeo.com/1\n", "vimeo.com"),
        (
            "entries",
            "number,title,unit,link_youtube\n03,C,C,https://youtu.be/92HWiOdpY2s\n04,D,D,youtu.be/92HWiOdpY2s\n",
            "row 2",
        ),
        ("marks", "judge,number,criterion,mark\nj1,01,content,11\n", "11"),
        *(
            ("marks", f"judge,number,criterion,mark\nj1,01,content,{mark}\n", f"“{mark}” is not a number")
            for mark in ("tốt", "NaN", "inf", "８", "½", "0x8")
        ),
        ("readings", "number,channel,taken_at,views\n01,zalo,31/10/2024,1\n", "no time of day"),
        ("marks", "judge,number,criterion,mark\nj9,01,content,1\n", "j9"),
        ("marks", "judge,number,criterion,mark\nj1,99,content,1\n", "99"),
        ("marks", "judge,number,criterion,mark\nj1,01,kontent,1\n", "kontent"),
        ("readings", "number,channel,taken_at,views\n01,zalo,2024-10-02T00:00,1.234\n", "1.234"),
        ("readings", "number,channel,taken_at,views\n01,zalo,2024-10-02T00:00,-1\n", "-1"),
    ],
)
def test_a_bad_row_refuses_the_whole_file(
    contest: ContestFolder, form: str, text: str, said_of_it: str
) -> None:
    fill(contest)
    before = [contest.run("export", each).out for each in ("entries", "judges", "marks", "readings")]
    said = contest.import_text(form, text)
    assert said.code == 2
    assert said.out == ""
    assert f"{form}.csv" in said.err
    assert said_of_it in said.err
    assert "Traceback" not in said.err
    assert before == [contest.run("export", each).out for each in ("entries", "judges", "marks", "readings")]


def test_a_file_that_is_not_utf8_says_how_to_save_it(contest: ContestFolder) -> None:
    path = contest.path / "old.csv"
    path.write_bytes("number,title,unit\n01,Tủ sách,A\n".encode("cp1258", errors="replace") + b"\xd1\xff\n")
    said = contest.run("import", "entries", path)
    assert said.code == 2
    assert "old.csv" in said.err
    assert "UTF-8" in said.err


def test_a_tried_import_saves_nothing(contest: ContestFolder) -> None:
    said = contest.import_text("entries", ENTRIES, "--dry-run")
    assert (said.code, "2 added" in said.out) == (0, True)
    assert "would be added: 01, 02\n" in said.out
    assert contest.run("ranking").code == 2


def test_the_same_file_twice_changes_nothing(contest: ContestFolder) -> None:
    fill(contest)
    for form, text in (("entries", ENTRIES), ("judges", JUDGES), ("marks", MARKS), ("readings", READINGS)):
        said = contest.import_text(form, text)
        assert "0 added, 0 changed, 2 unchanged" in said.out or "0 added, 0 changed, 1 unchanged" in said.out


@pytest.mark.parametrize("at", ["yesterday", "2024-10-31", "13/13/2024 10:00"])
def test_an_unclear_instant_is_refused(contest: ContestFolder, at: str) -> None:
    fill(contest)
    said = contest.run("ranking", "--at", at)
    assert said.code == 2
    assert at in said.err


def test_a_ranking_as_of_an_instant_before_the_first_reading_knows_no_count(contest: ContestFolder) -> None:
    fill(contest)
    said = contest.run("ranking", "--format", "csv", "--at", "30/09/2024 23:59")
    assert [row["zalo_views"] for row in csv.DictReader(StringIO(said.out))] == ["", ""]


def test_a_folder_that_is_no_demo_is_not_emptied(tmp_path: Path, lantoa: Run) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("mine", encoding="utf-8")
    said = lantoa("demo", "--output", tmp_path)
    assert said.code == 2
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_not_there_or_no_file_is_named(contest: ContestFolder) -> None:
    missing = contest.run("import", "entries", contest.path / "none.csv")
    assert (missing.code, len(missing.err.splitlines())) == (2, 1)
    assert "none.csv" in missing.err
    folder = contest.run("import", "entries", contest.path)
    assert folder.code == 2
    assert "is a folder" in folder.err


def test_names_of_other_bytes_than_utf8_are_no_hindrance(contest: ContestFolder) -> None:
    path = contest.write("entries-\udcff.csv", ENTRIES)
    said = contest.run("import", "entries", path, "--by", "H\udcffa")
    assert said.code == 0, said.err


def test_a_sheet_far_too_wide_is_refused_at_once(contest: ContestFolder) -> None:
    said = contest.import_text("entries", "number,title,unit" + "," * 100_000 + "\n")
    assert said.code == 2
    assert "more than 500 columns" in said.err


def test_of_very_many_faults_the_first_are_told_and_all_are_counted(contest: ContestFolder) -> None:
    rows = "".join(f"{number},,A\n" for number in range(200))
    said = contest.import_text("entries", f"number,title,unit\n{rows}")
    assert said.code == 2
    assert len(said.err.splitlines()) == 52
    assert "200" in said.err.splitlines()[-1]


def test_an_export_that_fails_keeps_the_file_that_was_there(contest: ContestFolder) -> None:
    fill(contest)
    folder = contest.path / "full"
    folder.mkdir()
    kept = folder / "entries.xlsx"
    assert contest.run("export", "entries", "--output", kept).code == 0
    content = kept.read_bytes()
    assert content.startswith(b"PK")
    said = contest.run("export", "entries", "--output", folder / "nowhere" / "entries.csv")
    assert (said.code, len(said.err.splitlines())) == (1, 1)
    assert kept.read_bytes() == content
    assert list(folder.iterdir()) == [kept]
