"""Keep the final rankings of a contest: appended, never altered."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.database.digests import canonical, digest, trace
from pipeline.database.models import Contest, FinalRanking
from pipeline.database.types import epoch_from_instant


def newest_final(session: Session, contest: Contest) -> FinalRanking | None:
    """Return the final ranking that holds, None where none was made."""
    return next(iter(reversed(all_finals(session, contest))), None)


def all_finals(session: Session, contest: Contest) -> list[FinalRanking]:
    """Return every version, the first one first."""
    question = select(FinalRanking).where(FinalRanking.contest_id == contest.id)
    return list(session.scalars(question.order_by(FinalRanking.version)))


def final_seal(final: FinalRanking, previous: str | None) -> str:
    """Return the digest over all that a final ranking says and the seal of the version before."""
    place = f"final {final.contest_id} {final.version}"
    fields = [
        previous,
        final.contest_id,
        final.version,
        final.rules_version_id,
        epoch_from_instant(final.counted_until),
        final.inputs_digest,
        final.result_digest,
        final.previous_digest,
        epoch_from_instant(final.frozen_at),
        trace(final.person, f"{place} person"),
        trace(final.reason, f"{place} reason"),
    ]
    return digest(canonical(fields))
