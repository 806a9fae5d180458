"""The published versions of a contest's rules: who published each when, and whether that was late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.models import Contest, Judge, MarkChange, RulesVersion
from pipeline.database.rules import all_rules
from pipeline.history.published import opening_of, settings_from_published
from reports.data import FormerRanks
from scoring import ContestData, ScoringError, rank


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One published version: who, when and why, and whether the opening or the first mark came before it."""

    version: int
    published_at: datetime
    person: str
    reason: str | None
    is_after_opening: bool
    is_after_first_mark: bool


def version_facts(session: Session, contest: Contest) -> Sequence[VersionFacts]:
    """Return what is known of each published version, the first one first."""
    first_mark = first_mark_at(session, contest)
    return [
        VersionFacts(
            version=one.version,
            published_at=one.published_at,
            person=one.person,
            reason=one.reason,
            is_after_opening=one.published_at > opening_of(one.rules),
            is_after_first_mark=first_mark is not None and one.published_at > first_mark,
        )
        for one in all_rules(session, contest)
    ]


def first_mark_at(session: Session, contest: Contest) -> datetime | None:
    """Return the instant of the contest's first mark, None where none was given."""
    question = select(func.min(MarkChange.changed_at)).join(Judge, MarkChange.judge_id == Judge.id)
    return session.scalar(question.where(Judge.contest_id == contest.id))


def former_ranks(
    session: Session, contest: Contest, data: ContestData, settings: ContestSettings, digest: str
) -> FormerRanks | None:
    """Return the ranks that the same counts and marks give under the rules that held at the first mark.

    None where the rules with this digest held by then, or are a draft.
    """
    versions, first_mark = all_rules(session, contest), first_mark_at(session, contest)
    now = next((one for one in reversed(versions) if one.digest == digest), None)
    if now is None or first_mark is None or now.published_at <= first_mark or now.version == 1:
        return None
    former = _held_at(versions, first_mark)
    return FormerRanks(former.version, former.published_at, _ranks(data, former, settings))


def _held_at(versions: Sequence[RulesVersion], instant: datetime) -> RulesVersion:
    """Return the newest version that was published by the instant, or else the first one."""
    by_then = [one for one in versions if one.published_at <= instant]
    return by_then[-1] if by_then else versions[0]


def _ranks(
    data: ContestData, version: RulesVersion, settings: ContestSettings
) -> tuple[tuple[str, int | None], ...]:
    """Return each entry's rank; none at all where the marks do not fit the former rules."""
    try:
        entries = rank(data, settings_from_published(version.rules, settings)).entries
    except (ScoringError, ValueError):
        return ()
    return tuple((entry.number, entry.rank) for entry in entries)
