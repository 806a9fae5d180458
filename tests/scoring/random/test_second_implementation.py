"""A second, slow implementation in plain fractions, written from the written rules, comes to the same."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, Protocol

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
        if self.counts_rules["posts"] == "best":
            channels = {channel for channel, _ in posts}
            best = [max((key for key in posts if key[0] == c), key=self._merit(posts)) for c in channels]
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
        scale = self.rules["engagement"]["scale"]
        field = [points for one in self.competing if (points := self.raw[one]) is not None]
        if scale == "none":
            return raw
        if max(field) == min(field):
            return Fraction(100)
        least = min(field) if scale == "min-max" else Fraction(0)
        return 100 * (raw - least) / (max(field) - least)

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
        shares = [
            sum(weight[one["key"]] * sheet[one["key"]] / Fraction(one["maximum"]) for one in self.criteria)
            for sheet in sheets
        ]
        mean = Fraction(sum(shares)) / len(shares)
        return mean * 100 / sum(weight.values()) if self.total["combine"] == "weighted" else mean

    def parts(self, number: str) -> dict[str, Fraction | None]:
        given = {}
        for name, points in (("judging", self.judges), ("engagement", self.engagement)):
            if name in self.rules:
                share = Fraction(self.rules[name].get("weight", 100)) / 100
                exact = points(number)
                given[name] = None if exact is None else exact * share
        return given

    def missing(self, number: str) -> list[str]:
        codes = []
        if "judging" in self.rules and self.judges(number) is None:
            codes.append("judges" if any(marked == number for _, marked, _ in self.marks) else "marks")
        if "engagement" in self.rules and self.raw[number] is None:
            codes.append("counts")
        return codes + self.unknown_counts(number)

    def unknown_counts(self, number: str) -> list[str]:
        return ["_".join(column) for column, counts in self.counts[number].items() if None in counts]

    def exact_total(self, number: str) -> Fraction | None:
        parts = list(self.parts(number).values())
        leaves = self.counts_rules["missing"] == "not-ranked" and self.unknown_counts(number)
        known = [part for part in parts if part is not None]
        if number not in self.competing or leaves or len(known) < len(parts):
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
        values = [first, *(self._tie(tie, number) for tie in self.total["ties"])]
        return [(value is not None, value or 0) for value in values]

    def _tie(self, tie: str, number: str) -> Fraction | int | None:
        if tie.startswith("metric:"):
            return self._sum_of(number, {tie[7:]: Fraction(1)})
        if tie == "criterion:x":
            sheets = self.sheets(number)
            return sum((sheet["x"] for sheet in sheets), Fraction(0)) / len(sheets) if sheets else None
        if tie == "submitted_at":
            instant = self.submitted[number]
            return None if instant is None else -instant
        return self.judges(number) if tie == "judges" else self.engagement(number)

    def ranking(self) -> dict[str, tuple[Any, ...]]:
        """Return rank, tied, award and the printed and exact figures of every entry."""
        merits = {n: self.merit(n) for n in self.numbers if self.exact_total(n) is not None}
        slots = [award["name"] for award in self.rules["awards"] for _ in range(award["count"])]
        rows = {}
        for number in self.numbers:
            mine, place = merits.get(number), None
            if mine is not None:
                place = 1 + sum(other > mine for other in merits.values())
            tied = sum(other == mine for other in merits.values()) > 1
            award = slots[place - 1] if place and place <= len(slots) else None
            rows[number] = (place, tied, award, *self._figures(number))
        return rows

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


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_both_implementations_agree(
    data: st.DataObject,
    cases: st.SearchStrategy[Case],
    frames: Callable[[Case], ContestData],
    at: datetime,
) -> None:
    case = data.draw(cases)
    ranking = rank(frames(case), Rules.model_validate(case.rules))
    assert {entry.number: _row(entry) for entry in ranking.entries} == Slow(
        case, int(at.timestamp())
    ).ranking()
