"""Ranks, awards and printed figures by the written rules."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from tests.scoring.random.case import Case
from tests.scoring.random.slow.scores import SlowScores

Merit = tuple[tuple[bool, Any], ...]
"""A value for each step of the chain, unknown ones last."""


class SlowRanking:
    """Ranks one case; `row` has every figure of an entry."""

    def __init__(self, case: Case) -> None:
        self.scores, self.case, self.rules = SlowScores(case), case, case.rules
        self.total: Mapping[str, Any] = case.rules["total"]
        self.digits = self.total.get("digits", 2)
        self.numbers = [one.number for one in case.entries]
        self.units = {one.number: one.unit for one in case.entries}
        self.merits = {n: self._merit(n) for n in self.numbers if self.scores.total(n) is not None}
        self.counted = self._counted()
        self.contenders = self._contenders()
        self.awards = self._handed(
            self.contenders,
            [award for award in case.rules.get("awards", []) if award.get("by", "total") == "total"],
            skips=self.total.get("award_edge") == "skipped",
        )

    # figures

    def units_of(self, exact: Fraction) -> int:
        """Return a number in units of its last printed digit, rounded half up."""
        scale: int = 10**self.digits
        return floor(exact * scale + Fraction(1, 2))

    def printed(self, exact: Fraction | None) -> str | None:
        """Return a number as printed."""
        return None if exact is None else str(Decimal(self.units_of(exact)).scaleb(-self.digits))

    def printed_parts(self, number: str) -> dict[str, str]:
        """Largest remainder: round all down, then raise those that lost most until the total is reached."""
        total = self.scores.total(number)
        if total is None:
            return {}
        exact = {
            name: (part or 0) * 10**self.digits for name, part in self.scores.parts_of_total(number).items()
        }
        units = {name: floor(part) for name, part in exact.items()}
        by_loss = sorted(units, key=lambda name: units[name] - exact[name])
        for name in by_loss[: self.units_of(total) - sum(units.values())]:
            units[name] += 1
        return {name: str(Decimal(one).scaleb(-self.digits)) for name, one in units.items()}

    # ranks

    def _merit(self, number: str) -> Merit:
        total = self.scores.total(number) or Fraction(0)
        first = Fraction(self.units_of(total), 10**self.digits) if self._ranks_printed() else total
        chain = self.total.get("ties", [])
        if self.total["combine"] == "engagement-breaks-ties" and "engagement" not in chain:
            chain = ["engagement", *chain]
        values = [first, *(self._tie(tie, number) for tie in chain)]
        return tuple((value is not None, value or 0) for value in values)

    def _ranks_printed(self) -> bool:
        return bool(self.total.get("rank_on") == "printed")

    def _tie(self, tie: str, number: str) -> Fraction | int | None:
        kind, _, name = tie.partition(":")
        if kind == "submitted_at":
            instant = self.scores.entries[number].submitted
            return None if instant is None else -instant
        if kind == "decision":
            place = self.case.decisions.get(number)
            return None if place is None else -place
        return self.measure(kind, name, number)

    def measure(self, kind: str, name: str, number: str) -> Fraction | int | None:
        """Return what a tie-break or a side award measures."""
        if kind == "metric":
            return self.scores.measured(number, name)
        if kind == "criterion":
            return self.scores.criterion(number, name)
        return self.scores.judges[number] if kind == "judges" else self.scores.engagement[number]

    def _counted(self) -> set[str]:
        """Return the entries that count for their units: the best of each, equal ones by their numbers."""
        if self.total.get("rank_by") != "unit":
            return set(self.merits)
        counted: set[str] = set()
        for unit in set(self.units.values()):
            own = [n for n in sorted(self.merits, key=natural) if self.units[n] == unit]
            own.sort(key=lambda n: self.merits[n], reverse=True)
            counted |= set(own[: self.total.get("best", len(own))])
        return counted

    def _contenders(self) -> dict[str, Merit]:
        """Return who is ranked by what: entries, or units by their entries added up."""
        if self.total.get("rank_by") != "unit":
            return self.merits
        found = {}
        for unit in {self.units[n] for n in self.counted}:
            merits = [self.merits[n] for n in self.counted if self.units[n] == unit]
            steps = zip(*merits, strict=True)
            found[unit] = tuple(self._of_unit(place, list(step)) for place, step in enumerate(steps))
        return found

    def _of_unit(self, place: int, values: list[tuple[bool, Any]]) -> tuple[bool, Any]:
        """Add up what is known; of instants and decisions the best one counts."""
        known = [value for is_known, value in values if is_known]
        chain = self.total.get("ties", [])
        if self.total["combine"] == "engagement-breaks-ties" and "engagement" not in chain:
            chain = ["engagement", *chain]
        if not known:
            return False, 0
        is_best = place > 0 and chain[place - 1] in ("submitted_at", "decision")
        return True, max(known) if is_best else sum(known)

    def name_of(self, number: str) -> str:
        """Return what stands in the ranking for an entry: itself or its unit."""
        return self.units[number] if self.total.get("rank_by") == "unit" else number

    def rank(self, number: str) -> tuple[int | None, bool]:
        """Return an entry's rank, None where it has none, and whether it is shared."""
        if number not in self.counted:
            return None, False
        mine = self.contenders[self.name_of(number)]
        place = 1 + sum(other > mine for other in self.contenders.values())
        return place, sum(other == mine for other in self.contenders.values()) > 1

    # awards

    def _handed(
        self, merits: Mapping[str, Merit], awards: Sequence[Mapping[str, Any]], *, skips: bool
    ) -> dict[str, str]:
        """Hand out places, named in order, to those who tie together; they get their first place's award."""
        slots = [award for award in awards for _ in range(award["count"])]
        given: dict[str, str] = {}
        holders: set[str] = set()
        one_a_unit = self.total.get("one_award_a_unit", False) and awards and "by" not in awards[0]
        for merit in sorted(set(merits.values()), reverse=True):
            group = [name for name, own in merits.items() if own == merit]
            if one_a_unit:
                group = [name for name in group if self.units.get(name, name) not in holders]
            size = len({self.units.get(name, name) for name in group}) if one_a_unit else len(group)
            while group and slots and not self._fits(slots, size, merit, skips=skips):
                slots = [slot for slot in slots if slot is not slots[0]]
            if group and slots:
                given |= dict.fromkeys(group, slots[0]["name"])
                holders |= {self.units.get(name, name) for name in group}
                slots = slots[size:]
        return given

    def _fits(self, slots: list[Mapping[str, Any]], size: int, merit: Merit, *, skips: bool) -> bool:
        award = slots[0]
        is_too_many = size > sum(slot is award for slot in slots)
        return merit[0][1] >= Fraction(award.get("minimum", 0)) and not (skips and is_too_many)

    def side_awards(self, number: str) -> tuple[str, ...]:
        """Return the side awards that an entry gets."""
        names = []
        for award in self.rules.get("awards", []):
            if award.get("by", "total") != "total":
                kind, _, name = award["by"].partition(":")
                values = {n: self.measure(kind, name, n) for n in self.scores.competing}
                merits = {n: ((True, value),) for n, value in values.items() if value is not None}
                if number in self._handed(merits, [award], skips=False):
                    names.append(award["name"])
        return tuple(names)

    def engagement_rank(self, number: str) -> int | None:
        """Return the rank by engagement alone, where it stands apart."""
        if self.total["combine"] != "separate":
            return None
        values = {n: self.scores.engagement[n] for n in self.scores.competing}
        mine = values.get(number)
        return None if mine is None else 1 + sum(one is not None and one > mine for one in values.values())

    def award(self, number: str) -> str | None:
        """Return an entry's award."""
        return self.awards.get(self.name_of(number)) if number in self.counted else None

    def row(self, number: str) -> tuple[Any, ...]:
        """Return rank, tied, awards, and the printed and exact figures of an entry that competes."""
        scores, parts = self.scores, self.printed_parts(number)
        missing = scores.missing(number)
        if scores.total(number) is not None and number not in self.counted:
            missing = missing | {"not-best-of-unit"}
        return (
            *self.rank(number),
            self.award(number),
            self.side_awards(number),
            self.engagement_rank(number),
            self.printed(scores.judges[number]) if "judging" in self.rules else None,
            self.printed(scores.engagement[number]) if "engagement" in self.rules else None,
            parts.get("judging"),
            parts.get("engagement"),
            self.printed(scores.total(number)),
            scores.total(number),
            missing,
        )


def natural(number: str) -> list[tuple[int, str]]:
    """Return what orders numbers as people count: 2 before 10."""
    groups: list[str] = []
    for sign in number:
        if groups and groups[-1].isdigit() == sign.isdigit():
            groups[-1] += sign
        else:
            groups.append(sign)
    return [(int(group), "") if group.isdigit() else (10**20, group) for group in groups]
