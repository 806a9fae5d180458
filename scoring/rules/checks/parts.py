"""Faults about which parts the rules have: judging, engagement, and the parts of a contest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails

from scoring.rules.checks.details import Place, detail, exactly_where, needed_where

if TYPE_CHECKING:
    from scoring.rules.contest import Rules


def part_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield what is missing to rank by, and where criteria and the parts of a contest do not fit."""
    if not rules.engagement and not rules.judging:
        yield detail("nothing-to-rank-by", ())
    combine = rules.total.combine
    if combine not in ("weighted", "sum"):
        setting = f'combine = "{combine}"'
        yield from needed_where(("judging",), rules.judging, True, setting)
        yield from needed_where(("engagement",), rules.engagement, True, setting)
    if rules.parts and combine != "weighted":
        yield detail("parts-need-weighted", ("total", "combine"), combine)
    yield from _membership_faults(rules)
    yield from _empty_part_faults(rules)


def _membership_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    """Yield criteria, and an engagement, that belong to no part that there is."""
    keys = [part.key for part in rules.parts]
    for place, criterion in enumerate(rules.judging.criteria if rules.judging else ()):
        location = ("judging", "criteria", place, "part")
        yield from exactly_where(location, criterion.part, bool(keys), "[[parts]]")
        yield from _unknown(location, criterion.part, keys)
    if rules.engagement and rules.engagement.part is not None:
        yield from _unknown(("engagement", "part"), rules.engagement.part, keys or ["–"])


def _unknown(place: Place, part: str | None, keys: list[str]) -> Iterator[InitErrorDetails]:
    if part is not None and keys and part not in keys:
        yield detail("unknown-part", place, part, permitted=", ".join(keys))


def _empty_part_faults(rules: "Rules") -> Iterator[InitErrorDetails]:
    filled = {criterion.part for criterion in rules.judging.criteria} if rules.judging else set()
    if rules.engagement:
        filled.add(rules.engagement.part)
    for place, part in enumerate(rules.parts):
        if part.key not in filled:
            yield detail("empty-part", ("parts", place), part.key)
