"""What the awards would be without one judge, or without one entry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoring.applying import rank
from scoring.contest import ContestData
from scoring.ranking import Ranking
from scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry whose award changes when something is left out: (number, award before, award after)."""

    number: str
    before: str | None
    after: str | None


def without_each_judge(data: ContestData, rules: Rules, now: Ranking) -> dict[str, tuple[Moved, ...]]:
    """Return for each judge, by key, the awards that change if all of the judge's marks are left out."""
    judges = sorted(data.marks["judge"].unique().tolist())
    return {
        judge: moved_awards(now, rank(replace(data, marks=data.marks[data.marks["judge"] != judge]), rules))
        for judge in judges
    }


def without_each_entry(data: ContestData, rules: Rules, now: Ranking) -> dict[str, tuple[Moved, ...]]:
    """Return for each ranked entry the awards of others that change beyond moving up, if it had withdrawn.

    Others move up by one place where a better one leaves; what is told here are changes of order: entries
    that another one passes only because somebody else is gone.
    """
    numbers = [entry.number for entry in now.entries if entry.rank is not None]
    return {number: _reordered(now, rank(_withdrawn(data, number), rules), number) for number in numbers}


def _withdrawn(data: ContestData, number: str) -> ContestData:
    statuses = data.entries["status"].mask(data.entries["number"] == number, "withdrawn")
    return replace(data, entries=data.entries.assign(status=statuses))


def moved_awards(before: Ranking, after: Ranking) -> tuple[Moved, ...]:
    """Return the entries whose award differs between two rankings, in the order of the first."""
    awards = {entry.number: entry.award for entry in after.entries}
    return tuple(
        Moved(entry.number, entry.award, awards[entry.number])
        for entry in before.entries
        if entry.award != awards[entry.number]
    )


def _reordered(before: Ranking, after: Ranking, gone: str) -> tuple[Moved, ...]:
    """Return the entries whose place among the others changes, with their awards before and after."""
    awards = {entry.number: entry.award for entry in after.entries}
    old = {number: place for place, number in enumerate(_order(before, gone))}
    new = {number: place for place, number in enumerate(_order(after, gone))}
    return tuple(
        Moved(entry.number, entry.award, awards[entry.number])
        for entry in before.entries
        if entry.number in old and old[entry.number] != new[entry.number]
    )


def _order(ranking: Ranking, gone: str) -> Iterator[str]:
    return (entry.number for entry in ranking.entries if entry.rank is not None and entry.number != gone)
