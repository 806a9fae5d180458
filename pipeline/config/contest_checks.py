"""What a contest can have wrong beside its rules: its dates' order, and columns that would be others'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails, PydanticCustomError

from reports.rows import FIXED_COLUMNS

if TYPE_CHECKING:
    from pipeline.config.settings import ContestSettings


def contest_faults(contest: "ContestSettings") -> list[InitErrorDetails]:
    """Return every fault of a contest's own, for one `ValidationError` together with those of its rules."""
    return [*_date_faults(contest), *_column_faults(contest)]


def _date_faults(contest: "ContestSettings") -> Iterator[InitErrorDetails]:
    opens_at = f"{contest.opens_at}"
    if contest.cut_off <= contest.opening:
        context = {"opens_at": opens_at, "cut_off_at": f"{contest.cut_off_at}"}
        yield _detail("cut-off-before-opening", (), context)
    if contest.marks_due is not None and contest.marks_due <= contest.opening:
        context = {"opens_at": opens_at, "marks_due_at": f"{contest.marks_due_at}"}
        yield _detail("marks-due-before-opening", (), context)


def _column_faults(contest: "ContestSettings") -> Iterator[InitErrorDetails]:
    """Yield each channel and metric whose column `<channel>_<metric>` the ranking has already."""
    owners: dict[str, str] = dict.fromkeys(FIXED_COLUMNS, "")
    for place, channel in enumerate(contest.channels):
        for metric in contest.metrics:
            column, pair = f"{channel}_{metric}", f"{channel} + {metric}"
            if column in owners:
                context = {"channel": channel, "metric": metric, "column": column, "other": owners[column]}
                code = "column-of-another" if owners[column] else "column-taken"
                yield _detail(code, ("counts", "channels", place), context)
            owners.setdefault(column, pair)


def _detail(code: str, place: tuple[str | int, ...], context: dict[str, str]) -> InitErrorDetails:
    return InitErrorDetails(type=PydanticCustomError(code, code, context), loc=place, input=None)
