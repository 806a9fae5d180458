"""CSV and JSON for machines: exact, and the same rows in both."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reports.data import Finality, RankingReport
from reports.text import ranking_csv, ranking_json

MakeReport = Callable[..., RankingReport]

KEYS = (
    "rank,tied,award,number,title,unit,judge_points,engagement_points,total,status,"
    "youtube_views,youtube_likes,youtube_shares,facebook_views,facebook_likes,facebook_shares,website_views,"
    "counted_at,missing,flags"
)


def _csv_rows(report: RankingReport) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(ranking_csv(report), newline=""), strict=True))


def _json(report: RankingReport) -> Any:  # noqa: ANN401
    return json.loads(ranking_json(report))


def test_the_first_line_has_the_promised_keys(make_report: MakeReport) -> None:
    assert ranking_csv(make_report(0)) == f"{KEYS}\n"


def test_a_ranked_entry_is_written_whole(make_report: MakeReport) -> None:
    assert ranking_csv(make_report(1)).splitlines()[1] == (
        "1,false,Giải Nhất,01,Tủ sách bên dòng Châu Giang,P. Châu Sơn,95.80,100.00,97.06,competing,"
        "12345,881,,4308,307,71,870,2024-10-31T02:00:00+07:00,,"
    )


def test_an_entry_that_is_not_ranked_has_an_empty_rank_and_says_why(make_report: MakeReport) -> None:
    last = _csv_rows(make_report())[-1]
    assert (last["rank"], last["judge_points"], last["total"]) == ("", "", "")
    assert last["missing"] == "marks;facebook_likes"


def test_a_tie_is_told(make_report: MakeReport) -> None:
    tied = [(row["rank"], row["number"]) for row in _csv_rows(make_report()) if row["tied"] == "true"]
    assert tied == [("5", "05"), ("5", "06")]


def test_unknown_counts_are_empty_and_null_and_zero_is_zero(make_report: MakeReport) -> None:
    report = make_report(1)
    row = report.rows[0]
    nought = replace(row, counts=(replace(row.counts[0], count=0), *row.counts[1:]))
    report = replace(report, rows=(nought,))
    assert (_csv_rows(report)[0]["youtube_views"], _csv_rows(report)[0]["youtube_shares"]) == ("0", "")
    entry = _json(report)["entries"][0]
    assert (entry["youtube_views"], entry["youtube_shares"]) == (0, None)


def _as_csv(value: object) -> str:
    return {"None": "", "True": "true", "False": "false"}.get(str(value), str(value))


def test_json_holds_the_rows_of_the_csv(make_report: MakeReport) -> None:
    report = make_report()
    entries = [{key: _as_csv(value) for key, value in entry.items()} for entry in _json(report)["entries"]]
    assert entries == _csv_rows(report)


def test_json_follows_its_schema(make_report: MakeReport, finality: Finality) -> None:
    schema = json.loads(files("reports").joinpath("ranking.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for report in (
        make_report(),
        make_report(3, finality=finality),
        make_report(0, notices=(), problems=(), run_digest=None, run_finished_at=None),
    ):
        Draft202012Validator(schema).validate(_json(report))


def test_points_are_decimal_text_in_json(make_report: MakeReport) -> None:
    assert _json(make_report())["entries"][0]["total"] == "97.06"


def test_json_is_readable_text_that_ends_in_a_newline(make_report: MakeReport) -> None:
    text = ranking_json(make_report())
    assert "Phủ Lý" in text
    assert text.endswith("}\n")


@given(title=st.text(), number=st.text(min_size=1))
def test_any_text_is_read_back_exactly(make_report: MakeReport, title: str, number: str) -> None:
    report = make_report(1)
    report = replace(report, rows=(replace(report.rows[0], title=title, number=number),))
    assert (_csv_rows(report)[0]["title"], _csv_rows(report)[0]["number"]) == (title, number)
    assert _json(report)["entries"][0]["title"] == title
