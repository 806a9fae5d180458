"""A ranking, with the entries' titles and links, to the data that reports are written from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import EntryFacts, contest_entries, contest_posts
from pipeline.database.decisions import holding_decisions
from pipeline.database.models import Contest
from pipeline.database.runs import last_collection
from pipeline.history.versions import former_ranks
from pipeline.steps.ranking import RankedContest
from pipeline.translation.deciding import decision_line, flag_line, held_by, moved_notices, waiting_codes
from pipeline.translation.facts import contest_facts, rules_facts
from pipeline.translation.former import former_notices
from pipeline.translation.growth import Growth
from pipeline.translation.marks import mark_lines
from pipeline.translation.problems import problem_lines
from pipeline.translation.readings import post_readings, reading_lines
from pipeline.translation.standing import finality_from, with_publication
from pipeline.translation.suspicions import flags_among
from reports.data import CountCell, CriterionCell, NoticeLine, RankingReport, ReportRow
from scoring import CountedMetric, CriterionMean, Notice, RankedEntry

POINT_DIGITS = 9
"""Points a unit have at most nine decimals, so that this many print a count's points exactly."""

Links = Mapping[int, Sequence[tuple[str, str]]]


def report_of(session: Session, ranked: RankedContest) -> RankingReport:
    """Return everything that the reports of a ranking show."""
    settings, ranking = ranked.settings, ranked.ranking
    entries = {facts.entry.number: facts for facts in contest_entries(session, ranked.contest)}
    links = _links(session, ranked.contest)
    run = last_collection(session, ranked.contest.id)
    rules = with_publication(session, ranked.contest, rules_facts(settings))
    frozen_at = ranked.final.frozen_at if ranked.final else None
    readings = post_readings(session, ranked.contest, ranking.at, frozen_at)
    growth = Growth(readings, ranking.at, settings.zone)
    former = former_ranks(session, ranked.contest, ranked.data, settings, rules.digest)
    decided = held_by(holding_decisions(session, ranked.contest), frozen_at)
    subjects = {one.subject for one in decided if one.kind == "flag"}
    found = flags_among(session, ranked.contest, settings, readings, ranking.at)
    flags = tuple(flag_line(flag, subjects) for flag in found)
    return RankingReport(
        contest=contest_facts(ranked.key, settings),
        at=ranking.at,
        finality=finality_from(ranked.final),
        is_made_up=settings.is_made_up,
        rules=rules,
        columns=ranking.columns,
        rows=tuple(
            _row(each, entries[each.number], settings, links, waiting_codes(flags, each.number))
            for each in ranking.entries
        ),
        marks=mark_lines(session, ranked.contest, ranked.data.marks),
        readings=reading_lines(readings),
        growth=growth.by_entry(),
        channel_growth=growth.by_channel(),
        notices=(
            *former_notices(former, rules.version, ranking.entries),
            *moved_notices(ranked.undecided, ranking.entries),
            *(_notice(notice) for notice in ranking.notices),
        ),
        problems=() if run is None else problem_lines(session, run),
        run_digest=run.digest if run else None,
        run_finished_at=run.finished_at if run else None,
        former=former,
        flags=flags,
        decisions=tuple(decision_line(one) for one in decided),
    )


def decimal_from_fraction(value: Fraction, digits: int) -> Decimal:
    """Return the fraction rounded half up (away from zero) to so many decimals.

    >>> decimal_from_fraction(Fraction(73, 7), 2)
    Decimal('10.43')
    """
    halves = abs(value) * 10**digits * 2 + 1
    rounded = int(halves // 2)
    return Decimal(f"{rounded if value >= 0 else -rounded}e-{digits}")


def _links(session: Session, contest: Contest) -> Links:
    links: dict[int, list[tuple[str, str]]] = {}
    for post in contest_posts(session, contest):
        if post.url:
            links.setdefault(post.entry_id, []).append((post.channel, post.url))
    return links


def _row(
    ranked: RankedEntry, facts: EntryFacts, settings: ContestSettings, links: Links, flags: tuple[str, ...]
) -> ReportRow:
    return ReportRow(
        number=ranked.number,
        title=facts.entry.title,
        unit=facts.unit_name,
        status=ranked.status,
        rank=ranked.rank,
        tied=ranked.tied,
        award=ranked.award,
        judge_points=ranked.judge_points,
        engagement_points=ranked.engagement_points,
        raw_engagement=None if ranked.raw_engagement is None else _exact_decimal(ranked.raw_engagement),
        judge_part=ranked.judge_part,
        engagement_part=ranked.engagement_part,
        total=ranked.total,
        counts=tuple(_count(counted) for counted in ranked.counts),
        criteria=tuple(_criterion(mean, settings) for mean in ranked.criteria),
        judges=ranked.judges,
        counted_at=ranked.counted_at,
        missing=ranked.missing,
        flags=flags,
        links=tuple(links.get(facts.entry.id, ())),
    )


def _count(counted: CountedMetric) -> CountCell:
    return CountCell(
        channel=counted.channel,
        metric=counted.metric,
        count=counted.count,
        counted_at=counted.counted_at,
        sources=counted.sources,
        is_interpolated=counted.is_interpolated,
        points=None if counted.points is None else _exact_decimal(counted.points),
    )


def _exact_decimal(points: Fraction) -> Decimal:
    printed = decimal_from_fraction(points, POINT_DIGITS).normalize()
    return Decimal(f"{printed:f}")


def _criterion(mean: CriterionMean, settings: ContestSettings) -> CriterionCell:
    criteria = settings.judging.criteria if settings.judging else ()
    rule = next(rule for rule in criteria if rule.key == mean.criterion)
    printed = decimal_from_fraction(mean.mean, settings.total.digits)
    return CriterionCell(rule.key, rule.name, rule.maximum, printed)


def _notice(notice: Notice) -> NoticeLine:
    return NoticeLine(notice.code, notice.numbers, tuple(sorted(notice.parameters.items())))
