"""What a committee decides is recorded, moves ranks as the rules have it, and can be read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.conftest import BY_HAND_RULES

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder

DAILY = (30, 42, 35, 51, 38, 900, 44, 40)
"""Growth a day of entry 01; the method's published example, in which only 900 stands out."""

SPIKE = "01/zalo/views/2024-10-07"
EQUAL = "02,zalo,2024-10-01T00:00,5\n"
MEDIAN = ("--flag", SPIKE, "--outcome", "median")


def readings() -> str:
    """Return the readings of nine days: 01 with the spike, 02 the same without it."""
    lines, counts = ["number,channel,taken_at,views"], [100, 700]
    for day in range(len(DAILY) + 1):
        lines += [
            f"0{one},zalo,2024-10-0{day + 1}T00:00,{count}" for one, count in enumerate(counts, start=1)
        ]
        grown = DAILY[day] if day < len(DAILY) else 0
        counts = [counts[0] + grown, counts[1] + (40 if grown == 900 else grown)]
    return "\n".join(lines)


@pytest.fixture
def counted(contest: ContestFolder) -> ContestFolder:
    """Return the contest with two entries that the judge holds for equal, read for nine days."""
    assert contest.import_text("entries", "number,title,unit\n01,First,A\n02,Second,B\n").code == 0
    assert contest.import_text("judges", "judge,name\nj1,One\n").code == 0
    marks = "judge,number,criterion,mark\nj1,01,content,8\nj1,02,content,8\n"
    assert contest.import_text("marks", marks).code == 0
    assert contest.import_text("readings", readings()).code == 0
    return contest


def ranked(contest: ContestFolder) -> list[tuple[str, int | None, int | None]]:
    entries = json.loads(contest.run("ranking", "--format", "json").out)["entries"]
    return [(entry["number"], entry["rank"], entry["zalo_views"]) for entry in entries]


def test_unusual_growth_is_told_with_the_numbers_behind_it(counted: ContestFolder) -> None:
    said = counted.run("flags")
    assert said.code == 3
    assert said.out == (
        f"{SPIKE}\n  Entry 01, Zalo: unusual growth of views, 900 more from 6 Oct 2024, 00:00 to "
        "7 Oct 2024, 00:00 (296 → 1,196); the post's usual growth in that time is 41.\n"
    )
    assert "waiting for a decision: 1" in said.err


def test_a_decision_replaces_the_growth_and_moves_the_ranks(counted: ContestFolder) -> None:
    assert ranked(counted) == [("01", 1, 1280), ("02", 2, 1020)]
    assert counted.run("decisions", "flag", *MEDIAN, "--reason", "no answer").code == 0
    assert ranked(counted) == [("02", 1, 1020), ("01", 2, 421)]
    assert counted.run("flags").code == 0, "nothing waits any more"
    assert counted.run("verify").code == 0


def test_a_later_decision_about_the_same_takes_the_place_of_the_first(counted: ContestFolder) -> None:
    assert counted.run("decisions", "flag", *MEDIAN, "--reason", "no answer").code == 0
    keep = ("--flag", SPIKE, "--outcome", "keep", "--reason", "it was in the news", "--by", "Lan")
    assert counted.run("decisions", "flag", *keep).code == 0
    assert ranked(counted)[0] == ("01", 1, 1280)
    listed = counted.run("decisions", "list").out
    assert listed.index("Decision 1") < listed.index("Decision 2")
    assert "Lan): entry 01, Zalo, the growth of views up to 7 Oct 2024, 00:00 is kept." in listed


@pytest.mark.parametrize(
    ("outcome", "after"),
    [
        ("leave-out", [("02", 1, 1020), ("01", None, None)]),
        ("disqualify", [("02", 1, 1020), ("01", None, 1280)]),
    ],
)
def test_a_metric_or_an_entry_can_be_left_out(
    counted: ContestFolder, outcome: str, after: list[tuple[str, int | None, int | None]]
) -> None:
    said = counted.run("decisions", "flag", "--flag", SPIKE, "--outcome", outcome, "--reason", "bought")
    assert (said.code, ranked(counted)) == (0, after)


def test_the_head_judge_settles_a_tie_where_the_rules_say_so(contest: ContestFolder) -> None:
    ties = 'combine = "weighted"\nties = ["judges", "decision"]'
    contest.write("config.toml", BY_HAND_RULES.replace('combine = "weighted"', ties))
    for form, text in (
        ("entries", "number,title,unit\n01,First,A\n02,Second,B\n"),
        ("judges", "judge,name\nj1,One\n"),
        ("marks", "judge,number,criterion,mark\nj1,01,content,8\nj1,02,content,8\n"),
        (
            "readings",
            "number,channel,taken_at,views\n01,zalo,2024-10-01T00:00,5\n02,zalo,2024-10-01T00:00,5\n",
        ),
    ):
        assert contest.import_text(form, text).code == 0
    assert [rank for _, rank, _ in ranked(contest)] == [1, 1]
    tie = ("decisions", "tie", "--entries", "02", "01", "--reason", "better sound")
    assert "Note" not in contest.run(*tie).err
    assert [(number, rank) for number, rank, _ in ranked(contest)] == [("02", 1), ("01", 2)]
    contest.write("config.toml", BY_HAND_RULES)
    assert "moves no rank yet" in contest.run(*tie).err


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (("flag", "--flag", "01/zalo/views/2024-10-08", "--reason", "x"), f"Is it {SPIKE}?"),
        (
            ("flag", *MEDIAN[:2], "--outcome", "meidan", "--reason", "x"),
            "keep, median, leave-out, disqualify",
        ),
        (("flag", *MEDIAN), "Add --reason."),
        (("tie", "--entries", "01", "--reason", "x"), "at least two entries"),
        (("tie", "--entries", "01", "01", "02", "--reason", "x"), "named twice: 01, 01, 02"),
        (("appeal", "--entries", "3", "--outcome", "upheld", "--reason", "x"), "There is no entry 3."),
        (("appeal", "--outcome", "upheld", "--reason", "x"), "Name the entry"),
        (("appeal", "--entries", "01", "--reason", "x", "--outcome", "keep"), "upheld, rejected"),
        (("appeal", "--entries", "01", "--received", "soon", "--outcome", "upheld", "--reason", "x"), "soon"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_kept(
    counted: ContestFolder, said: tuple[str, ...], wanted: str
) -> None:
    answer = counted.run("decisions", *said)
    assert (answer.code, answer.out) == (2, "")
    assert wanted in answer.err
    assert "nothing was decided yet" in counted.run("decisions", "list").err


def test_a_decision_after_the_final_ranking_says_that_it_stands(counted: ContestFolder) -> None:
    late = readings() + "\n01,zalo,2024-11-01T00:00,1280\n02,zalo,2024-11-01T00:00,1020"
    assert counted.import_text("readings", late).code == 0
    assert counted.run("rules", "publish", "--by", "Lan").code == 0
    assert counted.run("freeze", "--by", "Lan").code in (0, 3)
    said = counted.run("decisions", "flag", *MEDIAN, "--reason", "no answer")
    assert "lantoa freeze" in said.err
    assert ranked(counted)[0][:2] == ("01", 1), "the final ranking stands until it is superseded"
    assert counted.run("freeze", "--by", "Lan", "--reason", "decision 1").code in (0, 3)
    assert ranked(counted)[0][:2] == ("02", 1)
