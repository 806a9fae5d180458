"""What the settings say of a contest and its rules, as reports show it."""

from decimal import Decimal
from fractions import Fraction

from pipeline.config import ContestSettings
from pipeline.history.published import published_digest
from reports.data import ContestFacts, RulesFacts
from scoring import rule_clauses
from scoring.shares import shares_of


def contest_facts(key: str, settings: ContestSettings) -> ContestFacts:
    """Return what the contest is called, who holds it and when."""
    return ContestFacts(
        key=key,
        name=settings.name,
        organiser=settings.organiser,
        time_zone=settings.time_zone,
        opens_at=settings.opening,
        cut_off_at=settings.cut_off,
        marks_due_at=settings.marks_due,
    )


def rules_facts(settings: ContestSettings) -> RulesFacts:
    """Return the rules in figures, as a draft; under rules that do not weigh, weights are None."""
    judging, engagement, counts, total = (
        settings.judging,
        settings.engagement,
        settings.counts,
        settings.total,
    )
    weights = _weights(settings)
    return RulesFacts(
        combine=total.combine,
        judging_weight=weights[0],
        engagement_weight=weights[1],
        scale=engagement.scale if engagement else "none",
        points=tuple(settings.points.items()),
        channels=settings.channels,
        posts=counts.posts if counts else "sum",
        between_readings=counts.between_readings if counts else "last",
        minimum_judges=judging.minimum_judges if judging else 0,
        criteria=tuple((c.key, c.name, c.maximum, c.weight) for c in judging.criteria) if judging else (),
        ties=total.ties,
        digits=total.digits,
        rank_on=total.rank_on,
        awards=tuple((award.name, award.count) for award in settings.awards),
        version=None,
        published_at=None,
        published_by=None,
        digest=published_digest(settings),
        clauses=tuple((one.code, tuple(one.parameters.items())) for one in rule_clauses(settings)),
    )


def _weights(settings: ContestSettings) -> tuple[Decimal | None, Decimal | None]:
    """Return the per cent of the total that judging and engagement have, over all parts of the contest."""
    judging, engagement = settings.judging, settings.engagement
    if settings.total.combine != "weighted":
        return None, None
    if not settings.parts:
        return (judging.weight if judging else None), (engagement.weight if engagement else None)
    shares = shares_of(settings)
    return (
        _percent(shares.judges) if judging else None,
        _percent(shares.engagement) if engagement else None,
    )


def _percent(share: Fraction) -> Decimal:
    """Return a share of whole weights, which is a finite decimal, in per cent."""
    return Decimal(share.numerator * 100) / Decimal(share.denominator)
