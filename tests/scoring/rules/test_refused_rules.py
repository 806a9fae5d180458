"""Every table that cannot be satisfied is refused with one fault, at its key."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from scoring import RULE_FAULTS, Rules

FILE = Path(__file__).parents[1] / "data" / "refused_rules.toml"
TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
CASES = TABLES["refused"]


def _holder(table: dict[str, Any], place: str) -> tuple[Any, str | int]:
    *path, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    holder: Any = table
    for step in path:
        holder = holder[step]
    return holder, last


@pytest.fixture
def base() -> dict[str, Any]:
    """Return the base table, which is right as it stands."""
    table: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)["base"]
    return table


def test_the_base_table_is_right(base: dict[str, Any]) -> None:
    assert Rules.model_validate(base).metrics == ("views", "likes", "shares")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['key']}: {case['code']}")
def test_what_cannot_be_satisfied_is_refused_at_its_key(case: dict[str, Any], base: dict[str, Any]) -> None:
    for place, value in case.get("set", {}).items():
        holder, last = _holder(base, place)
        holder[last] = value
    for place in case.get("unset", ()):
        holder, last = _holder(base, place)
        del holder[last]
    with pytest.raises(ValidationError, match="validation error") as refusal:
        Rules.model_validate(base)
    faults = [(error["type"], ".".join(map(str, error["loc"]))) for error in refusal.value.errors()]
    assert (case["code"], case["key"]) in faults
    for error in refusal.value.errors():
        assert error["type"] not in RULE_FAULTS or tuple(error.get("ctx", ())) in _contexts(error["type"])


def _contexts(code: str) -> set[tuple[str, ...]]:
    """Return the ways in which a code's parameters may be given."""
    return {RULE_FAULTS[code], tuple(sorted(RULE_FAULTS[code])), tuple(reversed(RULE_FAULTS[code]))}


def test_at_least_sixty_tables_are_refused_and_every_code_is_among_them() -> None:
    assert len(CASES) >= 60
    assert RULE_FAULTS.keys() - {case["code"] for case in CASES} == {"nothing-to-rank-by"}
