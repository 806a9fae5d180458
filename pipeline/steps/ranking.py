"""Rank a contest as of an instant: from the database's rows to scoring's outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings, Settings
from pipeline.database.contests import find_contest
from pipeline.database.finals import newest_final
from pipeline.database.models import Contest, FinalRanking, RulesVersion
from pipeline.faults import failed, refused
from pipeline.history.canonical import unpacked
from pipeline.history.inputs import data_from_inputs
from pipeline.history.published import settings_from_published
from pipeline.translation.frames import contest_data
from scoring import ContestData, Ranking, ScoringError, rank


@dataclass(frozen=True, slots=True)
class RankedContest:
    """A stored contest, the rules, what was ranked and what came of it; `final` is set for a final one."""

    key: str
    contest: Contest
    settings: ContestSettings
    data: ContestData
    ranking: Ranking
    final: FinalRanking | None = None


def rank_contest(session: Session, settings: Settings, key: str, at: datetime) -> RankedContest:
    """Rank a contest with the counts as of `at`, or as of the cut-off if that is earlier.

    Where the ranking was made final and `at` is not before its instant, it is the final one, computed from
    what was stored then. Raises Refused where no entry was imported yet, or a stored mark does not fit the
    rules.
    """
    contest = _contest(session, key)
    final = newest_final(session, contest)
    if final is None or at < final.counted_until:
        return live_ranking(session, settings, key, at)
    return final_ranking(session, settings, key, final)


def live_ranking(session: Session, settings: Settings, key: str, at: datetime) -> RankedContest:
    """Rank a contest from what is stored now, whether or not it was made final."""
    contest, rules = _contest(session, key), settings.contests[key]
    data = contest_data(session, contest, min(at, rules.cut_off), told_metrics(settings))
    return RankedContest(key, contest, rules, data, _ranked(key, data, rules))


def final_ranking(session: Session, settings: Settings, key: str, final: FinalRanking) -> RankedContest:
    """Rank a contest from what a final ranking was made of; raises Failed where that is damaged."""
    version = session.get_one(RulesVersion, final.rules_version_id)
    inputs = unpacked(final.inputs)
    try:
        rules = settings_from_published(version.rules, settings.contests[key])
        data = data_from_inputs(inputs or "")
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise failed("final-damaged", contest=key, version=final.version) from error
    return RankedContest(key, _contest(session, key), rules, data, _ranked(key, data, rules), final)


def _contest(session: Session, key: str) -> Contest:
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    return contest


def _ranked(key: str, data: ContestData, rules: ContestSettings) -> Ranking:
    try:
        return rank(data, rules)
    except ScoringError as error:
        raise refused("unusable-mark", contest=key, **error.parameters) from error


def told_metrics(settings: Settings) -> Mapping[str, Sequence[str]]:
    """Return the metrics that each configured platform can tell, by channel."""
    return {channel: configured.platform.metrics for channel, configured in settings.platforms.items()}
