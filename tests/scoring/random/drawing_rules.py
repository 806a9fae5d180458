"""Draw random rules: every option of docs/rules.md, in combinations that make sense together."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

CHANNELS = ("youtube", "facebook")
METRICS = ("views", "likes", "comments")
GROUPS = ("g", "h")
SCALES: tuple[dict[str, Any], ...] = (
    {"scale": "share-of-best"},
    {"scale": "share-of-best", "winsorise": 2},
    {"scale": "min-max"},
    {"scale": "min-max", "winsorise": 1},
    {"scale": "log-min-max"},
    {"scale": "percentile"},
    {"scale": "target", "target": Decimal("2.5")},
    {"scale": "min-max", "goalposts": {"low": Decimal(1), "high": Decimal(4)}},
    {"scale": "log-min-max", "goalposts": {"low": Decimal(0), "high": Decimal(9)}},
    {"scale": "rank-table", "rank_points": [Decimal(10), Decimal("4.5")]},
    {"scale": "pot", "pot": Decimal(7)},
    {"scale": "pot"},
)
OWN_SCALES: tuple[dict[str, Any], ...] = (
    {},
    {"scale": "percentile"},
    {"scale": "log-min-max"},
    {"scale": "target", "target": Decimal(3)},
    {"scale": "min-max", "goalposts": {"low": Decimal(0), "high": Decimal(2)}},
)
POINTS = (Decimal("0.01"), Decimal(1), Decimal("2.5"))
Drawn = dict[str, Any]


@st.composite
def one_in(draw: st.DrawFn, odds: int) -> bool:
    """Draw true once in so many times: hypothesis likes the lowest number most, so it is the highest."""
    return draw(st.integers(1, odds)) == odds


@st.composite
def random_rules(draw: st.DrawFn) -> Drawn:
    """Draw the tables of one contest's rules."""
    combine = draw(
        st.sampled_from(
            ["weighted", "weighted", "weighted", "sum", "bonus", "engagement-breaks-ties", "separate"]
        )
    )
    has_both = combine not in ("weighted", "sum") or draw(st.booleans())
    names = ("engagement", "judging") if has_both else (draw(st.sampled_from(["engagement", "judging"])),)
    rules: Drawn = {"counts": draw(_counts())}
    if "engagement" in names:
        rules["engagement"] = draw(_engagement(combine))
    if "judging" in names:
        rules["judging"] = draw(_judging(combine))
    if combine == "weighted":
        draw(_weights(rules))
    rules["total"] = {"combine": combine, **draw(_total(rules))}
    return {**rules, "awards": draw(_awards(rules))}


@st.composite
def _some(draw: st.DrawFn, table: Mapping[str, Any], odds: int = 4) -> Drawn:
    """Draw a table or, far oftener, nothing."""
    return dict(table) if draw(one_in(odds + 1)) else {}


@st.composite
def _counts(draw: st.DrawFn) -> Drawn:
    window: Drawn = draw(
        st.sampled_from([{}, {}, {"window": "since-opening"}, {"window": "equal-age", "days": 1}])
    )
    return {
        **window,
        **draw(_some({"tolerance_hours": draw(st.sampled_from([30, 6]))}, odds=6)),
        **draw(_some({"minimums": {"views": draw(st.integers(1, 3))}}, odds=8)),
        "channels": draw(st.permutations(CHANNELS)),
        "between_readings": draw(st.sampled_from(["interpolate", "last"])),
        "posts": draw(st.sampled_from(["sum", "best", "main"])),
        "missing": draw(st.sampled_from(["leave-out"] * 5 + ["not-ranked"])),
    }


@st.composite
def _engagement(draw: st.DrawFn, combine: str) -> Drawn:
    plain = [{"scale": "none"}] if combine != "weighted" else [{"scale": "none", "cap": Decimal(9)}]
    table: Drawn = {
        "field": draw(st.sampled_from(["competing", "competing", "accepted", "ranked"])),
        **draw(_some({"multipliers": {"g": Decimal("1.2")}})),
        **draw(_some({"thresholds": draw(_thresholds())}, odds=8)),
        **draw(_some({"ratios": [{"metric": "likes", "of": "views", "at_most": Decimal(60)}]})),
    }
    if draw(one_in(4)):
        table |= {"mode": "indicators", **draw(st.sampled_from(SCALES)), **draw(_indicators())}
    else:
        table |= {**draw(st.sampled_from([*SCALES, *plain])), **draw(_points())}
        table |= draw(_some({"cap": Decimal(5)})) if "cap" not in table else {}
    if combine == "bonus":
        table["maximum"] = draw(st.sampled_from([Decimal(1), Decimal("2.5")]))
    return table


@st.composite
def _thresholds(draw: st.DrawFn) -> list[Drawn]:
    channel = draw(st.sampled_from([{}, {"channel": "youtube"}]))
    group = draw(st.sampled_from([{}, {"group": "g"}]))
    return [{"metric": "views", "at_least": draw(st.integers(1, 3)), **channel, **group}]


@st.composite
def _points(draw: st.DrawFn) -> Drawn:
    if draw(st.booleans()):
        likes = {"likes": draw(st.sampled_from([Decimal(0), *POINTS]))} if draw(st.booleans()) else {}
        return {"points": {"views": draw(st.sampled_from(POINTS)), **likes}}
    metrics = draw(st.lists(st.sampled_from(METRICS), unique=True, min_size=1, max_size=2))
    rules = [rule for metric in metrics for rule in draw(_rules_of(metric))]
    return {"rules": rules}


@st.composite
def _rules_of(draw: st.DrawFn, metric: str) -> list[Drawn]:
    """Draw one rule for a metric on all channels, or one on some channels each."""
    channels = draw(st.sampled_from([(), (), ("youtube",), ("facebook", "youtube")]))
    return [
        {"metric": metric, **place, **draw(_worth())} for place in [{"channel": c} for c in channels] or [{}]
    ]


@st.composite
def _worth(draw: st.DrawFn) -> Drawn:
    if draw(one_in(4)):
        return {
            "steps": [
                {"at_least": Decimal(1), "points": Decimal("0.5")},
                {"at_least": Decimal(4), "points": Decimal(3)},
            ]
        }
    return {
        "points": draw(st.sampled_from(POINTS)),
        "per": draw(st.sampled_from([Decimal(1), Decimal(2), Decimal("0.3")])),
        "round": draw(st.sampled_from(["none", "down", "half-up"])),
        **draw(_some({"cap": Decimal(2)})),
    }


@st.composite
def _indicators(draw: st.DrawFn) -> Drawn:
    weights = draw(st.sampled_from([(Decimal(100),), (Decimal(30), Decimal(70)), (Decimal(0), Decimal(100))]))
    metrics = draw(st.permutations(METRICS))
    if draw(st.booleans()):
        return {"weights": dict(zip(metrics, weights, strict=False))}
    return {
        "rules": [
            {"metric": metric, "weight": weight, **draw(st.sampled_from(OWN_SCALES))}
            for metric, weight in zip(metrics, weights, strict=False)
        ]
    }


@st.composite
def _judging(draw: st.DrawFn, combine: str) -> Drawn:
    maxima = draw(st.lists(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(3)]), min_size=1, max_size=3))
    criteria: list[Drawn] = [
        {"key": key, "name": key, "maximum": top} for key, top in zip("xyz", maxima, strict=False)
    ]
    if draw(st.booleans()):
        criteria[0]["weight"] = draw(st.sampled_from([Decimal(7), Decimal("0.3")]))
    level = draw(
        st.sampled_from([{}, {"level": "criterion"}, {"level": "criterion", "incomplete": "count-marked"}])
    )
    gate = draw(_some({"minimum_points": Decimal("0.2")}, odds=6))
    return {"criteria": criteria, **level, **gate, **draw(_joining(combine))}


@st.composite
def _joining(draw: st.DrawFn, combine: str) -> Drawn:
    sums = ["sum"] if combine != "weighted" else []
    aggregate = draw(st.sampled_from(["mean", "mean", "median", "trimmed", *sums]))
    table: Drawn = {"aggregate": aggregate, "minimum_judges": draw(st.sampled_from([1, 1, 1, 2, 3]))}
    if aggregate == "trimmed":
        table |= {"drop": 1, "minimum_judges": 3}
    if aggregate != "sum":
        refit = draw(st.sampled_from(["range", "deviation"]))
        table |= draw(st.sampled_from([{}, {}, {"severity": "additive"}, {"severity": "z", "refit": refit}]))
    return table


@st.composite
def _weights(draw: st.DrawFn, rules: Drawn) -> None:
    """Give both parts weights, or divide the contest into parts."""
    if len(rules) < 3:
        if "judging" in rules and draw(st.booleans()):
            _divide(rules, draw(st.sampled_from([Decimal(30), Decimal(100)])), rules["judging"]["criteria"])
        return
    weight = draw(st.sampled_from([Decimal("33.3"), Decimal(50), Decimal(0)]))
    way = draw(st.sampled_from(["whole", "whole", "parts", "own-part", "of-its-own"]))
    criteria = rules["judging"]["criteria"]
    if way != "of-its-own":
        rules["engagement"]["weight"], rules["judging"]["weight"] = weight, 100 - weight
    if way == "of-its-own":
        rules["parts"] = [
            {"key": "a", "name": "A", "weight": 100 - weight},
            {"key": "net", "name": "N", "weight": weight},
        ]
        rules["engagement"]["part"] = "net"
        for one in criteria:
            one["part"] = "a"
    elif way != "whole":
        _divide(rules, Decimal(30), criteria)
        if way == "own-part":
            rules["engagement"]["part"] = draw(st.sampled_from([part["key"] for part in rules["parts"]]))


def _divide(rules: Drawn, weight: Decimal, criteria: list[Drawn]) -> None:
    """Put the first criterion into one part and the others into another one."""
    if len(criteria) == 1:
        weight = Decimal(100)
    keys = ["a", *["b"] * (len(criteria) - 1)]
    for one, key in zip(criteria, keys, strict=True):
        one["part"] = key
    rules["parts"] = [{"key": "a", "name": "A", "weight": weight}]
    if "b" in keys:
        rules["parts"].append({"key": "b", "name": "B", "weight": 100 - weight})


@st.composite
def _total(draw: st.DrawFn, rules: Mapping[str, Any]) -> Drawn:
    ties = ["submitted_at", "decision", "metric:likes", "metric:comments"]
    ties += ["engagement"] if "engagement" in rules else []
    ties += ["judges", "criterion:x"] if "judging" in rules else []
    unit: Drawn = draw(st.sampled_from([{}, {}, {"rank_by": "unit"}, {"rank_by": "unit", "best": 1}]))
    return {
        **unit,
        **draw(_some({"one_award_a_unit": True}, odds=2)),
        "digits": draw(st.integers(0, 3)),
        "rank_on": draw(st.sampled_from(["exact", "printed"])),
        "award_edge": draw(st.sampled_from(["shared", "shared", "skipped"])),
        "ties": draw(st.lists(st.sampled_from(ties), unique=True, max_size=3)),
    }


@st.composite
def _awards(draw: st.DrawFn, rules: Mapping[str, Any]) -> list[Drawn]:
    counts = draw(st.lists(st.integers(1, 2), max_size=3))
    least = st.sampled_from([{}, {}, {"minimum": Decimal("1.5")}])
    measures = ["metric:likes", "metric:views"]
    measures += ["engagement"] if "engagement" in rules else []
    measures += ["judges", "criterion:x"] if "judging" in rules else []
    side = {
        "name": "side",
        "count": draw(st.integers(1, 2)),
        "by": draw(st.sampled_from(measures)),
        **draw(least),
    }
    awards = [{"name": f"award {place}", "count": count, **draw(least)} for place, count in enumerate(counts)]
    return [*awards, *([side] if draw(st.booleans()) else [])]
