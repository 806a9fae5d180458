"""The ranking as text for machines: CSV and JSON with English keys and every text exactly as it was given."""

import json
from datetime import datetime
from typing import Any

from reports.data import Finality, NoticeLine, ProblemLine, RankingReport
from reports.figures import iso_text
from reports.plaintext import csv_line
from reports.rows import Cell, column_keys, flat_rows


def ranking_csv(report: RankingReport) -> str:
    """Write the flat rows as CSV: lines end in LF, `true` and `false`, unknown is empty."""
    keys = column_keys(report)
    lines = [list(keys), *([_text(row[key]) for key in keys] for row in flat_rows(report))]
    return "".join(f"{csv_line(line)}\n" for line in lines)


def ranking_json(report: RankingReport) -> str:
    """Write the ranking as one JSON object, by `ranking.schema.json`; it ends in a newline."""
    return json.dumps(_ranking(report), ensure_ascii=False, indent=2) + "\n"


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _ranking(report: RankingReport) -> dict[str, Any]:
    zone = report.contest.time_zone
    return {
        "contest": _contest(report),
        "at": iso_text(report.at, zone),
        "is_final": report.is_final,
        "finality": report.finality and _finality(report.finality, zone),
        "is_made_up": report.is_made_up,
        "rules": {
            "version": report.rules.version,
            "published_at": _instant(report.rules.published_at, zone),
            "digest": report.rules.digest,
        },
        "run": {"digest": report.run_digest, "finished_at": _instant(report.run_finished_at, zone)},
        "entries": flat_rows(report),
        "notices": [_notice(notice) for notice in report.notices],
        "problems": [_problem(problem, zone) for problem in report.problems],
    }


def _contest(report: RankingReport) -> dict[str, Any]:
    contest = report.contest
    return {
        "key": contest.key,
        "name": contest.name,
        "organiser": contest.organiser,
        "time_zone": contest.time_zone,
        "opens_at": iso_text(contest.opens_at, contest.time_zone),
        "cut_off_at": iso_text(contest.cut_off_at, contest.time_zone),
        "marks_due_at": _instant(contest.marks_due_at, contest.time_zone),
    }


def _finality(finality: Finality, zone: str) -> dict[str, Any]:
    return {
        "version": finality.version,
        "frozen_at": iso_text(finality.frozen_at, zone),
        "result_digest": finality.result_digest,
    }


def _notice(notice: NoticeLine) -> dict[str, Any]:
    return {"code": notice.code, "numbers": notice.numbers, "parameters": dict(notice.parameters)}


def _problem(problem: ProblemLine, zone: str) -> dict[str, Any]:
    return {
        "channel": problem.channel,
        "code": problem.code,
        "number": problem.number,
        "title": problem.title,
        "detail": dict(problem.detail),
        "found_at": iso_text(problem.found_at, zone),
    }


def _instant(instant: datetime | None, zone: str) -> str | None:
    return None if instant is None else iso_text(instant, zone)
