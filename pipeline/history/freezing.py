"""Make a ranking final: stored whole, with its rules, its inputs, who did it and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.database.chain_ends import locked_end
from pipeline.database.contests import find_contest
from pipeline.database.digests import digest, packed
from pipeline.database.finals import final_seal, newest_final
from pipeline.database.models import Contest, FinalRanking, RulesVersion
from pipeline.database.rules import newest_rules
from pipeline.faults import refused
from pipeline.history.findings import Finding
from pipeline.history.freezing_remarks import channels_in_use, channels_read_since, freezing_remarks
from pipeline.history.inputs import inputs_text
from pipeline.history.results import result_text
from pipeline.steps.ranking import RankedContest, live_ranking, post_names


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

    `remarks` are what the committee should know.
    """

    version: int
    digest: str
    is_new: bool
    remarks: tuple[Finding, ...]


def freeze(session: Session, settings: Settings, freezing: Freezing) -> Frozen:
    """Store the ranking as of the cut-off as a final version.

    Raises Refused before the cut-off, without published rules, without a reading since the cut-off, for an
    empty contest, and where a final ranking would change and no reason is given.
    """
    key = freezing.contest
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    end = locked_end(session, contest.id)
    rules = _ready(session, contest, settings, freezing)
    ranked = live_ranking(session, settings, key, settings.contests[key].cut_off)
    before = newest_final(session, contest)
    final = _final(session, ranked, rules, freezing, before)
    if before is not None and _says_the_same(before, final):
        return Frozen(before.version, before.result_digest, is_new=False, remarks=())
    if before is not None and not (freezing.reason or "").strip():
        raise refused("final-reason-needed", contest=key, version=before.version)
    session.add(final)
    end.finals += 1
    remarks = tuple(freezing_remarks(session, ranked, freezing.now))
    return Frozen(final.version, final.result_digest, is_new=True, remarks=remarks)


def _ready(session: Session, contest: Contest, settings: Settings, freezing: Freezing) -> RulesVersion:
    """Return the rules that hold, where it is time to freeze."""
    rules = settings.contests[freezing.contest]
    if freezing.now < rules.cut_off:
        cut_off = rules.cut_off.astimezone(rules.zone)
        raise refused("freeze-before-cut-off", contest=freezing.contest, cut_off=f"{cut_off:%d/%m/%Y %H:%M}")
    published = newest_rules(session, freezing.contest)
    if published is None:
        raise refused("freeze-without-rules", contest=freezing.contest)
    read = channels_read_since(session, contest, rules.cut_off)
    if rules.channels and not read & channels_in_use(session, contest, rules):
        raise refused("freeze-without-reading", contest=freezing.contest)
    return published


def _final(
    session: Session,
    ranked: RankedContest,
    rules: RulesVersion,
    freezing: Freezing,
    before: FinalRanking | None,
) -> FinalRanking:
    inputs = inputs_text(ranked.data, rules.rules, post_names(session, ranked.contest))
    result = result_text(ranked.ranking)
    final = FinalRanking(
        contest_id=ranked.contest.id,
        version=1 if before is None else before.version + 1,
        rules_version_id=rules.id,
        counted_until=ranked.ranking.at,
        inputs=packed(inputs),
        inputs_digest=digest(inputs),
        result=packed(result),
        result_digest=digest(result),
        previous_digest=None if before is None else before.result_digest,
        frozen_at=freezing.now,
        person=freezing.person,
        reason=freezing.reason,
    )
    final.seal = final_seal(final, None if before is None else before.seal)
    return final


def _says_the_same(before: FinalRanking, now: FinalRanking) -> bool:
    def what(final: FinalRanking) -> tuple[int, str, str]:
        return final.rules_version_id, final.inputs_digest, final.result_digest

    return what(before) == what(now)
