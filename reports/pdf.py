"""The ranked report as PDF: the page's contents, set on A4 by typst from a template and plain data.

Texts go to the template as values of a JSON document and are never read as its markup. Only fonts that
come with the program's own packages are used, so that every machine sets the same pages.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from reports.catalogue import Catalogue
from reports.charts import Chart
from reports.checking import checking_sentences
from reports.data import RankingReport, ReportRow
from reports.entry_words import EntryWords, entries_words, headings
from reports.figures import decimal_text, instant_text, offset_text
from reports.plaintext import visible_text
from reports.rules_words import rules_sentences
from reports.sections import AwardGroup, award_groups, shows_parts
from reports.standing import digests, standing_sentences
from reports.ties import tied_words
from reports.wording import flag_words, notice_sentence, problem_sentence, standing_words

_WORDS = (
    "adds",
    "awards",
    "awards-provisional",
    "award-open",
    "charts",
    "channel",
    "check",
    "converted",
    "counted",
    "counts-note",
    "digests",
    "engagement-points",
    "entries",
    "entries-note",
    "judge",
    "judge-points",
    "made-up",
    "made-up-why",
    "mean",
    "no-entries",
    "number",
    "page",
    "problems",
    "ranking-note",
    "remarks",
    "rules",
    "sheet-incomplete",
    "sheet-points",
    "total",
    "unranked",
)
_COLUMNS = ("rank", "award", "title", "unit")


def ranking_pdf(report: RankingReport, charts: Sequence[Chart], catalogue: Catalogue) -> bytes:
    """Set the whole report with its charts as PDF; the same bytes for the same report.

    Without the tags for screen readers, which take four times as long as the pages: the HTML serves those.
    """
    import typst

    data = json.dumps(_document(report, charts, catalogue), ensure_ascii=False)
    with as_file(files("reports").joinpath("templates", "ranking.typ")) as template:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            timestamp=report.at,
            pdf_tags=False,
        )


@cache
def _fonts() -> Any:  # noqa: ANN401
    """Return typst's own fonts and the one that the charts are drawn with, and none of the machine's."""
    import matplotlib as mpl
    import typst

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[folder / "DejaVuSans.ttf"])


def _document(report: RankingReport, charts: Sequence[Chart], catalogue: Catalogue) -> dict[str, Any]:
    return {
        "language": catalogue.language,
        "words": {key: catalogue.say(f"page.{key}") for key in _WORDS}
        | {key: catalogue.say(f"column.{key}") for key in _COLUMNS},
        **_head(report, catalogue),
        **_ranking(report, catalogue),
        **_sentences(report, catalogue),
        "charts": [_chart(chart) for chart in charts],
        "headings": asdict(headings(report, catalogue)),
        "digests": digests(report, catalogue),
    }


def _head(report: RankingReport, catalogue: Catalogue) -> dict[str, Any]:
    at = instant_text(report.at, report.contest.time_zone, catalogue.language)
    offset = offset_text(report.at, report.contest.time_zone)
    organiser = report.contest.organiser
    kind = "final" if report.is_final else "provisional"
    return {
        "is_final": report.is_final,
        "is_made_up": report.is_made_up,
        "contest": visible_text(report.contest.name),
        "organiser": organiser and catalogue.say("page.held-by", organiser=visible_text(organiser)),
        "stands": catalogue.say(f"page.{kind}"),
        "ranking_title": catalogue.say(f"page.{kind}-ranking"),
        "as_of": catalogue.say("page.as-of", at=at, offset=offset),
        "standing": standing_sentences(report, catalogue),
    }


def _ranking(report: RankingReport, catalogue: Catalogue) -> dict[str, Any]:
    sections = entries_words(report, catalogue)
    rows = [_row(report, row, section, catalogue) for row, section in zip(report.rows, sections, strict=True)]
    return {
        "shows_parts": shows_parts(report),
        "ranked": [line for row, line in zip(report.rows, rows, strict=True) if row.rank is not None],
        "unranked": [line for row, line in zip(report.rows, rows, strict=True) if row.rank is None],
        "awards": [_award(group, catalogue) for group in award_groups(report)],
        "entries": [asdict(section) for section in sections],
    }


def _row(report: RankingReport, row: ReportRow, section: EntryWords, catalogue: Catalogue) -> dict[str, Any]:
    keys = ("judge_points", "judge_part", "engagement_points", "engagement_part", "total")
    reason = standing_words(catalogue, row)
    return {
        "rank": "–" if row.rank is None else str(row.rank),
        "tied": tied_words(report, row, catalogue),
        "award": visible_text(row.award or ""),
        "number": section.number,
        "title": section.title,
        "unit": section.unit,
        "remarks": [*([reason] if reason else []), *(flag_words(catalogue, flag) for flag in row.flags)],
        "counts": section.counts,
        **{key: decimal_text(getattr(row, key), catalogue.language) for key in keys},
    }


def _award(group: AwardGroup, catalogue: Catalogue) -> dict[str, Any]:
    winners = [
        {
            "title": visible_text(row.title),
            "unit": visible_text(row.unit),
            "number": visible_text(row.number),
            "total": decimal_text(row.total, catalogue.language),
        }
        for row in group.rows
    ]
    return {"name": visible_text(group.name), "winners": winners}


def _sentences(report: RankingReport, catalogue: Catalogue) -> dict[str, Any]:
    titles = {row.number: row.title for row in report.rows}
    return {
        "notices": [notice_sentence(catalogue, notice, titles) for notice in report.notices],
        "problems": [problem_sentence(catalogue, problem) for problem in report.problems],
        "rules": rules_sentences(report, catalogue),
        "checks": checking_sentences(report, catalogue),
    }


def _chart(chart: Chart) -> dict[str, str]:
    return {"svg": chart.drawing.svg, "caption": chart.caption, "note": chart.note, "alt": chart.alt}
