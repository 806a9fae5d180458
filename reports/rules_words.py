"""The rules of a contest in plain sentences, for the foot of a report."""

from decimal import Decimal

from reports.catalogue import Catalogue
from reports.data import ContestFacts, RankingReport, RulesFacts
from reports.figures import instant_text, short_decimal_text
from reports.plaintext import visible_text
from reports.wording import channel_name, metric_name


def rules_sentences(report: RankingReport, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the rules of a report as sentences."""
    return rules_in_words(report.contest, report.rules, catalogue)


def rules_in_words(contest: ContestFacts, rules: RulesFacts, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the rules as sentences, from what counts to who is awarded."""
    return (
        *_dates(contest, catalogue),
        _combination(rules, catalogue),
        *_judging(rules, catalogue),
        *_engagement(rules, catalogue),
        *(_clause(code, dict(parameters), catalogue) for code, parameters in rules.clauses),
        *_ranking(rules, catalogue),
    )


def _dates(contest: ContestFacts, catalogue: Catalogue) -> list[str]:
    zone, language = contest.time_zone, catalogue.language
    opens_at = instant_text(contest.opens_at, zone, language)
    cut_off_at = instant_text(contest.cut_off_at, zone, language)
    sentences = [catalogue.say("rules.cut-off", opens_at=opens_at, cut_off_at=cut_off_at)]
    if contest.marks_due_at is not None:
        due_at = instant_text(contest.marks_due_at, zone, language)
        sentences.append(catalogue.say("rules.marks-due", due_at=due_at))
    return sentences


def _combination(rules: RulesFacts, catalogue: Catalogue) -> str:
    weights = {"judging": rules.judging_weight, "engagement": rules.engagement_weight}
    figures = {
        part: short_decimal_text(weight, catalogue.language)
        for part, weight in weights.items()
        if weight is not None
    }
    return catalogue.say(f"rules.combine.{rules.combine}", **figures)


def _judging(rules: RulesFacts, catalogue: Catalogue) -> list[str]:
    if not rules.criteria:
        return []
    criteria = "; ".join(_criterion(criterion, catalogue) for criterion in rules.criteria)
    return [
        catalogue.say("rules.criteria", criteria=criteria),
        catalogue.say("rules.minimum-judges", count=rules.minimum_judges),
    ]


def _engagement(rules: RulesFacts, catalogue: Catalogue) -> list[str]:
    if not rules.channels:
        return []
    channels = ", ".join(channel_name(catalogue, channel) for channel in rules.channels)
    points = "; ".join(_point(metric, value, catalogue) for metric, value in rules.points)
    sentences = [catalogue.say("rules.channels", channels=channels)]
    if points:
        sentences.append(catalogue.say("rules.points", points=points))
    keys = (f"scale.{rules.scale}", f"posts.{rules.posts}", f"between-readings.{rules.between_readings}")
    return sentences + [catalogue.say(f"rules.{key}") for key in keys]


def _clause(code: str, parameters: dict[str, str], catalogue: Catalogue) -> str:
    """Say a clause; a figure is a number, a setting such as `round` has words of its own."""
    words = {name: _clause_word(name, value, catalogue) for name, value in parameters.items()}
    has_channel = bool(parameters.get("channel"))
    words["where"] = f" {catalogue.say('rules.where.on', channel=words['channel'])}" if has_channel else ""
    return catalogue.say(f"rules.clause.{code}", **words)


def _clause_word(name: str, value: str, catalogue: Catalogue) -> str:
    if name == "channel":
        return channel_name(catalogue, value)
    if name in ("metric", "of"):
        return metric_name(catalogue, value)
    if name == "scale" or catalogue.knows(f"rules.setting.{name}.{value}"):
        return catalogue.say(f"scale.{value}" if name == "scale" else f"rules.setting.{name}.{value}")
    if name in ("group", "best") and not value:
        return catalogue.say(f"rules.setting.{name}.all")
    if name == "by" and value.startswith("metric:"):
        return metric_name(catalogue, value.removeprefix("metric:"))
    is_figure = value.replace(".", "", 1).isdecimal()
    return short_decimal_text(Decimal(value), catalogue.language) if is_figure else visible_text(value)


def _ranking(rules: RulesFacts, catalogue: Catalogue) -> list[str]:
    ties = "; ".join(_tie(tie, rules, catalogue) for tie in rules.ties)
    awards = "; ".join(catalogue.say("rules.award", name=name, count=count) for name, count in rules.awards)
    return [
        catalogue.say("rules.digits", digits=rules.digits),
        catalogue.say(f"rules.rank-on.{rules.rank_on}"),
        catalogue.say("rules.ties", ties=ties) if ties else catalogue.say("rules.no-ties"),
        *([catalogue.say("rules.awards", awards=awards)] if awards else []),
    ]


def _criterion(criterion: tuple[str, str, Decimal, Decimal], catalogue: Catalogue) -> str:
    _, name, maximum, weight = criterion
    return catalogue.say(
        "rules.criterion" if weight == maximum else "rules.weighted-criterion",
        name=name,
        maximum=short_decimal_text(maximum, catalogue.language),
        weight=short_decimal_text(weight, catalogue.language),
    )


def _point(metric: str, points: Decimal, catalogue: Catalogue) -> str:
    value = short_decimal_text(points, catalogue.language)
    return catalogue.say("rules.point", metric=metric_name(catalogue, metric), points=value)


def _tie(tie: str, rules: RulesFacts, catalogue: Catalogue) -> str:
    kind, _, key = tie.partition(":")
    names = {criterion: name for criterion, name, _, _ in rules.criteria}
    name = names.get(key, key) if kind == "criterion" else metric_name(catalogue, key)
    return catalogue.say(f"rules.tie.{kind}", name=name)
