"""Whatever rules say further is said in both languages, and nothing that the rules do not say."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import ContestSettings
from pipeline.config.loading import load_settings
from pipeline.translation.facts import contest_facts, rules_facts
from reports.catalogue import LANGUAGES, catalogue
from reports.rules_words import rules_in_words
from scoring import CLAUSES, rule_clauses

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
RULES: dict[str, Any] = {
    "name": "C",
    "opens_at": "2024-09-01T00:00:00",
    "cut_off_at": "2024-10-01T00:00:00",
    "counts": {"channels": ["youtube"], "window": "equal-age", "days": 14},
    "engagement": {
        "scale": "min-max",
        "goalposts": {"high": 900},
        "field": "ranked",
        "cap": 500,
        "maximum": 10,
        "multipliers": {"Học sinh": Decimal("1.2")},
        "thresholds": [{"metric": "views", "at_least": 2000}],
        "rules": [
            {"metric": "likes", "per": 10, "points": 1, "round": "down", "cap": 100},
            {"metric": "shares", "per": 5, "points": 2, "channel": "youtube"},
            {"metric": "views", "steps": [{"at_least": 1000, "points": 5}]},
        ],
    },
    "judging": {
        "aggregate": "trimmed",
        "drop": 1,
        "minimum_judges": 3,
        "level": "criterion",
        "incomplete": "count-marked",
        "severity": "additive",
        "minimum_points": 50,
        "criteria": [{"key": "x", "name": "X", "maximum": 100}],
    },
    "total": {
        "combine": "bonus",
        "rank_by": "unit",
        "best": 2,
        "one_award_a_unit": True,
        "award_edge": "skipped",
        "ties": ["decision"],
    },
    "awards": [
        {"name": "Nhất", "count": 1, "minimum": 80},
        {"name": "Chia sẻ", "count": 1, "by": "metric:shares"},
    ],
}


def settings() -> ContestSettings:
    dates = {name: datetime.fromisoformat(RULES[name]) for name in ("opens_at", "cut_off_at")}
    return ContestSettings.model_validate({**RULES, **dates})


def test_the_clauses_carry_what_the_list_promises() -> None:
    clauses = rule_clauses(settings())
    assert len({clause.code for clause in clauses}) == 20
    assert all(tuple(clause.parameters) == CLAUSES[clause.code] for clause in clauses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_has_a_sentence(language: str) -> None:
    words = catalogue("reports", language)
    assert [code for code in CLAUSES if not words.knows(f"rules.clause.{code}")] == []


def test_the_words_of_rich_rules_are_those_that_people_read() -> None:
    chosen = settings()
    said = rules_in_words(contest_facts("c", chosen), rules_facts(chosen), catalogue("reports", "vi"))
    for sentence in (
        "Cứ 10 lượt thích được 1 điểm, số lần đủ được làm tròn xuống.",
        "Cứ 5 lượt chia sẻ trên YouTube được 2 điểm.",
        "Mọi bài cần ít nhất 2.000 lượt xem để được xếp hạng.",
        "Xếp hạng theo đơn vị; tính 2 bài cao điểm nhất của mỗi đơn vị.",
        "Chia sẻ được trao theo lượt chia sẻ.",
    ):
        assert sentence in said, said


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_can_be_said(path: Path, language: str) -> None:
    ((key, chosen),) = load_settings(path, {}).contests.items()
    said = rules_in_words(contest_facts(key, chosen), rules_facts(chosen), catalogue("reports", language))
    assert not any("{" in sentence for sentence in said)


def test_the_parts_of_a_contest_have_their_real_shares_of_the_total() -> None:
    (chosen,) = load_settings(EXAMPLES / "tuyen-truyen-vien-gioi.toml", {}).contests.values()
    facts = rules_facts(chosen)
    assert [facts.judging_weight, facts.engagement_weight] == [91, 9]
