"""Rules say what they mean, and rules that cannot be satisfied are refused with every fault at its key."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from scoring import RULE_FAULTS, Rules

BOUNDED = "target, share-of-best, min-max, log-min-max, percentile, rank-table, pot"


def _table() -> dict[str, Any]:
    return {
        "counts": {"channels": ["youtube", "facebook"]},
        "engagement": {
            "weight": 30,
            "points": {"views": Decimal("0.01"), "likes": 1},
            "scale": "share-of-best",
        },
        "judging": {
            "weight": 70,
            "criteria": [
                {"key": "content", "name": "Nội dung", "maximum": 60},
                {"key": "picture", "name": "Hình ảnh", "maximum": 40},
            ],
        },
        "total": {"combine": "weighted", "ties": ["judges", "criterion:content", "metric:shares"]},
        "awards": [{"name": "Giải Nhất", "count": 1}, {"name": "Giải Nhì", "count": 2}],
    }


def _changed(place: str, value: object) -> dict[str, Any]:
    """Return the table with the value at a dotted place changed, or the key taken out by `...`."""
    table: dict[str, Any] = _table()
    *path, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    holder: Any = table
    for part in path:
        holder = holder[part]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return table


def _faults(table: dict[str, Any]) -> set[tuple[str, str]]:
    with pytest.raises(ValidationError) as refusal:
        Rules.model_validate(table)
    return {(error["type"], ".".join(map(str, error["loc"]))) for error in refusal.value.errors()}


def test_the_table_of_the_contract_is_taken_with_its_defaults() -> None:
    rules = Rules.model_validate(_table())
    assert rules.judging is not None
    assert [one.weight for one in rules.judging.criteria] == [60, 40]
    assert rules.judging.minimum_judges == 1
    assert rules.metrics == ("views", "likes", "shares")
    assert (rules.total.digits, rules.total.rank_on) == (2, "exact")


@pytest.mark.parametrize("left_out", ["engagement", "judging"])
def test_a_contest_may_have_one_part_only_and_needs_no_weight_then(left_out: str) -> None:
    table = _table()
    del table[left_out], table["total"]["ties"]
    for part in ("engagement", "judging"):
        table.get(part, {}).pop("weight", None)
    assert getattr(Rules.model_validate(table), left_out) is None


def test_a_jury_alone_needs_no_counts() -> None:
    table = {key: value for key, value in _table().items() if key in ("judging", "total")}
    rules = Rules.model_validate(
        table | {"judging": {**table["judging"], "weight": 100}, "total": {"combine": "sum"}}
    )
    assert rules.channels == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (0.01, "not-a-number"),
        (Decimal("NaN"), "finite_number"),
        (Decimal("1E+30"), "decimal_max_digits"),
        (Decimal("0.0000000001"), "decimal_max_places"),
    ],
)
def test_a_number_that_is_not_exact_is_refused(number: object, code: str) -> None:
    assert _faults(_changed("engagement.points.views", number)) == {(code, "engagement.points.views")}


def test_rules_without_any_part_are_refused() -> None:
    assert ("nothing-to-rank-by", "") in _faults({"total": {"combine": "sum"}})


def test_ties_by_a_part_that_the_rules_lack_are_refused() -> None:
    table = _table()
    del table["judging"], table["engagement"]["weight"]
    assert _faults(table) == {("unknown-tie", "total.ties.0"), ("unknown-tie", "total.ties.1")}


def test_a_single_part_that_weighs_less_than_everything_is_refused() -> None:
    table = _table() | {"total": {"combine": "weighted"}}
    del table["judging"]
    assert _faults(table) == {("weights-not-100", "engagement.weight")}


def test_all_faults_between_the_parts_are_told_together() -> None:
    table = _changed("engagement.scale", "none")
    table["judging"]["weight"] = 60
    table["total"]["ties"] = ["jugdes", "submitted_at", "metric:veiws"]
    assert _faults(table) == {
        ("scale-needed", "engagement.scale"),
        ("weights-not-100", "judging.weight"),
        ("unknown-tie", "total.ties.0"),
        ("unknown-tie", "total.ties.2"),
    }


def test_all_faults_within_the_tables_are_told_together() -> None:
    table = _changed("counts.channels", [])
    table["total"]["digits"] = 9
    table["awards"][0]["count"] = -1
    assert {key for _, key in _faults(table)} == {"counts.channels", "total.digits", "awards.0.count"}


@pytest.mark.parametrize(
    ("place", "value", "context"),
    [
        ("judging.weight", 60, {"found": "90"}),
        ("engagement.scale", "none", {"found": "none", "permitted": BOUNDED}),
        ("counts.channels", ["zalo", "zalo"], {"found": "zalo"}),
        ("engagement.points.views", "1", {"found": "1"}),
        (
            "total.ties",
            ["x"],
            {
                "found": "x",
                "permitted": (
                    "judges, criterion:content, criterion:picture, engagement, metric:views, metric:likes, "
                    "metric:shares, metric:comments, submitted_at, decision"
                ),
            },
        ),
    ],
)
def test_a_fault_carries_what_its_sentence_needs(place: str, value: object, context: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        Rules.model_validate(_changed(place, value))
    (error,) = refusal.value.errors()
    assert error["ctx"] == context
    assert set(context) == set(RULE_FAULTS[error["type"]])


def test_an_unsupported_value_names_the_permitted_ones() -> None:
    with pytest.raises(ValidationError, match="'cut-off'"):
        Rules.model_validate(_changed("counts.window", "weekly"))


def test_rules_can_be_extended() -> None:
    class NamedRules(Rules):
        name: str

    assert NamedRules.model_validate({"name": "Tủ sách", **_table()}).name == "Tủ sách"
    with pytest.raises(ValidationError, match="name"):
        NamedRules.model_validate(_table())


def test_faults_between_the_parts_keep_their_keys_within_a_larger_table() -> None:
    class Config(BaseModel):
        contests: dict[str, Rules]

    with pytest.raises(ValidationError) as refusal:
        Config.model_validate({"contests": {"tu-sach": _changed("judging.weight", 1)}})
    assert [error["loc"] for error in refusal.value.errors()] == [
        ("contests", "tu-sach", "judging", "weight")
    ]


def test_rules_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Rules.model_validate(_table()).total = None  # type: ignore[assignment]
