"""Compare what the newest final ranking was made of with what is stored today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.digests import unpacked
from pipeline.database.models import FinalRanking, RulesVersion
from pipeline.database.types import MILLION
from pipeline.history.findings import Change, Finding, ToldCount, changes_between, told_instant
from pipeline.history.inputs import inputs_text, rows_of, rules_of
from pipeline.history.published import rule_differences
from pipeline.steps.ranking import RankedContest, post_names, stored_data

READING_KEY = ("number", "channel", "post", "metric")
KEYS = {
    "entries": ("number",),
    "readings": READING_KEY,
    "baselines": READING_KEY,
    "posts": ("post",),
    "marks": ("judge", "number", "criterion"),
    "judges": ("judge",),
    "recusals": ("judge", "number"),
    "decisions": ("number",),
    "joined": ("post",),
}
"""What names a row of each table that a ranking is computed from."""

Row = Mapping[str, Any]


def since_final_findings(session: Session, settings: Settings, ranked: RankedContest) -> Iterator[Finding]:
    """Yield each rule, reading, mark and entry that is another in the database than in the final ranking."""
    if ranked.final is None:
        return
    stored = unpacked(ranked.final.inputs) or ""
    yield from _rules_findings(session, ranked.final, rules_of(stored))
    data = stored_data(session, settings, ranked.contest, ranked.settings, ranked.final.counted_until)
    now = inputs_text(data, rules_of(stored), post_names(session, ranked.contest))
    for table in KEYS:
        yield from _table_findings(ranked.final, table, rows_of(stored, table), rows_of(now, table))


def _rules_findings(session: Session, final: FinalRanking, rules: str) -> Iterator[Finding]:
    version = session.get(RulesVersion, final.rules_version_id)
    if version is None or version.contest_id != final.contest_id:
        yield Finding("final-rules-missing", {"version": final.version})
    elif changes := [Change(*difference) for difference in _rule_changes(rules, version.rules)]:
        yield Finding("rules-since-final", {"version": version.version, "changes": changes})


def _rule_changes(old: str, new: str) -> list[tuple[str, str, str]]:
    try:
        return rule_differences(old, new)
    except ValueError:
        return [("rules", "…", "–")]


def _table_findings(
    final: FinalRanking, table: str, before: Sequence[Row], now: Sequence[Row]
) -> Iterator[Finding]:
    """Yield each row that differs; one that tells nothing is as good as none."""
    old, new = _by_key(table, before), _by_key(table, now)
    for key in sorted(old.keys() | new.keys(), key=str):
        if old.get(key) != new.get(key):
            named = {"version": final.version, **dict(zip(KEYS[table], key, strict=True))}
            for finding in SAYING.get(table, _row_finding)(table, old.get(key, {}), new.get(key, {})):
                yield Finding(finding.code, {**named, **finding.parameters})


def _by_key(table: str, rows: Sequence[Row]) -> dict[tuple[object, ...], Row]:
    names = KEYS[table]
    values = [(tuple(row[name] for name in names), _values(row, names)) for row in rows]
    return {key: told for key, told in values if not told or any(cell is not None for cell in told.values())}


def _values(row: Row, names: tuple[str, ...]) -> Row:
    return {column: cell for column, cell in row.items() if column not in names}


def _row_finding(table: str, old: Row, new: Row) -> Iterator[Finding]:
    yield Finding(f"{table}-since-final", {"changes": [*changes_between(old, new)]})


def _reading_findings(_table: str, old: Row, new: Row) -> Iterator[Finding]:
    """Yield one finding for each of the two readings around an instant that is another."""
    for side in ("before", "after"):
        told, tells = _told(old, side), _told(new, side)
        if told != tells:
            yield Finding("readings-since-final", {"old": told, "new": tells})


def _told(row: Row, side: str) -> ToldCount | None:
    count, source, at = (row.get(f"{name}_{side}") for name in ("count", "source", "at"))
    return None if count is None else ToldCount(count, source, told_instant("taken_at", at))


def _mark_finding(_table: str, old: Row, new: Row) -> Iterator[Finding]:
    change = Change("mark", _mark(old), _mark(new))
    yield Finding("marks-since-final", {"changes": [change]})


def _mark(row: Row) -> Decimal | None:
    millionths = row.get("mark_millionths")
    return None if millionths is None else Decimal(f"{(Decimal(millionths) / MILLION).normalize():f}")


SAYING: Mapping[str, Callable[[str, Row, Row], Iterator[Finding]]] = {
    "readings": _reading_findings,
    "baselines": _reading_findings,
    "marks": _mark_finding,
}
