"""Rank a contest as of an instant: from the database's rows to scoring's outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings, Settings
from pipeline.database.contests import contest_posts, find_contest
from pipeline.database.digests import digest, unpacked
from pipeline.database.finals import newest_final
from pipeline.database.models import Contest, FinalRanking
from pipeline.faults import failed, refused
from pipeline.history.inputs import data_from_inputs, rules_of
from pipeline.history.published import settings_from_published
from pipeline.history.results import result_text
from pipeline.translation.decisions import rulings_of
from pipeline.translation.frames import contest_data
from scoring import ContestData, Ranking, ScoringError, rank
from scoring.suspicion import ruled


@dataclass(frozen=True, slots=True)
class RankedContest:
    """A stored contest, the rules, what was ranked and what came of it; `final` is set for a final one.

    `undecided` is the ranking without the committee's decisions about counts, where there are any.
    """

    key: str
    contest: Contest
    settings: ContestSettings
    data: ContestData
    ranking: Ranking
    final: FinalRanking | None = None
    undecided: Ranking | None = None


def rank_contest(session: Session, settings: Settings, key: str, at: datetime) -> RankedContest:
    """Rank a contest with the counts as of `at`, or as of the cut-off if that is earlier.

    Where the ranking was made final and `at` is not before its instant, it is the final one, computed from
    what was stored then. Raises Refused where no entry was imported yet, or a stored mark does not fit the
    rules, Failed where the final ranking does not come out again as it was stored.
    """
    contest = _contest(session, key)
    final = newest_final(session, contest)
    if final is None or at < final.counted_until:
        return live_ranking(session, settings, key, at)
    ranked = final_ranking(session, settings, key, final)
    if digest(result_text(ranked.ranking)) != final.result_digest:
        raise failed("final-otherwise", contest=key, version=final.version)
    return ranked


def live_ranking(session: Session, settings: Settings, key: str, at: datetime) -> RankedContest:
    """Rank a contest from what is stored now, whether or not it was made final."""
    contest, rules = _contest(session, key), settings.contests[key]
    counted = _counted_data(session, settings, contest, rules, at)
    rulings = [one for one in rulings_of(session, contest) if one.outcome != "keep"]
    data = ruled(counted, rulings)
    undecided = _ranked(key, counted, rules) if rulings else None
    return RankedContest(key, contest, rules, data, _ranked(key, data, rules), undecided=undecided)


def final_ranking(session: Session, settings: Settings, key: str, final: FinalRanking) -> RankedContest:
    """Rank a contest from what a final ranking was made of; raises Failed where that is damaged."""
    contest, inputs = _contest(session, key), unpacked(final.inputs) or ""
    try:
        rules = settings_from_published(rules_of(inputs), settings.contests[key])
        numbers = {name: post_id for post_id, name in post_names(session, contest).items()}
        data = data_from_inputs(inputs, numbers)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise failed("final-damaged", contest=key, version=final.version) from error
    return RankedContest(key, contest, rules, data, _ranked(key, data, rules), final)


def stored_data(
    session: Session, settings: Settings, contest: Contest, rules: ContestSettings, at: datetime
) -> ContestData:
    """Return what a ranking under these rules, as of `at` or of the cut-off, is computed from.

    Counts and entries are as the committee's decisions have them.
    """
    counted = _counted_data(session, settings, contest, rules, at)
    return ruled(counted, rulings_of(session, contest))


def _counted_data(
    session: Session, settings: Settings, contest: Contest, rules: ContestSettings, at: datetime
) -> ContestData:
    return contest_data(
        session,
        contest,
        min(at, rules.cut_off),
        told_metrics(settings),
        counts=rules.counts,
        opens_at=rules.opening,
    )


def post_names(session: Session, contest: Contest) -> Mapping[int, str]:
    """Return what a stored ranking calls each post: its channel and its id there."""
    return {post.id: f"{post.channel} {post.platform_id}" for post in contest_posts(session, contest)}


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
