"""Unusual counts and decisions, from the database's rows to what reports print."""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.database.decisions import numbers_of
from pipeline.database.models import Decision
from pipeline.database.types import instant_from_epoch
from pipeline.translation.suspicions import Flag
from reports.catalogue import Catalogue
from reports.data import NoticeLine
from reports.deciding import decision_sentences
from reports.figures import UNKNOWN
from reports.findings import DecisionLine, FlagLine, Growth, Repost
from scoring import RankedEntry, Ranking


def flag_lines(flags: Iterable[Flag], decisions: Iterable[Decision]) -> tuple[FlagLine, ...]:
    """Return findings as reports print them; `decisions` are those that hold."""
    decided = {one.subject for one in decisions if one.kind == "flag"}
    return tuple(flag_line(flag, decided) for flag in flags)


def flag_line(flag: Flag, decided: Container[str | None]) -> FlagLine:
    """Return a finding as reports print it; `decided` has the subjects that were decided about."""
    found = flag.found
    return FlagLine(
        name=flag.name,
        code=found.code,
        number=flag.post.number,
        growth=_growth(json.loads(flag.subject)),
        views=found.views,
        share=_percent(found.share),
        limit=_percent(found.limit),
        is_decided=flag.subject in decided,
    )


def decision_line(decision: Decision) -> DecisionLine:
    """Return a decision as reports print it."""
    subject = json.loads(decision.subject) if decision.subject else {}
    return DecisionLine(
        version=decision.version,
        kind=decision.kind,
        outcome=decision.outcome,
        numbers=tuple(numbers_of(decision)),
        growth=_growth(subject) if decision.kind == "flag" else None,
        repost=Repost(**subject) if decision.kind == "repost" else None,
        person=decision.person,
        decided_at=decision.decided_at,
        reason=decision.reason,
        raised_by=decision.raised_by,
        statement=decision.statement,
        evidence=decision.evidence,
    )


def waiting_codes(flags: Iterable[FlagLine], number: str) -> tuple[str, ...]:
    """Return the codes of an entry's findings about which nothing was decided yet."""
    return tuple(sorted({flag.code for flag in flags if flag.number == number and not flag.is_decided}))


def moved_notices(undecided: Ranking | None, entries: Sequence[RankedEntry]) -> tuple[NoticeLine, ...]:
    """Return the remark that names the entries whose rank the decisions about counts changed."""
    if undecided is None:
        return ()
    before = {each.number: each.rank for each in undecided.entries}
    moved = [each for each in entries if each.rank != before.get(each.number)]
    changes = ", ".join(
        f"{each.number}: {_rank(before.get(each.number))} → {_rank(each.rank)}" for each in moved
    )
    code = "decisions-moved" if moved else "decisions-moved-none"
    return (NoticeLine(code, tuple(each.number for each in moved), (("changes", changes),)),)


def _rank(rank: int | None) -> str:
    return UNKNOWN if rank is None else str(rank)


def decision_text(decision: Decision, time_zone: str, catalogue: Catalogue) -> str:
    """Return what was decided as a few lines for the terminal."""
    return "\n  ".join(decision_sentences(decision_line(decision), time_zone, catalogue))


def _growth(subject: Mapping[str, Any]) -> Growth:
    return Growth(
        channel=subject["channel"],
        metric=subject["metric"],
        from_at=instant_from_epoch(subject["from_at"]),
        to_at=instant_from_epoch(subject["to_at"]),
        count_from=subject["count_from"],
        count_to=subject["count_to"],
        usual=subject["usual"],
    )


def _percent(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(f"{share * 100:.1f}")
