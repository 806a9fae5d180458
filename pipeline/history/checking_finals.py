"""Check the published rules and the final rankings: digests, recomputation, and what is stored now."""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import contest_posts
from pipeline.database.finals import all_finals
from pipeline.database.models import Contest, FinalRanking
from pipeline.database.rules import all_rules
from pipeline.faults import Refused
from pipeline.history.canonical import digest, unpacked
from pipeline.history.findings import Finding
from pipeline.history.inputs import ENTRIES, MARKS, inputs_text, rows_of
from pipeline.history.results import result_text
from pipeline.steps.ranking import final_ranking, told_metrics
from pipeline.translation.frames import READING_COLUMNS, contest_data

KEYS = {"entries": 1, "readings": 4, "marks": 3}
"""How many of a row's first cells name it."""
ORDERS = {
    "entries": list(ENTRIES),
    "readings": list(READING_COLUMNS),
    "marks": list(MARKS),
}

Row = list[Any]


def rules_findings(session: Session, contest: Contest) -> Iterator[Finding]:
    """Yield each published version that is no longer what was published, and each that is missing."""
    versions = all_rules(session, contest)
    for place, version in enumerate(versions, start=1):
        if version.version != place:
            yield Finding("rules-missing", {"version": place})
        if digest(version.rules) != version.digest:
            yield Finding("rules-changed", {"version": version.version})


def final_findings(session: Session, settings: Settings, key: str, contest: Contest) -> Iterator[Finding]:
    """Yield what differs in the final rankings: their stored parts, their recomputation, today's rows."""
    finals = all_finals(session, contest)
    previous: str | None = None
    for place, final in enumerate(finals, start=1):
        if final.version != place or final.previous_digest != previous:
            yield Finding("final-missing", {"version": place})
        previous = final.result_digest
        yield from _stored_findings(session, settings, key, final)
    if finals:
        yield from _now_findings(session, settings, contest, finals[-1])


def _stored_findings(
    session: Session, settings: Settings, key: str, final: FinalRanking
) -> Iterator[Finding]:
    inputs, result = unpacked(final.inputs), unpacked(final.result)
    if inputs is None or digest(inputs) != final.inputs_digest:
        yield Finding("final-inputs-changed", {"version": final.version})
    if result is None or digest(result) != final.result_digest:
        yield Finding("final-result-changed", {"version": final.version})
    try:
        computed = result_text(final_ranking(session, settings, key, final).ranking)
    except Refused:
        yield Finding("final-not-computable", {"version": final.version})
        return
    if digest(computed) != final.result_digest:
        yield from _result_findings(final, result, computed)


def _result_findings(final: FinalRanking, stored: str | None, computed: str) -> Iterator[Finding]:
    """Name the entries that come out otherwise."""
    try:
        told = json.loads(stored or "{}").get("entries", [])
    except ValueError:
        told = []
    now: list[dict[str, Any]] = json.loads(computed)["entries"]
    nothing: dict[str, Any] = {}
    differing = [pair for pair in zip_longest(told, now, fillvalue=nothing) if pair[0] != pair[1]]
    numbers = sorted({str(each["number"]) for pair in differing for each in pair if "number" in each})
    yield Finding("final-differs", {"version": final.version, "numbers": ", ".join(numbers) or "–"})


def _now_findings(
    session: Session, settings: Settings, contest: Contest, final: FinalRanking
) -> Iterator[Finding]:
    """Compare what the final ranking was made of with what is stored now."""
    stored = unpacked(final.inputs)
    if stored is None or digest(stored) != final.inputs_digest:
        return
    data = contest_data(session, contest, final.counted_until, told_metrics(settings))
    platform_ids = {post.id: post.platform_id for post in contest_posts(session, contest)}
    before, now = rows_of(stored), rows_of(inputs_text(data, platform_ids))
    for table, width in KEYS.items():
        for name, old, new in _differences(before[table], now[table], width):
            yield Finding(
                f"since-final-{table}",
                {"version": final.version, "name": name, "changes": _told(ORDERS[table][width:], old, new)},
            )


def _differences(before: list[Row], now: list[Row], width: int) -> Iterator[tuple[str, Row, Row]]:
    """Yield name, old and new of each row that differs; one that tells nothing is as good as none."""
    old, new = _telling(before, width), _telling(now, width)
    for key in sorted(old.keys() | new.keys(), key=str):
        if old.get(key) != new.get(key):
            yield " ".join(str(part) for part in key), old.get(key, []), new.get(key, [])


def _telling(rows: list[Row], width: int) -> dict[tuple[object, ...], Row]:
    told = (row for row in rows if any(cell is not None for cell in row[width:]))
    return {tuple(row[:width]): row[width:] for row in told}


def _told(columns: Sequence[str], old: Row, new: Row) -> str:
    rows = zip_longest(columns, old, new)
    return ", ".join(
        f"{column} {_cell(before)} → {_cell(after)}" for column, before, after in rows if before != after
    )


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
