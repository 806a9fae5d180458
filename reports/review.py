"""How sure a result is and what the marks say of the judges, as titled sentences for every kind of report."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.catalogue import Catalogue
from reports.figures import UNKNOWN, decimal_text
from reports.plaintext import visible_text

MOST_TOLD = 5
"""How many of the entries that judges differ about most are named."""


@dataclass(frozen=True, slots=True)
class AwardEdge:
    """The judges' weight, in per cent, at which `enters` takes the place of `leaves` within an award."""

    award: str
    weight: Decimal
    leaves: str
    enters: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What changes without one judge or entry: each moved entry with its award before and after."""

    name: str
    moved: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class JudgeOffset:
    """How many points of 100 a judge stands above or below the others; `error` is the standard error."""

    judge: str
    offset: Decimal
    error: Decimal | None
    sheets: int


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """Coefficients of agreement (None where the marks cannot tell), offsets, and the widest spreads.

    `intraclass` are the coefficients of one judge's marks and of the mean of all. `offsets` is None where
    judges cannot be compared. `spreads` are (number, lowest, highest) of the sheets, points of 100.
    """

    alpha: Decimal | None
    intraclass: tuple[Decimal, Decimal] | None
    concordance: Decimal | None
    offsets: tuple[JudgeOffset, ...] | None
    spreads: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """How sure a ranking is; `effective` pairs judging and engagement with per cent of the differences."""

    effective: tuple[Decimal, Decimal] | None
    stated: tuple[Decimal, Decimal] | None
    edges: tuple[AwardEdge, ...]
    judges: tuple[LeftOut, ...]
    entries: tuple[LeftOut, ...]
    panel: PanelFacts | None


Section = tuple[str, tuple[str, ...]]


def review_sections(facts: ReviewFacts, catalogue: Catalogue) -> tuple[Section, ...]:
    """Return each section's title and its sentences; sections that have nothing to say are left out."""
    found = (
        ("weights", tuple(_weights(facts, catalogue))),
        ("judges", tuple(_left_out(facts.judges, "judge", catalogue))),
        ("entries", tuple(_left_out(facts.entries, "entry", catalogue))),
        ("panel", tuple(_panel(facts.panel, catalogue)) if facts.panel else ()),
    )
    return tuple((catalogue.say(f"review.title-{key}"), lines) for key, lines in found if lines)


def _weights(facts: ReviewFacts, catalogue: Catalogue) -> Iterator[str]:
    if facts.effective is not None:
        judging, engagement = (decimal_text(one, catalogue.language) for one in facts.effective)
        yield catalogue.say("review.effective", judging=judging, engagement=engagement)
    if facts.stated is None:
        return
    stated = decimal_text(facts.stated[0].normalize(), catalogue.language)
    for edge in facts.edges:
        weight = decimal_text(edge.weight, catalogue.language)
        named = {"award": visible_text(edge.award), "leaves": edge.leaves, "enters": edge.enters}
        yield catalogue.say("review.edge", weight=weight, stated=stated, **named)
    if not facts.edges:
        yield catalogue.say("review.edge-none")


def _left_out(found: tuple[LeftOut, ...], kind: str, catalogue: Catalogue) -> Iterator[str]:
    moving = [one for one in found if one.moved]
    for one in moving:
        awards = [(number, old, new) for number, old, new in one.moved if old != new]
        changes = ", ".join(
            catalogue.say("review.moved", number=number, before=old or UNKNOWN, after=new or UNKNOWN)
            for number, old, new in awards
        )
        numbers = ", ".join(number for number, _, _ in one.moved)
        key = f"review.without-{kind}" if awards else "review.order-without"
        yield catalogue.say(key, name=visible_text(one.name), changes=changes, numbers=numbers)
    if found and not moving:
        yield catalogue.say(f"review.without-any-{kind}")


def _panel(panel: PanelFacts, catalogue: Catalogue) -> Iterator[str]:
    for key, value in (("alpha", panel.alpha), ("concordance", panel.concordance)):
        if value is not None:
            yield catalogue.say(f"review.{key}", value=decimal_text(value, catalogue.language))
    if panel.intraclass is not None:
        single, mean = (decimal_text(value, catalogue.language) for value in panel.intraclass)
        yield catalogue.say("review.intraclass", single=single, mean=mean)
    if panel.offsets is None:
        yield catalogue.say("review.offsets-none")
    for one in panel.offsets or ():
        yield _offset(one, catalogue)
    for number, lowest, highest in panel.spreads[:MOST_TOLD]:
        points = {"lowest": lowest, "highest": highest, "spread": highest - lowest}
        told = {name: decimal_text(value, catalogue.language) for name, value in points.items()}
        yield catalogue.say("review.spread", number=number, **told)


def _offset(one: JudgeOffset, catalogue: Catalogue) -> str:
    key = "level" if not one.offset else "above" if one.offset > 0 else "below"
    error = decimal_text(one.error, catalogue.language)
    points = decimal_text(abs(one.offset), catalogue.language)
    name = visible_text(one.judge)
    return catalogue.say(f"review.{key}", name=name, points=points, error=error, sheets=one.sheets)
