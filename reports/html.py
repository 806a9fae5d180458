"""The ranked report as one HTML file that needs nothing beside it and runs no script."""

from base64 import b64encode
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports import figures, sections, wording
from reports.catalogue import Catalogue
from reports.checking import checking_sentences
from reports.data import RankingReport
from reports.growth_chart import first_numbers, growth_chart, growth_chart_alt
from reports.plaintext import visible_text
from reports.points_chart import MOST_BARS, points_chart, points_chart_alt
from reports.rules_words import rules_sentences


def ranking_html(report: RankingReport, catalogue: Catalogue) -> str:
    """Write the whole report as one page in the catalogue's language; it ends in a newline."""
    return (
        _environment()
        .get_template("ranking.html.j2")
        .render(
            report=report,
            **_tables(report),
            **_sentences(report, catalogue),
            **_charts(report, catalogue),
            **_words(report, catalogue),
        )
    )


def _tables(report: RankingReport) -> Mapping[str, object]:
    return {
        "ranked": [row for row in report.rows if row.rank is not None],
        "unranked": [row for row in report.rows if row.rank is None],
        "award_groups": sections.award_groups(report),
        "shows_parts": sections.shows_parts(report),
        "metrics": sections.metrics_in_use(report),
        "entry_counts": sections.entry_counts(report),
        "entry_means": sections.entry_means(report),
    }


def _sentences(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    titles = {row.number: row.title for row in report.rows}
    return {
        "notices": [wording.notice_sentence(catalogue, notice, titles) for notice in report.notices],
        "problems": [wording.problem_sentence(catalogue, problem) for problem in report.problems],
        "rules": rules_sentences(report, catalogue),
        "checks": checking_sentences(report, catalogue),
    }


def _charts(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    points, growth = points_chart(report, catalogue), growth_chart(report, catalogue)
    return {
        "points_chart": points and _image_address(points),
        "points_chart_alt": points and points_chart_alt(report, catalogue),
        "growth_chart": growth and _image_address(growth),
        "growth_chart_alt": growth and growth_chart_alt(report, catalogue),
        "most_bars": MOST_BARS,
        "highlighted": len(first_numbers(report)),
    }


def _words(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    zone, language = report.contest.time_zone, catalogue.language
    return {
        "language": language,
        "say": catalogue.say,
        "number": lambda count: figures.number_text(count, language),
        "points": lambda value: figures.decimal_text(value, language),
        "converted": lambda value: figures.decimal_text(value, language, report.rules.digits),
        "short": lambda value: figures.short_decimal_text(Decimal(value), language),
        "instant": lambda at: figures.instant_text(at, zone, language),
        "brief_instant": lambda at: figures.short_instant_text(at, zone, language),
        "iso": lambda at: figures.iso_text(at, zone),
        "offset": figures.offset_text(report.at, zone),
        "channel": lambda key: wording.channel_name(catalogue, key),
        "metric": lambda key: wording.capitalised(wording.metric_name(catalogue, key)),
        "sources": lambda keys: ", ".join(wording.source_name(catalogue, key) for key in keys),
        "standing": lambda row: wording.standing_words(catalogue, row),
        "flag": lambda code: wording.flag_words(catalogue, code),
    }


def _image_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["visible"] = visible_text
    return environment
