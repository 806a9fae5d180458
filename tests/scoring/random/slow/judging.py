"""Judge points by the written rules: sheets, severity, joining the judges, parts."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.scoring.random.case import Case
from tests.scoring.random.slow.equations import solved

Values = dict[tuple[str, str], Fraction]
"""What each judge (first) gave each entry (second)."""


class SlowPart:
    """The judges' points on the criteria of one part, by number, None where there are none or too few."""

    def __init__(self, case: Case, criteria: Sequence[Mapping[str, Any]], competing: set[str]) -> None:
        self.case, self.criteria, self.competing = case, criteria, competing
        self.rules: Mapping[str, Any] = case.rules["judging"]
        self.sheets = self._sheets()
        weights = sum((_weight(one) for one in criteria), Fraction(0))
        is_weighted = case.rules["total"]["combine"] == "weighted"
        self.factor = 100 / weights if is_weighted and weights else Fraction(1)
        self.means: dict[str, dict[str, Fraction | None]] = {}
        self.points = {number: self._enough(number, found) for number, found in self._given().items()}

    def _sheets(self) -> dict[tuple[str, str], dict[str, Fraction]]:
        """Return the sheets that count: not excused, and complete unless what is marked counts."""
        keys = {one["key"] for one in self.criteria}
        found: dict[tuple[str, str], dict[str, Fraction]] = {}
        for (judge, number, criterion), mark in self.case.marks.items():
            if criterion in keys and not is_excused(self.case, judge, number):
                found.setdefault((judge, number), {})[criterion] = Fraction(mark)
        counts_marked = self.rules.get("incomplete") == "count-marked"
        return {key: sheet for key, sheet in found.items() if counts_marked or len(sheet) == len(keys)}

    def _given(self) -> dict[str, Fraction | None]:
        numbers = [one.number for one in self.case.entries]
        by_criterion = self.rules.get("level", "sheet") == "criterion"
        shares = {one["key"]: _weight(one) / Fraction(one["maximum"]) for one in self.criteria}
        for key in shares:
            marks = {pair: sheet[key] for pair, sheet in self.sheets.items() if key in sheet}
            plain = {n: _mean([mark for (_, marked), mark in marks.items() if marked == n]) for n in numbers}
            self.means[key] = self._joined_all(marks, numbers) if by_criterion else plain
        if by_criterion:
            return {
                n: _times(
                    _sum([_times(self.means[key][n], share) for key, share in shares.items()]), self.factor
                )
                for n in numbers
            }
        whole = {
            pair: sum((shares[key] * mark for key, mark in sheet.items()), Fraction(0))
            for pair, sheet in self.sheets.items()
        }
        return {n: _times(one, self.factor) for n, one in self._joined_all(whole, numbers).items()}

    def _enough(self, number: str, points: Fraction | None) -> Fraction | None:
        given = [sheet for (_, marked), sheet in self.sheets.items() if marked == number]
        judges = len(given)
        if self.rules.get("level", "sheet") == "criterion":
            judges = min(sum(one["key"] in sheet for sheet in given) for one in self.criteria)
        return points if judges >= self.rules.get("minimum_judges", 1) else None

    def _joined_all(self, values: Values, numbers: Sequence[str]) -> dict[str, Fraction | None]:
        """Adjust for severity, join the judges of each entry, and bring z values back."""
        severity = self.rules.get("severity", "off")
        basis = {key: value for key, value in values.items() if key[1] in self.competing}
        raw = {number: self._joined(values, number) for number in numbers}
        if severity == "off" or not basis:
            return raw
        if severity == "additive":
            offsets = judge_offsets(basis)
            if offsets is None:
                return raw
            moved = {key: value - offsets.get(key[0], 0) for key, value in values.items()}
            return {number: self._joined(moved, number) for number in numbers}
        return self._by_z(values, basis, raw, numbers)

    def _by_z(
        self, values: Values, basis: Values, raw: dict[str, Fraction | None], numbers: Sequence[str]
    ) -> dict[str, Fraction | None]:
        judges, entries = {key[0] for key in basis}, {key[1] for key in basis}
        if len(basis) < len(judges) * len(entries):
            return raw
        scores = {
            key: _score(value, [v for k, v in basis.items() if k[0] == key[0]])
            for key, value in values.items()
        }
        joined = {number: self._joined(scores, number) for number in numbers}
        mean, deviation = _spread(list(basis.values()))
        if self.rules["refit"] == "deviation":
            return {n: None if one is None else one * deviation + mean for n, one in joined.items()}
        known = [one for n, one in joined.items() if n in self.competing and one is not None]
        before = [one for n, one in raw.items() if n in self.competing and one is not None]
        if not known or min(known) == max(known):
            return {n: None if one is None else mean for n, one in joined.items()}
        slope = (max(before) - min(before)) / (max(known) - min(known))
        low = min(known)
        return {n: None if one is None else min(before) + (one - low) * slope for n, one in joined.items()}

    def _joined(self, values: Values, number: str) -> Fraction | None:
        given = sorted(value for (_, marked), value in values.items() if marked == number)
        kind, count = self.rules.get("aggregate", "mean"), len(given)
        if not given:
            return None
        if kind == "sum":
            return sum(given, Fraction(0)) if count == len({judge for judge, _ in values}) else None
        if kind == "median":
            return (given[(count - 1) // 2] + given[count // 2]) / 2
        drop = self.rules.get("drop", 0) if kind == "trimmed" else 0
        return _mean(given[drop : count - drop])


def is_excused(case: Case, judge: str, number: str) -> bool:
    """Tell whether a judge may not mark an entry: of the own unit, or recused."""
    (unit,) = (one.unit for one in case.entries if one.number == number)
    return case.judges.get(judge) == unit or (judge, number) in case.recusals


def judge_offsets(values: Values) -> dict[str, Fraction] | None:
    """Solve the normal equations of value = entry + judge; None where the judges do not compare."""
    judges, entries = sorted({key[0] for key in values}), sorted({key[1] for key in values})
    if not _compare(values, judges, entries):
        return None
    names = [("entry", one) for one in entries] + [("judge", one) for one in judges]
    rows = []
    for kind, name in names[:-1]:
        own = {key: value for key, value in values.items() if key[0 if kind == "judge" else 1] == name}
        row = [
            Fraction(sum((other == key[1]) if what == "entry" else (other == key[0]) for key in own))
            for what, other in names
        ]
        rows.append([*row, sum(own.values(), Fraction(0))])
    rows.append([Fraction(what == "judge") for what, _ in names] + [Fraction(0)])
    solution = dict(zip(names, solved(rows), strict=True))
    return {judge: solution["judge", judge] for judge in judges}


def _compare(values: Values, judges: list[str], entries: list[str]) -> bool:
    """Judges compare if common entries hold them together, also without any one entry or any one judge."""
    if not _is_one(values, judges, entries):
        return False
    without_entry = all(_is_one(values, judges, [e for e in entries if e != gone]) for gone in entries)
    return without_entry and all(
        _is_one(values, [j for j in judges if j != gone], entries) for gone in judges
    )


def _is_one(values: Values, judges: list[str], entries: list[str]) -> bool:
    island = set(judges[:1])
    for _ in judges:
        for one, other in combinations(judges, 2):
            if any((one, entry) in values and (other, entry) in values for entry in entries):
                island |= {one, other} if island & {one, other} else set()
    return len(island) == len(judges)


def _score(value: Fraction, own: list[Fraction]) -> Fraction:
    if not own:
        return Fraction(0)
    mean, variance = _moments(own)
    return _rounded_ratio(value - mean, variance) if variance else Fraction(0)


def _spread(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    mean, variance = _moments(values)
    return mean, _rounded_ratio(variance, variance) if variance else Fraction(0)


def _moments(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    """Return the mean and the population variance."""
    mean = sum(values, Fraction(0)) / len(values)
    return mean, sum(((one - mean) ** 2 for one in values), Fraction(0)) / len(values)


def _rounded_ratio(number: Fraction, variance: Fraction) -> Fraction:
    """Return the number over the root of the variance, rounded half-even to 12 decimals."""
    with localcontext() as context:
        context.prec = 70
        root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
        exact = Decimal(number.numerator) / Decimal(number.denominator) / root
        return Fraction(exact.quantize(Decimal("1E-12"), rounding=ROUND_HALF_EVEN))


def _weight(criterion: Mapping[str, Any]) -> Fraction:
    return Fraction(criterion.get("weight", criterion["maximum"]))


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def _times(value: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if value is None else value * factor


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None
