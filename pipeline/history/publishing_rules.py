"""Publish a contest's rules: the draft becomes a version that is kept, with who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import contest_amounts, made_contest
from pipeline.database.models import Contest, FinalRanking, RulesVersion
from pipeline.database.rules import newest_rules
from pipeline.faults import refused
from pipeline.history.published import published_digest, published_text


@dataclass(frozen=True, slots=True)
class Publishing:
    """Who publishes which rules when, and why if there is a version already."""

    contest: str
    draft: ContestSettings
    person: str
    now: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The version that holds now; `is_new` is False where the same rules were published before."""

    version: int
    digest: str
    is_new: bool
    remarks: tuple[str, ...]


def publish_rules(session: Session, publishing: Publishing) -> Published:
    """Store the draft as a version; the same rules twice are one version.

    Raises Refused where a version is there already and no reason is given.
    """
    newest = newest_rules(session, publishing.contest)
    digest = published_digest(publishing.draft)
    contest = made_contest(session, publishing.contest)
    remarks = rules_remarks(session, contest, publishing.draft, publishing.now)
    if newest is not None and newest.digest == digest:
        return Published(newest.version, digest, is_new=False, remarks=remarks)
    if newest is not None and not (publishing.reason or "").strip():
        raise refused("rules-reason-needed", contest=publishing.contest, version=newest.version)
    version = _version(contest, publishing, 1 if newest is None else newest.version + 1)
    session.add(version)
    return Published(version.version, digest, is_new=True, remarks=remarks)


def rules_remarks(
    session: Session, contest: Contest | None, rules: ContestSettings, now: datetime
) -> tuple[str, ...]:
    """Return what the publisher should know, as codes: published late, after marks, after a final ranking."""
    found = {
        "after-opening": now > rules.opening,
        "after-cut-off": now > rules.cut_off,
        "after-first-mark": contest is not None and contest_amounts(session, contest).marks > 0,
        "after-final": contest is not None and _has_final(session, contest),
        "one-judge-enough": rules.judging is not None and rules.judging.minimum_judges == 1,
        "no-ties": not rules.total.ties,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _has_final(session: Session, contest: Contest) -> bool:
    question = select(func.count()).where(FinalRanking.contest_id == contest.id)
    return bool(session.scalar(question))


def _version(contest: Contest, publishing: Publishing, number: int) -> RulesVersion:
    return RulesVersion(
        contest_id=contest.id,
        version=number,
        rules=published_text(publishing.draft),
        digest=published_digest(publishing.draft),
        published_at=publishing.now,
        person=publishing.person,
        reason=publishing.reason,
    )
