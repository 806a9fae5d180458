"""The ranking as it stands, with each entry's movement since the collection before the last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import contest_entries
from pipeline.database.models import Contest, Run
from pipeline.steps.ranking import RankedContest, live_ranking, rank_contest


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One entry as a table shows it; `moved` is how many places it rose, None where that is not known."""

    entry_id: int
    number: str
    title: str
    unit: str
    rank: int | None
    tied: bool
    total: object
    award: str | None
    status: str
    moved: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """All entries in rank order; `since` is the collection that movements count from."""

    ranked: RankedContest
    lines: tuple[RankedLine, ...]
    since: datetime | None


def standing_now(session: Session, settings: Settings, key: str, now: datetime) -> Standing:
    """Rank a contest as of now; raises Refused where no entry was imported yet, or a mark does not fit."""
    ranked = rank_contest(session, settings, key, now)
    since = None if ranked.final else _collection_before(session, ranked.contest)
    before = _ranks(live_ranking(session, settings, key, since)) if since else {}
    facts = {one.entry.number: one for one in contest_entries(session, ranked.contest)}
    lines = [
        RankedLine(
            entry_id=facts[one.number].entry.id,
            number=one.number,
            title=facts[one.number].entry.title,
            unit=facts[one.number].unit_name,
            rank=one.rank,
            tied=one.tied,
            total=one.total,
            award=one.award,
            status=one.status,
            moved=_moved(before.get(one.number), one.rank),
        )
        for one in ranked.ranking.entries
    ]
    return Standing(ranked, tuple(lines), since)


def _collection_before(session: Session, contest: Contest) -> datetime | None:
    """Return when the collection before the last one ended."""
    question = select(Run.finished_at).where(
        Run.contest_id == contest.id, Run.digest.is_not(None), Run.kind != "import"
    )
    ends = session.scalars(question.order_by(Run.id.desc()).limit(2)).all()
    return ends[1] if len(ends) > 1 else None


def _ranks(ranked: RankedContest) -> Mapping[str, int | None]:
    return {one.number: one.rank for one in ranked.ranking.entries}


def _moved(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else before - now
