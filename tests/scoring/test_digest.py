"""Rules that say the same have the same digest, and their text reads back as the same rules."""

import json
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from scoring import Rules, canonical_json, rules_digest

JURY: dict[str, Any] = {
    "judging": {"criteria": [{"key": "x", "name": "Nội dung", "maximum": 40}]},
    "total": {"combine": "sum"},
}
JURY_TEXT = (
    '{"judging":{"criteria":[{"key":"x","maximum":40,"name":"Nội dung","weight":40}]},'
    '"total":{"combine":"sum"}}'
)


def _both(points: dict[str, Any], maximum: object, **criterion: object) -> Rules:
    return Rules.model_validate(
        {
            "counts": {"channels": ["youtube"]},
            "engagement": {"scale": "none", "points": points},
            "judging": {"criteria": [{"key": "x", "name": "X", "maximum": maximum, **criterion}]},
            "total": {"combine": "sum"},
        }
    )


def test_the_text_is_sorted_json_without_what_the_rules_leave_open() -> None:
    rules = Rules.model_validate(JURY)
    assert canonical_json(rules) == JURY_TEXT
    assert rules_digest(rules) == sha256(JURY_TEXT.encode()).hexdigest()


def test_the_text_reads_back_as_the_same_rules() -> None:
    rules = _both({"views": Decimal("0.010"), "votes": 3, "likes": 1}, Decimal("2.50"))
    text = canonical_json(rules)
    assert Rules.model_validate(json.loads(text, parse_float=Decimal)) == rules
    assert '"views":0.01' in text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_both({"views": 1}, 40), _both({"views": Decimal("1.0")}, Decimal("40.0"))),
        (_both({"views": 1, "likes": 2}, 40), _both({"likes": 2, "views": 1}, 40)),
        (_both({"votes": 1, "hearts": 2}, 40), _both({"hearts": 2, "votes": 1}, 40)),
        (_both({"views": 1}, 40), _both({"views": 1}, 40, weight=40)),
        (_both({"views": 1}, 40), _both({"views": 1}, 40, weight=40, part=None)),
        (_both({"views": 1}, 100), _both({"views": 1}, Decimal("1E+2"))),
    ],
)
def test_another_way_of_writing_the_same_changes_nothing(one: Rules, other: Rules) -> None:
    assert rules_digest(one) == rules_digest(other)
    assert one.metrics == other.metrics


@pytest.mark.parametrize("other", [_both({"views": 2}, 40), _both({"views": 1}, 41), _both({"likes": 1}, 40)])
def test_other_rules_have_another_digest(other: Rules) -> None:
    assert rules_digest(other) != rules_digest(_both({"views": 1}, 40))


def test_what_a_subclass_adds_is_not_in_the_digest() -> None:
    class NamedRules(Rules):
        name: str

    named = NamedRules.model_validate({"name": "Tủ sách", **JURY})
    assert rules_digest(named) == rules_digest(Rules.model_validate(JURY))
