"""Rules that cannot be satisfied are refused in both languages with the key, what was found and the mend."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.config.wording import dotted, faults_from_validation
from reports.catalogue import LANGUAGES, catalogue
from scoring import Rules

FILE = Path(__file__).parents[2] / "scoring" / "data" / "refused_rules.toml"
TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)


def refusal_of(case: dict[str, Any]) -> ValidationError:
    table: Any = copy.deepcopy(TABLES["base"])
    for place, value in [*case.get("set", {}).items(), *((place, None) for place in case.get("unset", ()))]:
        *path, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        holder = table
        for step in path:
            holder = holder[step]
        if place in case.get("unset", ()):
            del holder[last]
        else:
            holder[last] = value
    with pytest.raises(ValidationError, match="validation error") as refusal:
        Rules.model_validate(table)
    return refusal.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", TABLES["refused"], ids=lambda case: f"{case['key']}: {case['code']}")
def test_a_refusal_says_the_key_and_how_to_mend_it(case: dict[str, Any], language: str) -> None:
    words = catalogue("pipeline", language)
    steps = [int(step) if step.isdigit() else step for step in case["key"].split(".")]
    faults = faults_from_validation(refusal_of(case), Rules, Path("config.toml"), ())
    said = [words.say(f"fault.{fault.code}", **fault.parameters) for fault in faults]
    key = dotted([step for step in steps if step != "[key]"])
    assert any(key in sentence for sentence in said)
    for sentence in said:
        assert sentence.startswith("config.toml: ")
        assert sentence.count(". ") + sentence.count(": ") + sentence.count("; ") >= 2
