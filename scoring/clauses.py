"""What the rules say beyond their plainest form, as codes with figures; other rooms make the sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.rules import Award, Engagement, EngagementRule, Judging, Rules


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: a code of CLAUSES and the parameters of its sentence, all text."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict)


CLAUSES: Mapping[str, tuple[str, ...]] = {
    "part": ("name", "weight"),
    "part-engagement": ("name", "judging", "engagement"),
    "since-opening": (),
    "equal-age": ("days",),
    "tolerance": ("hours",),
    "post-minimum": ("metric", "at_least"),
    "metric-points": ("metric", "channel", "per", "points"),
    "metric-rounded": ("metric", "channel", "per", "points", "round"),
    "metric-cap": ("metric", "channel", "cap"),
    "metric-step": ("metric", "channel", "at_least", "points"),
    "metric-weight": ("metric", "channel", "weight", "scale"),
    "cap": ("cap",),
    "winsorise": ("most",),
    "target": ("target",),
    "goalposts": ("low", "high"),
    "field": ("field",),
    "multiplier": ("group", "factor"),
    "threshold": ("metric", "channel", "at_least", "group"),
    "ratio": ("metric", "of", "at_most"),
    "bonus": ("maximum",),
    "aggregate": ("aggregate", "level", "drop"),
    "severity": ("severity",),
    "gate": ("minimum",),
    "count-marked": (),
    "unit": ("best",),
    "unit-best": ("best",),
    "one-award-a-unit": (),
    "award-skipped": (),
    "side-award": ("award", "by"),
    "award-minimum": ("award", "minimum"),
    "award-changed": ("award", "planned", "count", "because"),
}
"""The codes with the parameters of each; `channel`, `group` and `best` are empty where none is named."""


def rule_clauses(rules: Rules) -> tuple[Clause, ...]:
    """Return the clauses in the order in which people read rules; none for rules in their plainest form."""
    judging = _judging(rules.judging) if rules.judging else ()
    engagement = _engagement(rules.engagement) if rules.engagement else ()
    awards = (clause for award in rules.awards for clause in _award(award))
    return (*_parts(rules), *judging, *_window(rules), *engagement, *_total(rules), *awards)


def _parts(rules: Rules) -> Iterator[Clause]:
    for part in rules.parts:
        yield Clause("part", {"name": part.name, "weight": _text(part.weight)})
        engagement, judging = rules.engagement, rules.judging
        if engagement and judging and engagement.part == part.key and engagement.weight is not None:
            weights = {"judging": _text(judging.weight), "engagement": _text(engagement.weight)}
            yield Clause("part-engagement", {"name": part.name, **weights})


def _window(rules: Rules) -> Iterator[Clause]:
    if rules.counts and rules.counts.window == "since-opening":
        yield Clause("since-opening")
    if rules.counts and rules.counts.window == "equal-age":
        yield Clause("equal-age", {"days": str(rules.counts.days)})
    if rules.counts and rules.counts.tolerance_hours:
        yield Clause("tolerance", {"hours": str(rules.counts.tolerance_hours)})
    for metric, least in (rules.counts.minimums if rules.counts else {}).items():
        yield Clause("post-minimum", {"metric": metric, "at_least": str(least)})


def _engagement(rules: Engagement) -> Iterator[Clause]:
    for rule in rules.measures:
        yield from _metric(rule, rules)
    for name in ("cap", "target"):
        if (figure := getattr(rules, name)) is not None:
            yield Clause(name, {name: _text(figure)})
    if rules.winsorise:
        yield Clause("winsorise", {"most": str(rules.winsorise)})
    if rules.goalposts:
        ends = {"low": _text(rules.goalposts.low), "high": _text(rules.goalposts.high)}
        yield Clause("goalposts", ends)
    if rules.field != "competing":
        yield Clause("field", {"field": rules.field})
    yield from _eligibility(rules)
    if rules.maximum is not None:
        yield Clause("bonus", {"maximum": _text(rules.maximum)})


def _eligibility(rules: Engagement) -> Iterator[Clause]:
    for group, factor in rules.multipliers.items():
        yield Clause("multiplier", {"group": group, "factor": _text(factor)})
    for one in rules.thresholds:
        place = {"metric": one.metric, "channel": one.channel or ""}
        yield Clause("threshold", {**place, "at_least": str(one.at_least), "group": one.group or ""})
    for ratio in rules.ratios:
        figures = {"metric": ratio.metric, "of": ratio.of, "at_most": _text(ratio.at_most)}
        yield Clause("ratio", figures)


def _metric(rule: EngagementRule, rules: Engagement) -> Iterator[Clause]:
    place = {"metric": rule.metric, "channel": rule.channel or ""}
    for step in rule.steps:
        figures = {"at_least": _text(step.at_least), "points": _text(step.points)}
        yield Clause("metric-step", {**place, **figures})
    if not rule.steps and not (rule.is_plain or rule.points is None):
        figures = {"per": _text(rule.per), "points": _text(rule.points)}
        if rule.round == "none":
            yield Clause("metric-points", {**place, **figures})
        else:
            yield Clause("metric-rounded", {**place, **figures, "round": rule.round})
    if rule.cap is not None:
        yield Clause("metric-cap", {**place, "cap": _text(rule.cap)})
    if rule.weight is not None:
        scale = rule.scale or rules.scale
        yield Clause("metric-weight", {**place, "weight": _text(rule.weight), "scale": scale})


def _judging(rules: Judging) -> Iterator[Clause]:
    if rules.aggregate != "mean" or rules.level != "sheet":
        drop = str(rules.drop or 0)
        yield Clause("aggregate", {"aggregate": rules.aggregate, "level": rules.level, "drop": drop})
    if rules.severity != "off":
        yield Clause("severity", {"severity": rules.severity})
    if rules.minimum_points is not None:
        yield Clause("gate", {"minimum": _text(rules.minimum_points)})
    if rules.incomplete == "count-marked":
        yield Clause("count-marked")


def _total(rules: Rules) -> Iterator[Clause]:
    if rules.total.rank_by == "unit":
        best = rules.total.best
        code = "unit-best" if best and best > 1 else "unit"
        yield Clause(code, {"best": str(best or "")})
    if rules.total.one_award_a_unit:
        yield Clause("one-award-a-unit")
    if rules.total.award_edge == "skipped":
        yield Clause("award-skipped")


def _award(award: Award) -> Iterator[Clause]:
    if award.by != "total":
        yield Clause("side-award", {"award": award.name, "by": award.by})
    if award.minimum is not None:
        yield Clause("award-minimum", {"award": award.name, "minimum": _text(award.minimum)})
    if award.planned is not None:
        told = {"planned": str(award.planned), "count": str(award.count), "because": award.changed or ""}
        yield Clause("award-changed", {"award": award.name, **told})


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
