"""Write the reports of a contest as of an instant."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.database.opening import reading
from pipeline.faults import failed
from pipeline.steps.ranking import rank_contest
from pipeline.translation.report import report_of
from pipeline.workplace import Workplace
from reports.data import RankingReport


def make_report(workplace: Workplace, key: str, at: datetime) -> RankingReport:
    """Return the report of a contest as of an instant; raises Refused where it has no entries."""
    with reading(workplace.engine) as session:
        return report_of(session, rank_contest(session, workplace.settings, key, at))


@dataclass(frozen=True, slots=True)
class Publication:
    """Where the latest report stands, and the files that another program held open and that were skipped."""

    folder: Path
    skipped: tuple[Path, ...]


def publish(report: RankingReport, language: str, folder: Path) -> Publication:
    """Write all formats to `folder/<contest>/<date>/` and `latest/`; raises Failed where it can't."""
    from reports.catalogue import catalogue
    from reports.publishing import LATEST, write_reports

    contest_folder = folder / report.contest.key
    try:
        outcome = write_reports(report, catalogue("reports", language), contest_folder)
    except OSError as error:
        raise failed("report-not-written", folder=contest_folder, cause=error.strerror or "") from error
    return Publication(contest_folder / LATEST, outcome.skipped)
