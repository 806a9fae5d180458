"""Who shares a rank with whom, so that a tie is told even where its entries stand on two pages."""

from reports.catalogue import Catalogue
from reports.data import RankingReport, ReportRow
from reports.figures import number_text
from reports.plaintext import isolated, shortened, visible_text

_MOST_NAMED = 3
_NUMBER_LENGTH = 20


def tied_words(report: RankingReport, row: ReportRow, catalogue: Catalogue) -> str:
    """Say with whom an entry shares its rank: a few by number, many as how many; empty for no tie."""
    if not row.tied:
        return ""
    others = [each for each in report.rows if each.rank == row.rank and each.number != row.number]
    if len(others) > _MOST_NAMED:
        return catalogue.say("page.tied-with-many", count=number_text(len(others), catalogue.language))
    numbers = ", ".join(isolated(shortened(visible_text(each.number), _NUMBER_LENGTH)) for each in others)
    return catalogue.say("page.tied-with", numbers=numbers)
