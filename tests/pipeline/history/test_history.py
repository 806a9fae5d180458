"""Rules are published, a ranking is made final, and whatever is changed behind Lantoa's back is named."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import history
from pipeline.history.since_final import KEYS
from reports.catalogue import catalogue
from tests.pipeline.history.conftest import FORMS, await_next_second

if TYPE_CHECKING:
    from tests.pipeline.conftest import ContestFolder


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
    for form in ("entries", "judges", "marks"):
        contest.import_text(form, FORMS[form])
    if missing == "reading":
        contest.run("rules", "publish", "--by", "Lan")
    said = contest.run("freeze", "--by", "Lan")
    assert said.code == 2
    assert sentence in said.err


def test_a_final_ranking_stays_whatever_is_imported_later(frozen: ContestFolder) -> None:
    final = ranking(frozen)
    assert final["is_final"] is True
    brought = frozen.import_text("marks", FORMS["marks"].replace("02,content,6", "02,content,10"))
    assert "does not change it" in brought.err
    assert ranking(frozen) == final
    verified = frozen.run("verify")
    assert verified.code == 3
    assert "judge j1’s mark for entry 02, criterion content, has changed: mark 6 → 10" in verified.out
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
    assert "checked 2 runs, 3 marks, 1 versions of the rules, 1 final rankings" in said.out


def test_a_printed_digest_is_looked_up(frozen: ContestFolder) -> None:
    told = ranking(frozen)
    rules, finality = told["rules"], told["finality"]
    assert isinstance(rules, dict)
    assert isinstance(finality, dict)
    run = frozen.run("verify").out.splitlines()[1].split()[-1]
    for digest, what in (
        (run, "run of"),
        (rules["digest"], "the rules"),
        (finality["result_digest"], "final"),
    ):
        known = frozen.run("verify", "--digest", digest[:12])
        assert (known.code, what in known.out, digest in known.out) == (0, True, True)
    assert frozen.run("verify", "--digest", "0" * 64).code == 3
    assert frozen.run("verify", "--digest", "ab").code == 2


def test_what_is_not_stored_yet_is_not_checked(contest: ContestFolder) -> None:
    said = contest.run("verify")
    assert (said.code, said.out) == (0, "")
    assert "nothing is stored yet" in said.err


def test_a_later_version_says_whose_rank_it_moves(filled: ContestFolder) -> None:
    filled.run("rules", "publish", "--by", "Lan")
    path = filled.path / "config.toml"
    turned = path.read_text(encoding="utf-8").replace("weight = 30", "weight = 10").replace("= 70", "= 90")
    path.write_text(turned, encoding="utf-8")
    assert "differs from version 1" in filled.run("ranking").err
    await_next_second()
    published = filled.run("rules", "publish", "--by", "Lan", "--reason", "agreed on")
    assert "marks were given before" in published.err
    notices = str(ranking(filled)["notices"])
    assert "'rules-changed-late', 'numbers': ['01', '02']" in notices
    shown = filled.run("rules", "show").out
    assert "Version 2: Lan" in shown
    assert "after the opening, after the first mark; reason: agreed on" in shown


def test_what_a_committee_should_know_is_said_when_it_freezes(filled: ContestFolder) -> None:
    path = filled.path / "config.toml"
    text = path.read_text(encoding="utf-8").replace('["zalo"]', '["zalo", "tiktok"]')
    path.write_text(text.replace("weight = 70", "weight = 70\nminimum_judges = 2"), encoding="utf-8")
    filled.import_text("readings", "number,channel,taken_at,views\n01,tiktok,2024-10-02T00:00,5\n")
    filled.run("rules", "publish", "--by", "Lan")
    said = filled.run("freeze", "--by", "Lan")
    assert said.code == 3
    assert "On TikTok nothing was read at or after the cut-off" in said.err
    assert "Too few judges have marked these entries: 02." in said.err
    assert "not ranked; the reasons stand at the end of the table: 02." in said.err


def test_nobody_makes_a_ranking_final_without_a_name(filled: ContestFolder) -> None:
    assert "--by" in filled.run("freeze").err


def test_the_final_report_lists_what_was_known_when_it_was_made(frozen: ContestFolder) -> None:
    before = frozen.run("report")
    rows = (frozen.path / "reports-output" / "c" / "latest" / "ranking.html").read_text(encoding="utf-8")
    await_next_second()
    frozen.import_text("readings", "number,channel,taken_at,views\n02,zalo,2024-10-20T00:00,777777\n")
    assert frozen.run("report").code == before.code == 0
    again = (frozen.path / "reports-output" / "c" / "latest" / "ranking.html").read_text(encoding="utf-8")
    assert "777" not in again
    assert len(again) == len(rows)


def test_a_final_ranking_that_was_tampered_with_is_not_shown(frozen: ContestFolder) -> None:
    with sqlite3.connect(frozen.path / "lantoa.db") as database:
        database.execute("UPDATE final_ranking SET result_digest = 'ff'")
    database.close()
    said = frozen.run("ranking")
    assert said.code == 1
    assert "lantoa verify c" in said.err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_finding_and_remark_has_its_sentence(language: str) -> None:
    words = catalogue("pipeline", language)
    code = re.compile(r'''(?:Finding\(|code = |else |if old is None else )"([a-z-]+)"''')
    texts = [path.read_text(encoding="utf-8") for path in Path(history.__file__).parent.glob("*.py")]
    codes = {found for text in texts for found in code.findall(text)}
    groups = ("verify", "freeze-remark", "digest-of")
    assert len(codes) > 30
    assert [one for one in codes if not any(words.knows(f"{group}.{one}") for group in groups)] == []
    assert all(words.knows(f"verify.{table}-since-final") for table in KEYS if table != "baselines")
