"""Rules are published, a ranking is made final, and whatever is changed behind Lantoa's back is named."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder, Said

ENTRIES = "number,title,unit\n01,First,A\n02,Second,B\n"
MARKS = "judge,number,criterion,mark\nj1,01,content,8\nj1,02,content,6\n"
READINGS = (
    "number,channel,taken_at,views,likes,hearts\n"
    "01,zalo,2024-10-01T00:00,100,5,7\n02,zalo,2024-10-01T00:00,300,9,1\n"
)
LATE = "number,channel,taken_at,views,likes\n01,zalo,2024-11-01T00:00,200,5\n"


@pytest.fixture
def filled(contest: ContestFolder) -> ContestFolder:
    """Return the contest with entries, a judge, marks, and readings before and after the cut-off."""
    forms = {"entries": ENTRIES, "judges": "judge,name\nj1,One\n", "marks": MARKS, "readings": READINGS}
    for form, text in forms.items():
        assert contest.import_text(form, text).code == 0
    assert contest.import_text("readings", LATE).code == 0
    return contest


@pytest.fixture
def frozen(filled: ContestFolder) -> ContestFolder:
    """Return the contest with published rules and a final ranking."""
    assert filled.run("rules", "publish", "--by", "Lan").code == 0
    assert filled.run("freeze", "--by", "Lan").code == 0
    return filled


def ranking(contest: ContestFolder) -> dict[str, object]:
    told: dict[str, object] = json.loads(contest.run("ranking", "--format", "json").out)
    return told


def change_rules(contest: ContestFolder) -> None:
    path = contest.path / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("views = 0.01", "views = 1").replace("likes = 1", "likes = 5"), encoding="utf-8"
    )


def test_the_draft_is_checked_shown_and_published_once(filled: ContestFolder) -> None:
    assert "draft" in filled.run("rules", "show").out.lower()
    assert "are right" in filled.run("rules", "check").out
    first = filled.run("rules", "publish", "--by", "Lan")
    assert "version 1" in first.out
    assert "after the contest opened" in first.err
    again = filled.run("rules", "publish", "--by", "Lan")
    assert "published before" in again.out
    shown = filled.run("rules", "show").out
    assert "version 1, published by Lan" in shown


def test_published_rules_hold_whatever_the_draft_says(filled: ContestFolder) -> None:
    filled.run("rules", "publish", "--by", "Lan")
    before = ranking(filled)
    change_rules(filled)
    assert ranking(filled) == before
    checked = filled.run("rules", "check")
    assert "rules.engagement.points.likes: 1 → 5" in checked.err
    refused = filled.run("rules", "publish", "--by", "Lan")
    assert refused.code == 2
    assert "--reason" in refused.err
    assert "version 2" in filled.run("rules", "publish", "--by", "Lan", "--reason", "agreed on").out
    assert ranking(filled) != before


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("rules", "lantoa rules publish c"), ("reading", "lantoa collect c")],
)
def test_a_ranking_is_not_made_final_too_early(contest: ContestFolder, missing: str, sentence: str) -> None:
    for form, text in (("entries", ENTRIES), ("judges", "judge,name\nj1,One\n"), ("marks", MARKS)):
        contest.import_text(form, text)
    if missing == "reading":
        contest.run("rules", "publish", "--by", "Lan")
    said = contest.run("freeze", "--by", "Lan")
    assert said.code == 2
    assert sentence in said.err


def test_a_final_ranking_stays_whatever_is_imported_later(frozen: ContestFolder) -> None:
    final = ranking(frozen)
    assert final["is_final"] is True
    frozen.import_text("marks", MARKS.replace("content,6", "content,10"))
    assert ranking(frozen) == final
    verified = frozen.run("verify")
    assert verified.code == 3
    assert "the mark j1 02 content has changed: mark_millionths 6000000 → 10000000" in verified.out
    assert frozen.run("freeze", "--by", "Lan").code == 2
    again = frozen.run("freeze", "--by", "Lan", "--reason", "appeal")
    assert "version 2" in again.out
    assert ranking(frozen) != final
    assert frozen.run("verify").code == 0


def test_freezing_again_without_change_is_said(frozen: ContestFolder) -> None:
    assert "Nothing has changed" in frozen.run("freeze", "--by", "Minh").out


def test_all_is_well_after_ordinary_work(frozen: ContestFolder) -> None:
    said = frozen.run("verify")
    assert said.code == 0
    assert "checked 2 runs, 2 marks, 1 versions of the rules, 1 final rankings" in said.out


BEHIND_THE_BACK = {
    "UPDATE reading SET views = 101 WHERE views = 100": "stored was 100 5 – – hearts=7, now it is 101 5",
    "UPDATE reading SET likes = NULL WHERE views = 300": "stored was 300 9",
    "UPDATE reading_metric SET count = 8 WHERE count = 7": "hearts=7",
    "DELETE FROM reading_metric WHERE count = 7": "hearts=7",
    "DELETE FROM reading WHERE views = 200": "stored was 200 5",
    "UPDATE run SET raw = zeroblob(10) WHERE id = 1": "its kept copy or its digest was changed",
    "UPDATE run SET digest = '00' WHERE id = 1": "Run 1: its kept copy",
    "UPDATE run SET started_at = started_at - 60 WHERE id = 1": "what is said of it was changed",
    "UPDATE mark SET value = 9000000 WHERE entry_id = 1": "the history says 8, the mark is 9",
    "DELETE FROM mark WHERE entry_id = 1": "the mark was deleted, before 8",
    "UPDATE mark_change SET new_value = 9 WHERE entry_id = 1": "change 1 in the mark's history was altered",
    "DELETE FROM mark_change WHERE entry_id = 1": "has no history",
    "UPDATE rules_version SET rules = replace(rules, '0.01', '0.02')": "no longer what was published",
    "UPDATE final_ranking SET result = zeroblob(9)": "its stored result was changed",
    "UPDATE final_ranking SET inputs = zeroblob(9)": "its stored inputs were changed",
    "UPDATE final_ranking SET result_digest = 'ff'": "come out otherwise",
    "UPDATE entry SET status = 'withdrawn' WHERE number = '02'": "status competing → withdrawn",
}


@pytest.mark.parametrize(("statement", "sentence"), BEHIND_THE_BACK.items())
def test_what_is_changed_behind_the_programs_back_is_named(
    frozen: ContestFolder, statement: str, sentence: str
) -> None:
    with sqlite3.connect(frozen.path / "lantoa.db") as database:
        assert database.execute(statement).rowcount == 1
    database.close()
    said = verified(frozen)
    assert sentence in said.out, said.out


def verified(contest: ContestFolder) -> Said:
    said = contest.run("verify")
    assert said.code == 3, said.err
    assert "differ" in said.out.splitlines()[-1]
    return said


def test_a_run_that_is_gone_is_missed_by_the_one_after_it(frozen: ContestFolder) -> None:
    with sqlite3.connect(frozen.path / "lantoa.db") as database:
        database.execute("DELETE FROM reading_metric")
        database.execute("DELETE FROM reading WHERE run_id = 1")
        database.execute("DELETE FROM run WHERE id = 1")
    database.close()
    assert "Run 2 follows the digest" in verified(frozen).out


def test_a_printed_digest_is_looked_up(frozen: ContestFolder) -> None:
    printed = str(ranking(frozen)["run"])
    with sqlite3.connect(frozen.path / "lantoa.db") as database:
        digest = database.execute("SELECT digest FROM run WHERE id = 1").fetchone()[0]
    database.close()
    known = frozen.run("verify", "--digest", digest[:12])
    assert (known.code, digest[:12] in known.out) == (0, True), printed
    assert frozen.run("verify", "--digest", "0" * 64).code == 3
    assert frozen.run("verify", "--digest", "ab").code == 2
