"""Keep the published versions of a contest's rules: appended, never altered."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.digests import canonical, digest, trace
from pipeline.database.models import Contest, RulesVersion
from pipeline.database.types import epoch_from_instant


def newest_rules(session: Session, contest_key: str) -> RulesVersion | None:
    """Return the newest published version of a contest's rules, None where none was published."""
    return session.scalar(
        select(RulesVersion)
        .join(Contest, RulesVersion.contest_id == Contest.id)
        .where(Contest.key == contest_key)
        .order_by(RulesVersion.version.desc())
        .limit(1)
    )


def all_rules(session: Session, contest: Contest) -> list[RulesVersion]:
    """Return every published version, the first one first."""
    question = select(RulesVersion).where(RulesVersion.contest_id == contest.id)
    return list(session.scalars(question.order_by(RulesVersion.version)))


def rules_seal(version: RulesVersion, previous: str | None) -> str:
    """Return the digest over all that a version says and the seal of the version before."""
    place = f"rules {version.contest_id} {version.version}"
    fields = [
        previous,
        version.contest_id,
        version.version,
        version.digest,
        epoch_from_instant(version.published_at),
        trace(version.person, f"{place} person"),
        trace(version.reason, f"{place} reason"),
    ]
    return digest(canonical(fields))
