"""How an entry's points came about, in sentences with the figures: from counts and marks to the total."""

from collections.abc import Sequence
from decimal import Decimal

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReportRow
from reports.figures import decimal_text, short_decimal_text
from reports.wording import capitalised, missing_words


def engagement_way(
    report: RankingReport, row: ReportRow, parts: Sequence[Decimal], catalogue: Catalogue
) -> tuple[str, ...]:
    """Say how counts became engagement points; `parts` are what the channels' counts add before scaling."""
    if row.raw_engagement is None or row.engagement_points is None:
        return ()
    return (
        _added(parts, row.raw_engagement, report.rules.digits, catalogue),
        _scaled(report, row, row.raw_engagement, catalogue),
        *_left_out(row, catalogue),
    )


def judging_way(row: ReportRow, catalogue: Catalogue) -> tuple[str, ...]:
    """Say how the score sheets became judge points."""
    if row.judge_points is None:
        return ()
    points = decimal_text(row.judge_points, catalogue.language)
    return (catalogue.say("way.judges", count=row.judges, points=points),)


def total_way(report: RankingReport, row: ReportRow, catalogue: Catalogue) -> tuple[str, ...]:
    """Say how the parts became the total."""
    if row.total is None:
        return ()
    rules, language = report.rules, catalogue.language
    keys = ("judge_points", "judge_part", "engagement_points", "engagement_part", "total")
    figures = {key: decimal_text(getattr(row, key), language) for key in keys}
    weights = {
        key: short_decimal_text(weight, language)
        for key, weight in (("judging", rules.judging_weight), ("engagement", rules.engagement_weight))
        if weight is not None
    }
    has_both = row.judge_part is not None and row.engagement_part is not None
    return (catalogue.say(f"way.total-{rules.combine}" if has_both else "way.total", **figures, **weights),)


def _added(parts: Sequence[Decimal], raw: Decimal, digits: int, catalogue: Catalogue) -> str:
    printed = [decimal_text(part, catalogue.language, digits) for part in parts]
    return catalogue.say(
        "way.converted" if len(parts) > 1 else "way.converted-alone",
        parts=" + ".join(printed),
        raw=decimal_text(raw, catalogue.language, digits),
    )


def _scaled(report: RankingReport, row: ReportRow, raw: Decimal, catalogue: Catalogue) -> str:
    field = [each.raw_engagement for each in report.rows if each.engagement_points is not None]
    known = [points for points in field if points is not None]
    best, least = max(known), min(known)
    key = f"way.scale-{report.rules.scale}"
    if report.rules.scale != "none" and best == least:
        key = "way.scale-equal"
    figures = {"raw": raw, "best": best, "least": least}
    digits = report.rules.digits
    return catalogue.say(
        key if catalogue.knows(key) else "way.scale-other",
        points=decimal_text(row.engagement_points, catalogue.language),
        **{name: decimal_text(value, catalogue.language, digits) for name, value in figures.items()},
    )


def _left_out(row: ReportRow, catalogue: Catalogue) -> list[str]:
    unknown = [missing_words(catalogue, code) for code in row.missing if "_" in code]
    return [catalogue.say("way.unknown", missing=capitalised(", ".join(unknown)))] if unknown else []
