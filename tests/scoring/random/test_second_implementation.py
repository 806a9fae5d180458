"""A second, slow implementation in plain fractions, written from the written rules, comes to the same."""

from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from math import floor
from typing import Any, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import ContestData, RankedEntry, Rules, rank

Key = tuple[str, str]


class Case(Protocol):
    """One contest and its rules, as plain values."""

    entries: list[tuple[str, str, int | None]]
    readings: list[tuple[Any, ...]]
    marks: dict[tuple[str, str, str], Decimal]
    rules: dict[str, Any]


class Slow:
    """Ranks one case by dictionaries and fractions, one entry after the other."""

    def __init__(self, case: Case, at: int) -> None:
        self.at, self.rules, self.marks = at, case.rules, case.marks
        self.counts_rules, self.total = case.rules["counts"], case.rules["total"]
        self.scale: int = 10 ** self.total["digits"]
        self.points = case.rules.get("engagement", {"points": {}})["points"]
        self.criteria = case.rules.get("judging", {"criteria": []})["criteria"]
        self.readings, self.entries = case.readings, case.entries
        self.numbers = [number for number, _, _ in case.entries]
        self.submitted = {number: instant for number, _, instant in case.entries}
        self.competing = [number for number, status, _ in case.entries if status == "competing"]
        self.columns = self._columns()
        self.counts = {number: self._counts(number) for number in self.numbers}
        self.raw = {number: self._raw(number) for number in self.numbers}

    def _columns(self) -> list[Key]:
        ties = [tie[7:] for tie in self.total["ties"] if tie.startswith("metric:")]
        metrics = [*self.points, *(metric for metric in ties if metric not in self.points)]
        there = {(row[1], row[3]) for row in self.readings}
        return [(c, m) for c in self.counts_rules["channels"] for m in metrics if (c, m) in there]

    def _count_at(self, row: tuple[Any, ...]) -> int | None:
        before, at_before, after, at_after = row[4], row[5], row[7], row[8]
        if before is None:
            return None
        if self.counts_rules["between_readings"] == "last" or after is None or at_before == self.at:
            return int(before)
        growth = Fraction((after - before) * (self.at - at_before), at_after - at_before)
        return int(before) + floor(growth)

    def _counts(self, number: str) -> dict[Key, list[int | None]]:
        """Each column's counts of the entry's posts that count."""
        posts: dict[tuple[str, int], dict[Key, int | None]] = {}
        for row in self.readings:
            if row[0] == number and (row[1], row[3]) in self.columns:
                posts.setdefault((row[1], row[2]), {})[row[1], row[3]] = self._count_at(row)
        if self.counts_rules["posts"] != "sum":
            channels = {channel for channel, _ in posts}
            merit = self._merit(posts) if self.counts_rules["posts"] == "best" else lambda key: -key[1]
            best = [max((key for key in posts if key[0] == c), key=merit) for c in channels]
            posts = {key: posts[key] for key in best}
        return {
            column: [post[column] for post in posts.values() if column in post] for column in self.columns
        }

    def _merit(self, posts: dict[tuple[str, int], dict[Key, int | None]]) -> Callable[[tuple[str, int]], Any]:
        def merit(key: tuple[str, int]) -> tuple[object, ...]:
            counts = posts[key]
            told = [metric for (_, metric), count in counts.items() if count is not None]
            points = [self.points.get(metric, 0) * (count or 0) for (_, metric), count in counts.items()]
            has_points = any(self.points.get(metric) for metric in told)
            row = [counts.get(column) for column in self.columns]
            return has_points, sum(points), [-1 if count is None else count for count in row], -key[1]

        return merit

    def _raw(self, number: str) -> Fraction | None:
        return self._sum_of(number, {metric: Fraction(unit) for metric, unit in self.points.items()})

    def _sum_of(self, number: str, units: dict[str, Fraction]) -> Fraction | None:
        told = [
            units[metric] * count
            for (_, metric), counts in self.counts[number].items()
            for count in counts
            if count is not None and metric in units
        ]
        return sum(told, Fraction(0)) if told else None

    def engagement(self, number: str) -> Fraction | None:
        raw = self.raw[number]
        if raw is None or number not in self.competing:
            return None
        accepted = self.rules["engagement"]["field"] == "accepted"
        members = self.numbers if accepted else self.competing
        field = [points for one in members if (points := self.raw[one]) is not None]
        return self.scaled(raw, field, self.rules["engagement"])

    def scaled(self, raw: Fraction, field: list[Fraction], table: dict[str, Any]) -> Fraction:
        """One number on the scale; the field holds it or, where it left, does not matter."""
        scale, goalposts = table["scale"], table.get("goalposts")
        if scale == "none":
            return raw
        if scale == "target":
            return min(100 * raw / Fraction(table["target"]), Fraction(100))
        if scale == "rank-table":
            place = sum(other > raw for other in field)
            return Fraction([*table["rank_points"], *[0] * len(field)][place])
        if scale == "pot":
            pot = Fraction(table["pot"])
            return pot * raw / sum(field) if sum(field) else pot / len(field)
        if goalposts:
            low, high = Fraction(goalposts["low"]), Fraction(goalposts["high"])
            return 100 * (min(max(raw, low), high) - low) / (high - low)
        return self.compared(raw, field, scale)

    def compared(self, raw: Fraction, field: list[Fraction], scale: str) -> Fraction:
        if max(field) == min(field):
            return Fraction(100)
        if scale == "percentile":
            lower, same = sum(other < raw for other in field), sum(other == raw for other in field)
            return 100 * (lower + Fraction(same - 1, 2)) / (len(field) - 1)
        if scale == "log-min-max":
            raw, field = self.logarithm(raw), [self.logarithm(other) for other in field]
        least = Fraction(0) if scale == "share-of-best" else min(field)
        return 100 * (raw - least) / (max(field) - least)

    def logarithm(self, number: Fraction) -> Fraction:
        with localcontext() as context:
            context.prec = 50
            exact = (Decimal((number + 1).numerator) / Decimal((number + 1).denominator)).ln()
            return Fraction(exact.quantize(Decimal("1E-12"), rounding=ROUND_HALF_EVEN))

    def sheets(self, number: str) -> list[dict[str, Fraction]]:
        judges = {judge for judge, marked, _ in self.marks if marked == number}
        made = [
            {c: Fraction(v) for (j, n, c), v in self.marks.items() if (j, n) == (judge, number)}
            for judge in judges
        ]
        return [sheet for sheet in made if len(sheet) == len(self.criteria)]

    def judges(self, number: str) -> Fraction | None:
        sheets = self.sheets(number)
        if len(sheets) < self.rules["judging"]["minimum_judges"]:
            return None
        weight = {one["key"]: Fraction(one.get("weight", one["maximum"])) for one in self.criteria}
        columns = {
            one["key"]: [
                weight[one["key"]] * sheet[one["key"]] / Fraction(one["maximum"]) for sheet in sheets
            ]
            for one in self.criteria
        }
        if self.rules["judging"]["level"] == "criterion":
            given = [self.joined(column) for column in columns.values()]
        else:
            given = [self.joined([sum(cells, Fraction(0)) for cells in zip(*columns.values(), strict=True)])]
        known = [points for points in given if points is not None]
        if len(known) < len(given):
            return None
        points = sum(known, Fraction(0))
        return points * 100 / sum(weight.values()) if self.total["combine"] == "weighted" else points

    def joined(self, values: list[Fraction]) -> Fraction | None:
        """All judges of an entry as one; None where they may not be added up."""
        kind, count, ordered = self.rules["judging"]["aggregate"], len(values), sorted(values)
        if kind == "sum":
            panel = {judge for judge, number, _ in self.marks if self._is_complete(judge, number)}
            return sum(values, Fraction(0)) if count == len(panel) else None
        if kind == "median":
            return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
        kept = ordered[1:-1] if kind == "trimmed" else ordered
        return sum(kept, Fraction(0)) / len(kept)

    def _is_complete(self, judge: str, number: str) -> bool:
        return all((judge, number, one["key"]) in self.marks for one in self.criteria)

    def parts(self, number: str) -> dict[str, Fraction | None]:
        combine = self.total["combine"]
        if combine in ("engagement-breaks-ties", "separate"):
            return {"judging": self.judges(number)}
        if combine == "bonus":
            return {"judging": self.judges(number), "engagement": self.bonus(number)}
        given = {}
        for name, points in (("judging", self.judges), ("engagement", self.engagement)):
            if name in self.rules:
                share = Fraction(self.rules[name].get("weight", 100)) / 100
                exact = points(number)
                given[name] = None if exact is None else exact * share
        return given

    def bonus(self, number: str) -> Fraction:
        points, table = self.engagement(number) or Fraction(0), self.rules["engagement"]
        most = Fraction(table["maximum"])
        return min(points if table["scale"] in ("none", "pot", "rank-table") else points * most / 100, most)

    def is_below_gate(self, number: str) -> bool:
        least, points = self.rules.get("judging", {}).get("minimum_points"), None
        if least is not None:
            points = self.judges(number)
        return points is not None and points < Fraction(least)

    def missing(self, number: str) -> list[str]:
        codes = []
        if "judging" in self.rules and self.judges(number) is None:
            codes.append("judges" if any(marked == number for _, marked, _ in self.marks) else "marks")
        if "engagement" in self.rules and self.raw[number] is None:
            codes.append("counts")
        if self.is_below_gate(number):
            codes.append("gate")
        return codes + self.unknown_counts(number)

    def unknown_counts(self, number: str) -> list[str]:
        return ["_".join(column) for column, counts in self.counts[number].items() if None in counts]

    def exact_total(self, number: str) -> Fraction | None:
        parts = list(self.parts(number).values())
        leaves = self.counts_rules["missing"] == "not-ranked" and self.unknown_counts(number)
        known = [part for part in parts if part is not None]
        if number not in self.competing or leaves or self.is_below_gate(number) or len(known) < len(parts):
            return None
        return sum(known, Fraction(0))

    def units(self, exact: Fraction) -> int:
        return floor(exact * self.scale + Fraction(1, 2))

    def printed(self, exact: Fraction | None) -> str | None:
        return None if exact is None else self.decimal(self.units(exact))

    def decimal(self, units: int) -> str:
        return str(Decimal(units).scaleb(-self.total["digits"]))

    def printed_parts(self, number: str) -> dict[str, str]:
        """Largest remainder: round all down, then raise those that lost most until the total is reached."""
        total = self.exact_total(number)
        if total is None:
            return {}
        scaled = {name: (part or 0) * self.scale for name, part in self.parts(number).items()}
        units = {name: floor(part) for name, part in scaled.items()}
        by_loss = sorted(units, key=lambda name: units[name] - scaled[name])
        for name in by_loss[: self.units(total) - sum(units.values())]:
            units[name] += 1
        return {name: self.decimal(one) for name, one in units.items()}

    def merit(self, number: str) -> list[tuple[bool, Any]]:
        total = self.exact_total(number) or Fraction(0)
        first = self.units(total) if self.total["rank_on"] == "printed" else total
        ties = self.total["ties"]
        if self.total["combine"] == "engagement-breaks-ties" and "engagement" not in ties:
            ties = ["engagement", *ties]
        values = [first, *(self._tie(tie, number) for tie in ties)]
        return [(value is not None, value or 0) for value in values]

    def _tie(self, tie: str, number: str) -> Fraction | int | None:
        if tie.startswith("metric:"):
            return self._sum_of(number, {tie[7:]: Fraction(1)})
        if tie == "criterion:x":
            marks = [sheet["x"] for sheet in self.sheets(number)]
            by_criterion = self.rules["judging"]["level"] == "criterion"
            if by_criterion and self.rules["judging"]["aggregate"] == "trimmed" and len(marks) < 3:
                return None
            if not marks:
                return None
            return self.joined(marks) if by_criterion else sum(marks, Fraction(0)) / len(marks)
        if tie == "submitted_at":
            instant = self.submitted[number]
            return None if instant is None else -instant
        return self.judges(number) if tie == "judges" else self.engagement(number)

    def ranking(self) -> dict[str, tuple[Any, ...]]:
        """Return rank, tied, award and the printed and exact figures of every entry."""
        merits = {n: self.merit(n) for n in self.numbers if self.exact_total(n) is not None}
        awards = self.awards(merits)
        rows = {}
        for number in self.numbers:
            mine, place = merits.get(number), None
            if mine is not None:
                place = 1 + sum(other > mine for other in merits.values())
            tied = sum(other == mine for other in merits.values()) > 1
            rows[number] = (place, tied, awards.get(number), *self._figures(number))
        return rows

    def awards(self, merits: dict[str, Any]) -> dict[str, str]:
        """Hand out slots, named in order, to groups of those who tie; a group takes its award's name."""
        slots = [award for award in self.rules["awards"] for _ in range(award["count"])]
        given: dict[str, str] = {}
        for merit in sorted({tuple(merit) for merit in merits.values()}, reverse=True):
            group = [number for number, own in merits.items() if tuple(own) == merit]
            while slots and not self._fits(slots, group):
                slots = [slot for slot in slots if slot is not slots[0]]
            if slots:
                given |= dict.fromkeys(group, slots[0]["name"])
            slots = slots[len(group) :]
        return given

    def _fits(self, slots: list[dict[str, Any]], group: list[str]) -> bool:
        award, total = slots[0], self.exact_total(group[0]) or Fraction(0)
        if self.total["rank_on"] == "printed":
            total = Fraction(self.units(total), self.scale)
        is_too_many = len(group) > sum(slot is award for slot in slots)
        has_least = total >= Fraction(award.get("minimum", 0))
        return has_least and not (self.total["award_edge"] == "skipped" and is_too_many)

    def _figures(self, number: str) -> tuple[Any, ...]:
        judges = self.judges(number) if "judging" in self.rules else None
        engagement = self.engagement(number) if "engagement" in self.rules else None
        parts = self.printed_parts(number)
        return (
            self.printed(judges),
            self.printed(engagement),
            parts.get("judging"),
            parts.get("engagement"),
            self.printed(self.exact_total(number)),
            self.exact_total(number),
            self.missing(number) if number in self.competing else [],
        )


def _row(entry: RankedEntry) -> tuple[Any, ...]:
    figures = (
        entry.judge_points,
        entry.engagement_points,
        entry.judge_part,
        entry.engagement_part,
        entry.total,
    )
    printed = (None if figure is None else str(figure) for figure in figures)
    return (entry.rank, entry.tied, entry.award, *printed, entry.exact_total, list(entry.missing))


@pytest.mark.parametrize("contests", [200, pytest.param(2000, marks=pytest.mark.soak)])
def test_both_implementations_agree(
    contests: int,
    cases: st.SearchStrategy[Case],
    frames: Callable[[Case], ContestData],
    at: datetime,
) -> None:
    @settings(max_examples=contests, deadline=None)
    @given(case=cases)
    def agree(case: Case) -> None:
        ranking = rank(frames(case), Rules.model_validate(case.rules))
        found = {entry.number: _row(entry) for entry in ranking.entries}
        assert found == Slow(case, int(at.timestamp())).ranking()

    agree()
