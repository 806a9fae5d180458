"""The JSON schema takes what the rules take, and refuses what a schema can know."""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scoring import Rules
from scoring.rules.schema import rules_schema

ROOT = Path(__file__).parents[3]
REFUSED = ROOT / "tests" / "scoring" / "data" / "refused_rules.toml"
VALIDATOR = Draft202012Validator(rules_schema())

ONLY_RULES_KNOW = {
    "above-100",
    "counted-twice",
    "counts-missing",
    "criteria-weigh-nothing",
    "decimal_max_digits",
    "decimal_max_places",
    "doubled",
    "drop-needs-judges",
    "empty-part",
    "gate-too-high",
    "goalposts-crossed",
    "incomplete-needs-criterion",
    "indicator-weights-not-100",
    "key-needed",
    "key-unused",
    "part-weights-not-100",
    "parts-need-weighted",
    "points-all-zero",
    "points-twice",
    "rank-points-ascending",
    "scale-needed",
    "steps-not-ascending",
    "sum-not-weighted",
    "unknown-award-measure",
    "unknown-channel",
    "unknown-part",
    "unknown-tie",
    "weight-missing",
    "weights-not-100",
}
"""Codes of faults between several values; of some of them the schema knows the plainest cases."""


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _examples() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "docs" / "examples").glob("*.toml")):
        for contest in _toml(path)["contests"].values():
            yield {key: value for key, value in contest.items() if key in Rules.model_fields}


def _changed(case: dict[str, Any]) -> dict[str, Any]:
    base: dict[str, Any] = _toml(REFUSED)["base"]
    for place, value in case.get("set", {}).items():
        holder, last = _holder(base, place)
        holder[last] = value
    for place in case.get("unset", ()):
        holder, last = _holder(base, place)
        del holder[last]
    return base


def _holder(table: dict[str, Any], place: str) -> tuple[Any, str | int]:
    *path, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    holder: Any = table
    for step in path:
        holder = holder[step]
    return holder, last


def test_the_schema_itself_is_one() -> None:
    Draft202012Validator.check_schema(rules_schema())


def test_the_schema_in_docs_is_the_one_that_the_code_makes() -> None:
    assert json.loads((ROOT / "docs" / "rules.schema.json").read_text(encoding="utf-8")) == rules_schema()


@pytest.mark.parametrize("rules", list(_examples()), ids=lambda rules: rules["total"]["combine"])
def test_every_ready_example_is_taken(rules: dict[str, Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(rules)] == []


@pytest.mark.parametrize("case", _toml(REFUSED)["refused"], ids=lambda case: f"{case['key']}: {case['code']}")
def test_what_a_schema_can_know_is_refused(case: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(_changed(case)) or case["code"] in ONLY_RULES_KNOW


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("key-needed", "counts.days"),
        ("key-unused", "counts.days"),
        ("key-needed", "judging.drop"),
        ("key-needed", "engagement.maximum"),
        ("key-unused", "total.best"),
        ("key-needed", "awards.0.changed"),
        ("key-unused", "awards.0.changed"),
    ],
)
def test_keys_that_need_or_exclude_each_other_are_known_to_the_schema(code: str, key: str) -> None:
    cases = [one for one in _toml(REFUSED)["refused"] if (one["code"], one["key"]) == (code, key)]
    assert cases
    assert not any(VALIDATOR.is_valid(_changed(case)) for case in cases)
