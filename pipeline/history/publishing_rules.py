"""Publish a contest's rules: the draft becomes a version that is kept, with who, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.chain_ends import locked_end
from pipeline.database.contests import contest_amounts, made_contest
from pipeline.database.models import Contest, FinalRanking, RulesVersion
from pipeline.database.rules import newest_rules, rules_seal
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
    contest = made_contest(session, publishing.contest)
    end = locked_end(session, contest.id)
    newest, digest = newest_rules(session, publishing.contest), published_digest(publishing.draft)
    remarks = rules_remarks(session, contest, publishing.draft, publishing.now)
    if newest is not None and newest.digest == digest:
        return Published(newest.version, digest, is_new=False, remarks=remarks)
    if newest is not None and not (publishing.reason or "").strip():
        raise refused("rules-reason-needed", contest=publishing.contest, version=newest.version)
    version = _version(contest, publishing, newest)
    session.add(version)
    end.rules += 1
    return Published(version.version, digest, is_new=True, remarks=remarks)


def rules_remarks(
    session: Session, contest: Contest | None, rules: ContestSettings, now: datetime
) -> tuple[str, ...]:
    """Return what the publisher should know, as codes: what is late if published now, what is left open."""
    newest = None if contest is None else newest_rules(session, contest.key)
    is_published = newest is not None and newest.digest == published_digest(rules)
    late = {} if is_published else _lateness(session, contest, rules, now)
    found = {
        **late,
        "one-judge-enough": rules.judging is not None and rules.judging.minimum_judges == 1,
        "no-marks-due": rules.judging is not None and rules.marks_due is None,
        "no-ties": not rules.total.ties,
        "no-awards": not rules.awards,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _lateness(
    session: Session, contest: Contest | None, rules: ContestSettings, now: datetime
) -> Mapping[str, bool]:
    return {
        "after-opening": now > rules.opening,
        "after-cut-off": now > rules.cut_off,
        "after-first-mark": contest is not None and contest_amounts(session, contest).marks > 0,
        "after-final": contest is not None and _has_final(session, contest),
    }


def _has_final(session: Session, contest: Contest) -> bool:
    question = select(func.count()).where(FinalRanking.contest_id == contest.id)
    return bool(session.scalar(question))


def _version(contest: Contest, publishing: Publishing, before: RulesVersion | None) -> RulesVersion:
    version = RulesVersion(
        contest_id=contest.id,
        version=1 if before is None else before.version + 1,
        rules=published_text(publishing.draft),
        digest=published_digest(publishing.draft),
        published_at=publishing.now,
        person=publishing.person,
        reason=publishing.reason,
    )
    version.seal = rules_seal(version, None if before is None else before.seal)
    return version
