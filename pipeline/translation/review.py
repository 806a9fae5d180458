"""How sure a ranking is, from scoring's figures to those that reports print."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.database.models import Contest, Judge
from pipeline.steps.ranking import RankedContest
from reports.review import AwardEdge, JudgeOffset, LeftOut, PanelFacts, ReviewFacts
from scoring.sureness import Moved
from scoring.sureness.review import PanelReview, Review, review


def review_facts(session: Session, ranked: RankedContest) -> ReviewFacts:
    """Return how sure a ranking is; the contest is ranked once without each judge and each entry."""
    settings, names = ranked.settings, _judge_names(session, ranked.contest)
    found = review(ranked.data, settings, ranked.ranking)
    weights = found.weights
    return ReviewFacts(
        effective=None if weights is None else (_share(weights["judging"]), _share(weights["engagement"])),
        stated=_stated(settings) if any(one.rank for one in ranked.ranking.entries) else None,
        edges=tuple(_edges(found, settings)),
        judges=tuple(_left_out({names.get(key, key): moved for key, moved in found.judges.items()})),
        entries=tuple(_left_out(found.entries)),
        panel=None if found.panel is None else _panel(found.panel, names),
    )


def _judge_names(session: Session, contest: Contest) -> Mapping[str, str]:
    return dict(session.execute(select(Judge.key, Judge.name).where(Judge.contest_id == contest.id)).all())


def _stated(settings: ContestSettings) -> tuple[Decimal, Decimal] | None:
    judging, engagement = settings.judging, settings.engagement
    if settings.total.combine != "weighted" or judging is None or engagement is None or settings.parts:
        return None
    return (judging.weight or Decimal(0), engagement.weight or Decimal(0))


def _edges(found: Review, settings: ContestSettings) -> Iterator[AwardEdge]:
    awards = [award for award in settings.awards if award.by == "total"]
    places = dict(zip(accumulate(award.count for award in awards), awards, strict=True))
    for edge in found.edges:
        yield AwardEdge(places[edge.places].name, _share(edge.weight), edge.leaves, edge.enters)


def _left_out(found: Mapping[str, tuple[Moved, ...]]) -> Iterator[LeftOut]:
    for name, moved in found.items():
        yield LeftOut(name, tuple((one.number, one.before, one.after) for one in moved))


def _panel(panel: PanelReview, names: Mapping[str, str]) -> PanelFacts:
    agreement, intraclass = panel.agreement, panel.agreement.intraclass
    return PanelFacts(
        alpha=_coefficient(agreement.alpha),
        intraclass=None
        if intraclass is None
        else (_rounded(intraclass.random_single, 3), _rounded(intraclass.random_mean, 3)),
        concordance=_coefficient(agreement.concordance),
        offsets=None
        if panel.offsets is None
        else tuple(
            JudgeOffset(
                names.get(one.judge, one.judge),
                _rounded(one.offset, 2),
                None if one.error is None else _rounded(one.error, 2),
                one.sheets,
            )
            for one in panel.offsets
        ),
        spreads=tuple(
            (str(number), _rounded(lowest, 2), _rounded(highest, 2))
            for number, lowest, highest in panel.spreads[["lowest", "highest"]].itertuples()
        ),
    )


def _share(value: Fraction) -> Decimal:
    return _rounded(float(value * 100), 2)


def _coefficient(value: float | None) -> Decimal | None:
    return None if value is None else _rounded(value, 3)


def _rounded(value: float, digits: int) -> Decimal:
    return Decimal(f"{value:.{digits}f}")
