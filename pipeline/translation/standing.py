"""How a ranking stands: under published rules or a draft of them, final or provisional."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.models import Contest, FinalRanking, RulesVersion
from reports.data import Finality, RulesFacts


def with_publication(session: Session, contest: Contest, rules: RulesFacts) -> RulesFacts:
    """Return the rules with the newest version under which they were published; a draft stays as it is."""
    published = session.scalar(
        select(RulesVersion)
        .where(RulesVersion.contest_id == contest.id, RulesVersion.digest == rules.digest)
        .order_by(RulesVersion.version.desc())
        .limit(1)
    )
    if published is None:
        return rules
    return replace(
        rules,
        version=published.version,
        published_at=published.published_at,
        published_by=published.person,
    )


def finality_from(final: FinalRanking | None) -> Finality | None:
    """Return who made a ranking final, when and why; None for a provisional one."""
    if final is None:
        return None
    return Finality(final.version, final.frozen_at, final.person, final.reason, final.result_digest)
