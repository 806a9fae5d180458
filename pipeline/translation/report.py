"""A ranking, with the entries' titles and links, to the data that reports are written from."""

from sqlalchemy.orm import Session

from pipeline.database.decisions import holding_decisions
from pipeline.database.runs import last_collection
from pipeline.history.versions import former_ranks
from pipeline.steps.ranking import RankedContest
from pipeline.translation.deciding import flag_lines, moved_notices
from pipeline.translation.facts import contest_facts, rules_facts
from pipeline.translation.former import former_notices
from pipeline.translation.growth import Growth
from pipeline.translation.marks import mark_lines
from pipeline.translation.problems import problem_lines
from pipeline.translation.readings import post_readings, reading_lines
from pipeline.translation.rows import report_rows
from pipeline.translation.standing import finality_from, with_publication
from pipeline.translation.suspicions import flags_among
from reports.data import FormerRanks, NoticeLine, RankingReport
from scoring import Notice


def report_of(session: Session, ranked: RankedContest) -> RankingReport:
    """Return everything that the reports of a ranking show."""
    settings, ranking = ranked.settings, ranked.ranking
    run = last_collection(session, ranked.contest.id)
    rules = with_publication(session, ranked.contest, rules_facts(settings))
    frozen_at = ranked.final.frozen_at if ranked.final else None
    readings = post_readings(session, ranked.contest, ranking.at, frozen_at)
    growth = Growth(readings, ranking.at, settings.zone)
    former = former_ranks(session, ranked.contest, ranked.data, settings, rules.digest)
    decided = holding_decisions(session, ranked.contest, frozen_at)
    found = flags_among(session, ranked.contest, settings, readings, ranking.at)
    flags = flag_lines(found, decided)
    return RankingReport(
        contest=contest_facts(ranked.key, settings),
        at=ranking.at,
        finality=finality_from(ranked.final),
        is_made_up=settings.is_made_up,
        rules=rules,
        columns=ranking.columns,
        rows=report_rows(session, ranked, flags),
        marks=mark_lines(session, ranked.contest, ranked.data.marks),
        readings=reading_lines(readings),
        growth=growth.by_entry(),
        channel_growth=growth.by_channel(),
        notices=_notices(ranked, former, rules.version),
        problems=problem_lines(session, run) if run else (),
        run_digest=run.digest if run else None,
        run_finished_at=run.finished_at if run else None,
        former=former,
    )


def _notices(
    ranked: RankedContest, former: FormerRanks | None, version: int | None
) -> tuple[NoticeLine, ...]:
    entries = ranked.ranking.entries
    return (
        *former_notices(former, version, entries),
        *moved_notices(ranked.undecided, entries),
        *(_notice(notice) for notice in ranked.ranking.notices),
    )


def _notice(notice: Notice) -> NoticeLine:
    return NoticeLine(notice.code, notice.numbers, tuple(sorted(notice.parameters.items())))
