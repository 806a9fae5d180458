"""What changed between two rankings of a contest, entry by entry, read from two `ranking.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.rows import FIXED_COLUMNS

Told = Mapping[str, Any]
"""A ranking as `ranking.schema.json` describes it."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry before and after; ranks and points are None where the entry was not ranked or not there."""

    number: str
    title: str
    rank_before: int | None
    rank_after: int | None
    award_before: str | None
    award_after: str | None
    total_before: Decimal | None
    total_after: Decimal | None
    judge_points: Decimal | None
    engagement_points: Decimal | None
    """How much the points grew; None where they are unknown before or after."""
    counts: tuple[tuple[str, int | None, int | None], ...]
    """The counts that differ: `<channel>_<metric>`, before, after."""

    @property
    def is_changed(self) -> bool:
        """Tell whether anything that decides differs."""
        before = (self.rank_before, self.award_before, self.total_before)
        return before != (self.rank_after, self.award_after, self.total_after) or bool(self.counts)


@dataclass(frozen=True, slots=True)
class RankingChanges:
    """Two rankings beside each other; `entries` stand in the later order, those gone last."""

    before: Told
    after: Told
    entries: tuple[EntryChange, ...]

    @property
    def is_same_contest(self) -> bool:
        """Tell whether both are of one contest."""
        return bool(self.before["contest"]["key"] == self.after["contest"]["key"])

    @property
    def is_same_rules(self) -> bool:
        """Tell whether both were made by the same rules."""
        return bool(self.before["rules"]["digest"] == self.after["rules"]["digest"])


def ranking_changes(before: Told, after: Told) -> RankingChanges:
    """Put two rankings beside each other."""
    old = {row["number"]: row for row in before["entries"]}
    new = {row["number"]: row for row in after["entries"]}
    numbers = [*new, *(number for number in old if number not in new)]
    return RankingChanges(
        before, after, tuple(_change(number, old.get(number, {}), new.get(number, {})) for number in numbers)
    )


def _change(number: str, old: Told, new: Told) -> EntryChange:
    return EntryChange(
        number=number,
        title=(new or old)["title"],
        rank_before=old.get("rank"),
        rank_after=new.get("rank"),
        award_before=old.get("award") or None,
        award_after=new.get("award") or None,
        total_before=_points(old, "total"),
        total_after=_points(new, "total"),
        judge_points=_growth(old, new, "judge_points"),
        engagement_points=_growth(old, new, "engagement_points"),
        counts=_counts(old, new),
    )


def _points(row: Told, key: str) -> Decimal | None:
    return Decimal(row[key]) if row.get(key) else None


def _growth(old: Told, new: Told, key: str) -> Decimal | None:
    before, after = _points(old, key), _points(new, key)
    return None if before is None or after is None else after - before


def _counts(old: Told, new: Told) -> tuple[tuple[str, int | None, int | None], ...]:
    return tuple(
        (key, old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if key not in FIXED_COLUMNS and old.get(key) != new.get(key)
    )
