"""The ranked report as one HTML file that needs nothing beside it and runs no script."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports import figures, wording
from reports.catalogue import Catalogue
from reports.charts import Chart
from reports.checking import checking_sentences
from reports.data import RankingReport
from reports.entry_words import entries_words, headings
from reports.plaintext import visible_text
from reports.rules_words import rules_sentences
from reports.sections import award_groups, shows_parts
from reports.standing import digests, standing_sentences
from reports.ties import tied_words


def ranking_html(report: RankingReport, charts: Sequence[Chart], catalogue: Catalogue) -> str:
    """Write the whole report as one page in the catalogue's language; it ends in a newline."""
    return (
        _environment()
        .get_template("ranking.html.j2")
        .render(
            report=report,
            charts=[(chart, _image_address(chart.drawing.svg)) for chart in charts],
            **_tables(report, catalogue),
            **_sentences(report, catalogue),
            **_words(report, catalogue),
        )
    )


def _tables(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    sections = entries_words(report, catalogue)
    rows = list(zip(report.rows, sections, range(1, len(sections) + 1), strict=True))
    return {
        "sections": sections,
        "ranked": [row for row in rows if row[0].rank is not None],
        "unranked": [row for row in rows if row[0].rank is None],
        "award_groups": award_groups(report),
        "shows_parts": shows_parts(report),
        "headings": headings(report, catalogue),
    }


def _sentences(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    titles = {row.number: row.title for row in report.rows}
    return {
        "notices": [wording.notice_sentence(catalogue, notice, titles) for notice in report.notices],
        "problems": [wording.problem_sentence(catalogue, problem) for problem in report.problems],
        "standing": standing_sentences(report, catalogue),
        "digests": digests(report, catalogue),
        "rules": rules_sentences(report, catalogue),
        "checks": checking_sentences(report, catalogue),
    }


def _words(report: RankingReport, catalogue: Catalogue) -> Mapping[str, object]:
    zone, language = report.contest.time_zone, catalogue.language
    return {
        "language": language,
        "say": catalogue.say,
        "points": lambda value: figures.decimal_text(value, language),
        "instant": lambda at: figures.instant_text(at, zone, language),
        "iso": lambda at: figures.iso_text(at, zone),
        "offset": figures.offset_text(report.at, zone),
        "reason": lambda row: wording.standing_words(catalogue, row),
        "tied": lambda row: tied_words(report, row, catalogue),
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
