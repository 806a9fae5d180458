"""How a reader of a report can check a figure, with the first ranked entry as a worked example."""

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReportRow, RulesFacts
from reports.figures import decimal_text, iso_text, short_decimal_text
from reports.wording import entry_words


def checking_sentences(report: RankingReport, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the steps from a printed figure back to where it comes from."""
    return (
        *_counts(report, catalogue),
        *_example(report, catalogue),
        catalogue.say(
            "check.files", key=report.contest.key, at=iso_text(report.at, report.contest.time_zone)
        ),
    )


def _counts(report: RankingReport, catalogue: Catalogue) -> list[str]:
    if not report.columns:
        return []
    section = catalogue.say("page.entries")
    return [catalogue.say("check.source", section=section), catalogue.say("check.convert")]


def _example(report: RankingReport, catalogue: Catalogue) -> list[str]:
    first = next((row for row in report.rows if row.rank is not None), None)
    if first is None or first.judge_part is None or first.engagement_part is None:
        return []
    return [
        catalogue.say(
            f"check.example-{report.rules.combine}",
            entry=entry_words(catalogue, first.number, first.title),
            **_points(first, catalogue.language),
            **_weights(report.rules, catalogue.language),
        )
    ]


def _points(row: ReportRow, language: str) -> dict[str, str]:
    keys = ("judge_points", "judge_part", "engagement_points", "engagement_part", "total")
    return {key: decimal_text(getattr(row, key), language) for key in keys}


def _weights(rules: RulesFacts, language: str) -> dict[str, str]:
    weights = {"judging": rules.judging_weight, "engagement": rules.engagement_weight}
    return {
        key: short_decimal_text(weight, language) for key, weight in weights.items() if weight is not None
    }
