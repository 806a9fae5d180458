"""Make a ranking final: stored whole, with its rules, its inputs, who did it and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.contests import contest_posts, find_contest
from pipeline.database.finals import newest_final
from pipeline.database.models import Contest, FinalRanking, ReadingRow, RulesVersion, Run
from pipeline.database.rules import newest_rules
from pipeline.database.types import epoch_from_instant
from pipeline.faults import refused
from pipeline.history.canonical import digest, packed
from pipeline.history.inputs import inputs_text
from pipeline.history.results import result_text
from pipeline.steps.ranking import RankedContest, live_ranking


@dataclass(frozen=True, slots=True)
class Freezing:
    """Who makes which contest's ranking final when, and why if there is a final one already."""

    contest: str
    person: str
    now: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """The final version that holds now; `is_new` is False where nothing had changed since.

    `remarks` are codes of what the committee should know.
    """

    version: int
    digest: str
    is_new: bool
    remarks: tuple[str, ...]


def freeze(session: Session, settings: Settings, freezing: Freezing) -> Frozen:
    """Store the ranking as of the cut-off as a final version.

    Raises Refused before the cut-off, without published rules, without a reading since the cut-off, for an
    empty contest, and where a final ranking would change and no reason is given.
    """
    key = freezing.contest
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    rules = _ready(session, contest, settings, freezing)
    ranked = live_ranking(session, settings, key, settings.contests[key].cut_off)
    final = _final(session, ranked, rules, freezing)
    before = newest_final(session, contest)
    if before is not None and _says_the_same(before, final):
        return Frozen(before.version, before.result_digest, is_new=False, remarks=())
    if before is not None and not (freezing.reason or "").strip():
        raise refused("final-reason-needed", contest=key, version=before.version)
    if before is not None:
        final.version, final.previous_digest = before.version + 1, before.result_digest
    session.add(final)
    return Frozen(final.version, final.result_digest, is_new=True, remarks=_remarks(ranked))


def _ready(session: Session, contest: Contest, settings: Settings, freezing: Freezing) -> RulesVersion:
    cut_off, rules = settings.contests[freezing.contest].cut_off, newest_rules(session, freezing.contest)
    if freezing.now < cut_off:
        raise refused(
            "freeze-before-cut-off", contest=freezing.contest, cut_off=f"{cut_off:%d/%m/%Y %H:%M} UTC"
        )
    if rules is None:
        raise refused("freeze-without-rules", contest=freezing.contest)
    has_counts = settings.contests[freezing.contest].counts is not None
    if has_counts and not _is_read_since(session, contest, cut_off):
        raise refused("freeze-without-reading", contest=freezing.contest)
    return rules


def _is_read_since(session: Session, contest: Contest, cut_off: datetime) -> bool:
    """Tell whether any count was read at or after the cut-off, which bounds the counts at it."""
    question = (
        select(func.count())
        .select_from(ReadingRow)
        .join(Run, ReadingRow.run_id == Run.id)
        .where(Run.contest_id == contest.id, ReadingRow.taken_at >= epoch_from_instant(cut_off))
    )
    return bool(session.scalar(question))


def _final(session: Session, ranked: RankedContest, rules: RulesVersion, freezing: Freezing) -> FinalRanking:
    platform_ids = {post.id: post.platform_id for post in contest_posts(session, ranked.contest)}
    inputs, result = inputs_text(ranked.data, platform_ids), result_text(ranked.ranking)
    return FinalRanking(
        contest_id=ranked.contest.id,
        version=1,
        rules_version_id=rules.id,
        counted_until=ranked.ranking.at,
        inputs=packed(inputs),
        inputs_digest=digest(inputs),
        result=packed(result),
        result_digest=digest(result),
        previous_digest=None,
        frozen_at=freezing.now,
        person=freezing.person,
        reason=freezing.reason,
    )


def _says_the_same(before: FinalRanking, now: FinalRanking) -> bool:
    def what(final: FinalRanking) -> tuple[int, str, str]:
        return final.rules_version_id, final.inputs_digest, final.result_digest

    return what(before) == what(now)


def _remarks(ranked: RankedContest) -> tuple[str, ...]:
    competing = [entry for entry in ranked.ranking.entries if entry.status == "competing"]
    found = {
        "not-ranked": any(entry.rank is None for entry in competing),
        "counts-unknown": any(entry.missing for entry in competing),
        "ties": any(entry.tied for entry in competing),
    }
    return tuple(code for code, is_so in found.items() if is_so)
