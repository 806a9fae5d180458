"""Every entry's points and total by the written rules, one entry after the other."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.scoring.random.case import Case
from tests.scoring.random.slow.counts import Column, Counts, SlowCounts
from tests.scoring.random.slow.engagement import (
    brings_points,
    count_of,
    measures_of,
    points_of,
    scaled,
)
from tests.scoring.random.slow.judging import SlowPart, is_excused

STANDARD = ("views", "likes", "shares", "comments")
TO_HUNDRED = ("target", "share-of-best", "min-max", "log-min-max", "percentile")


class SlowScores:
    """All columns up to the total of one case."""

    def __init__(self, case: Case) -> None:
        self.case, self.rules = case, case.rules
        self.total_rules: Mapping[str, Any] = case.rules["total"]
        self.engagement_rules: dict[str, Any] = case.rules.get("engagement", {})
        self.measures = measures_of(self.engagement_rules) if self.engagement_rules else []
        self.entries = {one.number: one for one in case.entries}
        self.competing = {one.number for one in case.entries if one.status == "competing"}
        self.slow_counts = SlowCounts(case, self.columns, self._merit)
        self.counts = {number: self.slow_counts.of_entry(number) for number in self.entries}

    @cached_property
    def columns(self) -> list[Column]:
        """The pairs of a channel and a metric that the rules use and that anybody could tell."""
        used: list[tuple[str, str | None]] = [(one["metric"], one.get("channel")) for one in self.measures]
        used += [(one["metric"], one.get("channel")) for one in self.engagement_rules.get("thresholds", [])]
        for one in self.engagement_rules.get("ratios", []):
            used += [(one["metric"], None), (one["of"], None)]
        counts = self.rules.get("counts", {"channels": []})
        used += [(metric, None) for metric in counts.get("minimums", {})]
        named = [
            *self.total_rules.get("ties", []),
            *(one.get("by", "") for one in self.rules.get("awards", [])),
        ]
        used += [(name[7:], None) for name in named if name.startswith("metric:")]
        there = {(one.channel, one.metric) for one in self.case.series}
        metrics = dict.fromkeys(metric for metric, _ in used)
        return [
            (channel, metric)
            for channel in counts["channels"]
            for metric in metrics
            if (channel, metric) in there and {(metric, None), (metric, channel)} & set(used)
        ]

    def _merit(self, counts: Counts) -> tuple[object, ...]:
        """Say how good a post is: by its points, then by its counts in the columns' order."""
        known = {column: [count] for column, count in counts.items() if count is not None}
        given = [points_of(count_of(known, rule), rule) for rule in self.measures if brings_points(rule)]
        told = [points for points in given if points is not None]
        row = [counts.get(column) for column in self.columns]
        return bool(told), sum(told), [-1 if count is None else count for count in row]

    def measured(self, number: str, metric: str) -> int | None:
        """Return an entry's count of a metric over all channels."""
        return count_of(self.counts[number], {"metric": metric})

    # engagement

    def _rule_points(self, number: str) -> list[Fraction | None]:
        group = self.entries[number].group or ""
        factor = Fraction(self.engagement_rules.get("multipliers", {}).get(group, 1))
        points = [points_of(count_of(self.counts[number], rule), rule) for rule in self.measures]
        return [None if one is None else one * factor for one in points]

    @cached_property
    def is_by_indicators(self) -> bool:
        """Whether each metric is scaled for itself."""
        return bool(self.engagement_rules.get("mode") == "indicators")

    def raw(self, number: str) -> Fraction | None:
        """Return the sum of points before the scale, None where none is known."""
        given = zip(self._rule_points(number), self.measures, strict=True)
        known = [points for points, rule in given if points is not None and brings_points(rule)]
        total = sum(known, Fraction(0))
        cap = self.engagement_rules.get("cap")
        return None if not known else total if cap is None else min(total, Fraction(cap))

    @cached_property
    def engagement(self) -> dict[str, Fraction | None]:
        """The engagement points of all entries of the field that compete."""
        field = [number for number in self.entries if self._is_in_field(number)]
        if not self.is_by_indicators:
            found = self._scaled_column({n: self.raw(n) for n in field}, self.engagement_rules)
        else:
            found = self._by_indicators(field)
        return {n: found.get(n) if n in self.competing else None for n in self.entries}

    def _by_indicators(self, field: list[str]) -> dict[str, Fraction | None]:
        columns = []
        for place, rule in enumerate(self.measures):
            table = self.engagement_rules
            own = {key: rule[key] for key in ("scale", "target", "goalposts") if key in rule}
            scale = table | own
            if "scale" in rule and "goalposts" not in rule:
                scale.pop("goalposts", None)
            column = self._scaled_column({n: self._rule_points(n)[place] for n in field}, scale)
            columns.append((Fraction(rule["weight"]) / 100, column))
        found: dict[str, Fraction | None] = {}
        for n in field:
            known = [weight * value for weight, column in columns if (value := column[n]) is not None]
            found[n] = sum(known, Fraction(0)) if known else None
        return found

    def _scaled_column(
        self, values: Mapping[str, Fraction | None], scale: Mapping[str, Any]
    ) -> dict[str, Fraction | None]:
        field = [value for value in values.values() if value is not None]
        return {n: None if value is None else scaled(value, field, scale) for n, value in values.items()}

    def _is_in_field(self, number: str) -> bool:
        field = self.engagement_rules.get("field", "competing")
        if field == "accepted":
            return True
        if field == "competing":
            return number in self.competing
        has_points = "judging" not in self.rules or self.judges[number] is not None
        return number in self.competing and not self.barred(number) and has_points

    # judges

    @cached_property
    def parts(self) -> list[tuple[Fraction, SlowPart]]:
        """The parts that are marked, each with its share in the judges' points."""
        criteria = self.rules["judging"]["criteria"]
        keys = [part["key"] for part in self.rules.get("parts", [])] or [None]
        found = []
        for key in keys:
            own = [one for one in criteria if one.get("part") == key]
            if own:
                found.append((self._judges_share(key), SlowPart(self.case, own, self.competing)))
        return found

    def _judges_share(self, key: str | None) -> Fraction:
        """What the judges of a part add to the total, of 1."""
        if self.total_rules["combine"] != "weighted":
            return Fraction(1)
        weight = Fraction(self.rules["judging"].get("weight", 100)) / 100
        shares = {part["key"]: Fraction(part["weight"]) / 100 for part in self.rules.get("parts", [])}
        if key is None:
            return weight
        own = self.engagement_rules.get("part")
        return shares[key] * (weight if own in (None, key) else 1)

    @cached_property
    def judges_total_share(self) -> Fraction:
        """What all parts that are marked add to the total."""
        return sum((share for share, _ in self.parts), Fraction(0))

    @cached_property
    def judges(self) -> dict[str, Fraction | None]:
        """The judge points of all entries: the parts by their shares."""
        found: dict[str, Fraction | None] = {}
        for number in self.entries:
            points = [(share, part.points[number]) for share, part in self.parts]
            known = [(share, one) for share, one in points if one is not None]
            total = self.judges_total_share
            if len(known) < len(points):
                found[number] = None
            elif total:
                found[number] = sum((share * one for share, one in known), Fraction(0)) / total
            else:
                found[number] = sum((one for _, one in known), Fraction(0)) / len(known)
        return found

    def criterion(self, number: str, key: str) -> Fraction | None:
        """Return what the judges gave an entry on a criterion."""
        (found,) = (part.means[key][number] for _, part in self.parts if key in part.means)
        return found

    # who may be ranked

    def unknown_counts(self, number: str) -> list[str]:
        """Return the columns of which a count of the entry's posts is unknown."""
        return ["_".join(column) for column, found in self.counts[number].items() if None in found]

    def barred(self, number: str) -> list[str]:
        """Return why an entry with points may not be ranked."""
        codes = []
        if self.rules.get("counts", {}).get("missing") == "not-ranked" and self.unknown_counts(number):
            codes.append("")
        least = self.rules.get("judging", {}).get("minimum_points")
        if least is not None and (points := self.judges[number]) is not None and points < Fraction(least):
            codes.append("gate")
        if not all(self._reaches(number, one) for one in self.engagement_rules.get("thresholds", [])):
            codes.append("threshold")
        if any(self._exceeds(number, one) for one in self.engagement_rules.get("ratios", [])):
            codes.append("ratio")
        return codes

    def _reaches(self, number: str, threshold: Mapping[str, Any]) -> bool:
        if threshold.get("group") not in (None, self.entries[number].group):
            return True
        count = count_of(self.counts[number], threshold)
        return count is not None and count >= threshold["at_least"]

    def _exceeds(self, number: str, ratio: Mapping[str, Any]) -> bool:
        ours, theirs = self.measured(number, ratio["metric"]), self.measured(number, ratio["of"])
        return ours is not None and theirs is not None and ours * 100 > theirs * Fraction(ratio["at_most"])

    def missing(self, number: str) -> set[str]:
        """Return everything that an entry lacks."""
        codes = {code for code in self.barred(number) if code} | set(self.unknown_counts(number))
        codes |= self.slow_counts.reasons.get(number, set())
        if "judging" in self.rules and self.judges[number] is None:
            has_marks = any(n == number and not is_excused(self.case, j, n) for j, n, _ in self.case.marks)
            codes.add("judges" if has_marks else "marks")
        if self.engagement_rules and not self._has_points(number):
            codes.add("counts")
        if number in self.slow_counts.too_small:
            codes.add("post-below-minimum")
        return codes

    def _has_points(self, number: str) -> bool:
        given = zip(self._rule_points(number), self.measures, strict=True)
        return any(points is not None and brings_points(rule) for points, rule in given)

    # the total

    def parts_of_total(self, number: str) -> dict[str, Fraction | None]:
        """Return what judging and engagement add to an entry's total."""
        combine = self.total_rules["combine"]
        if combine in ("engagement-breaks-ties", "separate"):
            return {"judging": self.judges[number]}
        if combine == "bonus":
            return {"judging": self.judges[number], "engagement": self._bonus(number)}
        given = {}
        if "judging" in self.rules:
            share = self.judges_total_share if combine == "weighted" else Fraction(1)
            points = self.judges[number]
            given["judging"] = None if points is None else points * share
        if self.engagement_rules:
            points = self.engagement[number]
            given["engagement"] = None if points is None else points * self._engagement_share()
        return given

    def _engagement_share(self) -> Fraction:
        if self.total_rules["combine"] != "weighted":
            return Fraction(1)
        weight = Fraction(self.engagement_rules.get("weight", 100)) / 100
        own = self.engagement_rules.get("part")
        if own is None:
            return weight
        (share,) = (Fraction(part["weight"]) / 100 for part in self.rules["parts"] if part["key"] == own)
        is_marked = any(one.get("part") == own for one in self.rules.get("judging", {}).get("criteria", []))
        return share * weight if is_marked else share

    def _bonus(self, number: str) -> Fraction:
        points, most = self.engagement[number] or Fraction(0), Fraction(self.engagement_rules["maximum"])
        is_to_hundred = self.is_by_indicators or self.engagement_rules["scale"] in TO_HUNDRED
        return min(points * most / 100 if is_to_hundred else points, most)

    def total(self, number: str) -> Fraction | None:
        """Return an entry's exact total, None where it is not ranked."""
        parts = list(self.parts_of_total(number).values())
        known = [part for part in parts if part is not None]
        if number not in self.competing or self.barred(number) or len(known) < len(parts):
            return None
        return sum(known, Fraction(0))
