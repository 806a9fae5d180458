"""Rank a contest as of an instant: from the database's rows to scoring's outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings, Settings
from pipeline.database.contests import find_contest
from pipeline.database.models import Contest
from pipeline.faults import refused
from pipeline.translation.frames import contest_data
from scoring import Ranking, ScoringError, rank


@dataclass(frozen=True, slots=True)
class RankedContest:
    """A stored contest, what its settings say, and the ranking that came of it."""

    key: str
    contest: Contest
    settings: ContestSettings
    ranking: Ranking


def rank_contest(session: Session, settings: Settings, key: str, at: datetime) -> RankedContest:
    """Rank a contest with the counts as of `at`, or as of the cut-off if that is earlier.

    Raises Refused where no entry was imported yet, or a stored mark does not fit the rules.
    """
    contest = find_contest(session, key)
    if contest is None:
        raise refused("contest-empty", contest=key)
    rules = settings.contests[key]
    data = contest_data(session, contest, min(at, rules.cut_off), told_metrics(settings))
    try:
        return RankedContest(key, contest, rules, rank(data, rules))
    except ScoringError as error:
        raise refused("unusable-mark", contest=key, **error.parameters) from error


def told_metrics(settings: Settings) -> Mapping[str, Sequence[str]]:
    """Return the metrics that each configured platform can tell, by channel."""
    return {channel: configured.platform.metrics for channel, configured in settings.platforms.items()}
