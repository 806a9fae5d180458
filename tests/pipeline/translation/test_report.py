"""What the reports are given: the marks, readings and growth of a contest, and how its ranking stands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.config import load_settings
from pipeline.database.opening import writing
from pipeline.history.freezing import Freezing, freeze
from pipeline.history.publishing_rules import Publishing, publish_rules
from pipeline.steps.publishing import make_report
from pipeline.workplace import Workplace, opened_workplace, real_tools
from reports.data import RankingReport
from reports.score_sheets import score_sheets
from tests.pipeline.conftest import ContestFolder

ENTRIES = (
    "number,title,unit,link_zalo\n"
    "1,Sách về làng,P. Lam Hạ,https://zalo.example/1\n"
    "2,Đọc cùng con,X. Đinh Xá,\n"
    "10,Góc đọc nhỏ,X. Phù Vân,\n"
)
READINGS = (
    "number,channel,taken_at,views,likes\n"
    "1,zalo,01/10/2024 08:00,100,\n"
    "1,zalo,30/10/2024 08:00,300,10\n"
    "2,zalo,30/10/2024 08:00,50,5\n"
    "10,zalo,30/10/2024 08:00,70,\n"
    "1,zalo,05/11/2024 08:00,900,20\n"
    "1,zalo,09/11/2024 08:00,990,22\n"
)
JUDGES = "judge,name\ngk1,Nguyễn Thị Hoa\ngk2,Trần Văn Bình\n"
MARKS = "judge,number,criterion,mark\ngk1,1,content,8\ngk2,1,content,9.5\ngk1,2,content,7\n"
AT = datetime(2024, 11, 20, tzinfo=UTC)
OPENING = datetime(2024, 9, 1, tzinfo=UTC)


@pytest.fixture
def workplace(contest: ContestFolder) -> Iterator[Workplace]:
    """A contest counted by hand, with its entries, readings and marks."""
    for form, text in (("entries", ENTRIES), ("readings", READINGS), ("judges", JUDGES), ("marks", MARKS)):
        said = contest.import_text(form, text)
        assert said.code == 0, said.err
    with opened_workplace(load_settings(contest.path / "config.toml", {}), real_tools()) as opened:
        yield opened


@pytest.fixture
def report(workplace: Workplace) -> RankingReport:
    """The report of that contest as of its cut-off."""
    return make_report(workplace, "c", AT)


def test_every_mark_has_its_judges_name(report: RankingReport) -> None:
    assert [(line.number, line.judge_name, line.criterion, line.mark) for line in report.marks] == [
        ("1", "Nguyễn Thị Hoa", "content", Decimal(8)),
        ("2", "Nguyễn Thị Hoa", "content", Decimal(7)),
        ("1", "Trần Văn Bình", "content", Decimal("9.5")),
    ]


def test_readings_are_those_up_to_the_instant_and_the_first_after_it(report: RankingReport) -> None:
    read = [(line.number, line.taken_at.day, dict(line.counts)) for line in report.readings]
    assert read == [
        ("1", 1, {"views": 100}),
        ("1", 30, {"views": 300, "likes": 10}),
        ("1", 5, {"views": 900, "likes": 20}),
        ("2", 30, {"views": 50, "likes": 5}),
        ("10", 30, {"views": 70}),
    ]
    assert report.readings[0].link == "https://zalo.example/1"
    assert (report.readings[3].link, report.readings[3].source) == (None, "hand")


def test_growth_ends_at_the_instant_by_entry_and_by_channel(report: RankingReport) -> None:
    last = {line.number: line.points[-1][1] for line in report.growth}
    assert last == {"1": 300, "2": 50, "10": 70}
    assert [(line.channel, [views for _, views in line.points]) for line in report.channel_growth] == [
        ("zalo", [100, 420])
    ]


def test_points_of_counts_add_up_to_the_raw_engagement(report: RankingReport) -> None:
    for row in report.rows:
        assert row.raw_engagement == sum(cell.points for cell in row.counts if cell.points is not None)


def test_the_sheets_points_have_the_judge_points_as_their_mean(report: RankingReport) -> None:
    sheets = score_sheets(report)
    for row in report.rows:
        if row.judge_points is not None:
            points = [Fraction(sheet.points) for sheet in sheets[row.number] if sheet.points is not None]
            assert Fraction(row.judge_points) == sum(points) / len(points)


def test_a_contest_that_was_never_read_has_no_growth(contest: ContestFolder) -> None:
    assert contest.import_text("entries", ENTRIES).code == 0
    with opened_workplace(load_settings(contest.path / "config.toml", {}), real_tools()) as opened:
        report = make_report(opened, "c", AT)
    assert (report.growth, report.channel_growth, report.readings, report.marks) == ((), (), (), ())


def test_a_draft_is_not_final(report: RankingReport) -> None:
    assert report.rules.version is None
    assert not report.is_final


def _publish(workplace: Workplace) -> None:
    draft = workplace.settings.contests["c"]
    with writing(workplace.engine) as session:
        publish_rules(session, Publishing("c", draft, "Lê Văn An", OPENING))


def test_published_rules_say_by_whom_and_when(workplace: Workplace) -> None:
    _publish(workplace)
    rules = make_report(workplace, "c", AT).rules
    assert (rules.version, rules.published_by, rules.published_at) == (1, "Lê Văn An", OPENING)


def test_a_final_ranking_says_who_made_it_so(workplace: Workplace) -> None:
    _publish(workplace)
    with writing(workplace.engine) as session:
        frozen = freeze(session, workplace.settings, Freezing("c", "Nguyễn Thị Hoa", AT))
    finality = make_report(workplace, "c", AT).finality
    assert finality is not None
    assert (finality.version, finality.person, finality.frozen_at) == (1, "Nguyễn Thị Hoa", AT)
    assert finality.result_digest == frozen.digest
    assert not make_report(workplace, "c", datetime(2024, 10, 15, tzinfo=UTC)).is_final


def test_a_final_ranking_shows_the_marks_that_it_was_made_of(
    workplace: Workplace, contest: ContestFolder
) -> None:
    _publish(workplace)
    with writing(workplace.engine) as session:
        freeze(session, workplace.settings, Freezing("c", "Nguyễn Thị Hoa", AT))
    before = make_report(workplace, "c", AT)
    said = contest.import_text("marks", MARKS.replace("gk1,1,content,8", "gk1,1,content,2"), "--reason", "x")
    assert said.code == 0, said.err
    assert make_report(workplace, "c", AT).marks == before.marks
