"""What a rules table can have wrong beyond its form: machine codes, and the types that find them."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from re import fullmatch
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

RULE_FAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not-a-number": ("found",),
        "not-a-key": ("found",),
        "doubled": ("found",),
        "empty-list": (),
        "points-all-zero": (),
        "criteria-weigh-nothing": (),
        "nothing-to-rank-by": (),
        "counts-missing": (),
        "weight-missing": (),
        "weights-not-100": ("found",),
        "scale-needed": ("found", "permitted"),
        "unknown-tie": ("found", "permitted"),
        "key-needed": ("because",),
        "key-unused": ("unless",),
        "points-twice": (),
        "counted-twice": ("found",),
        "steps-not-ascending": ("found",),
        "rank-points-ascending": ("found",),
        "goalposts-crossed": ("found",),
        "unknown-channel": ("found", "permitted"),
        "unknown-part": ("found", "permitted"),
        "empty-part": ("found",),
        "parts-need-weighted": ("found",),
        "part-weights-not-100": ("found",),
        "indicator-weights-not-100": ("found",),
        "above-100": ("found",),
        "drop-needs-judges": ("found", "needed"),
        "incomplete-needs-criterion": ("found",),
        "sum-not-weighted": ("found", "permitted"),
        "gate-too-high": ("found", "most"),
        "unknown-award-measure": ("found", "permitted"),
    }
)
"""Each code with the keys of its context, all text: `found` is the value, `permitted` what could stand."""

STANDARD_METRICS = ("views", "likes", "shares", "comments")


def rule_fault(code: str, **context: str) -> PydanticCustomError:
    """Make the error of one fault for pydantic to report; its sentence is made where people read it."""
    return PydanticCustomError(code, code, context)


def _as_written(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise rule_fault("not-a-number", found=str(value))
    return value


def _key(value: str) -> str:
    if not fullmatch(KEY_PATTERN, value):
        raise rule_fault("not-a-key", found=value)
    return value


Item = TypeVar("Item")


def without_doubles(name: Callable[[Item], str]) -> AfterValidator:
    """Make a check that no two items of a list have the same name."""

    def check(items: tuple[Item, ...]) -> tuple[Item, ...]:
        doubled = list(_doubled(map(name, items)))
        if doubled:
            raise rule_fault("doubled", found=", ".join(doubled))
        return items

    return AfterValidator(check)


def by_name(table: Mapping[str, Item]) -> Mapping[str, Item]:
    """Put the keys of a table in order: tables that say the same become the same."""
    return dict(sorted(table.items()))


def _not_empty(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if not items:
        raise rule_fault("empty-list")
    return items


def _doubled(names: Iterable[str]) -> Iterable[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return (name for name, times in seen.items() if times > 1)


NotNegative = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=9), BeforeValidator(_as_written)]
Positive = Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=9), BeforeValidator(_as_written)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=9), BeforeValidator(_as_written)]
AtLeastOne = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
NOT_EMPTY = AfterValidator(_not_empty)
SOME_NAMES: dict[str, JsonValue] = {"minItems": 1, "uniqueItems": True}
"""What the JSON schema says of a list of names that may not be empty."""

KEY_PATTERN = "[a-z][a-z0-9_-]*"
Key = Annotated[str, AfterValidator(_key), WithJsonSchema({"type": "string", "pattern": f"^{KEY_PATTERN}$"})]
Name = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    WithJsonSchema({"type": "string", "pattern": r"\S"}),
]
