"""A ranking's entries as the rows of a report: with titles, links, counts and what waits for a decision."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.contests import EntryFacts, contest_entries, contest_posts
from pipeline.database.models import Contest
from pipeline.steps.ranking import RankedContest
from pipeline.translation.deciding import waiting_codes
from reports.data import CountCell, CriterionCell, ReportRow
from reports.findings import FlagLine
from scoring import CountedMetric, CriterionMean, RankedEntry

POINT_DIGITS = 9
"""Points a unit have at most nine decimals, so that this many print a count's points exactly."""

Links = Mapping[int, Sequence[tuple[str, str]]]


def report_rows(session: Session, ranked: RankedContest, flags: Sequence[FlagLine]) -> tuple[ReportRow, ...]:
    """Return a row for each entry in rank order; `flags` are what is unusual in the contest's readings."""
    entries = {facts.entry.number: facts for facts in contest_entries(session, ranked.contest)}
    links = _links(session, ranked.contest)
    return tuple(
        _row(each, entries[each.number], ranked.settings, links, waiting_codes(flags, each.number))
        for each in ranked.ranking.entries
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
