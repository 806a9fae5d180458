"""Reads the form of marks, long or wide, into values and finds rows that contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault, Faults, RowReader
from pipeline.sheets.nearest import nearest
from pipeline.sheets.number_cells import mark
from pipeline.sheets.sheet import Cell, Sheet
from pipeline.sheets.text_cells import folded, identifier, text


@dataclass(frozen=True, slots=True)
class Scale:
    """What a criterion is called and how much it may get."""

    name: str
    maximum: Decimal


Criteria = Mapping[str, Scale]
"""The criteria by their keys."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark as a file gives it: with a comment and no value it only adds the comment.

    `column` is where the mark stands: `mark`, or in a wide file the criterion's own column.
    """

    reader: RowReader
    judge: str
    number: str
    criterion: str
    value: Decimal | None
    comment: str | None
    column: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Return who marked which entry by what."""
        return self.judge, self.number, self.criterion


def mark_rows(sheet: Sheet, faults: Faults, criteria: Criteria) -> list[MarkRow]:
    """Return what the file gives, each mark once, in the order of judge, number and criterion.

    Cells without a mark and without a comment say nothing and are left out. A criterion is named by its key
    or its name; the comment of a wide row is kept with the first of its criteria.
    """
    is_long = {"criterion", "mark"} <= set(sheet.headings)
    columns = {} if is_long else _criterion_columns(sheet, faults, criteria)
    readers = [RowReader(row, faults) for row in sheet.rows]
    found = [row for reader in readers for row in _given(reader, columns, criteria)]
    return [row for _, row in sorted(_without_repeats(found).items())]


def _criterion_columns(sheet: Sheet, faults: Faults, criteria: Criteria) -> Mapping[str, str]:
    """Return the criterion of each column of a wide file."""
    by_name = {name.replace(" ", "_"): key for name, key in _by_name(criteria).items()}
    extra = [key for key in ("criterion", "mark") if key in sheet.headings]
    for column in (*extra, *(key for key in sheet.further if key not in by_name)):
        faults.add_heading(FaultCode.CRITERION_UNKNOWN, column, **_known(column, by_name))
    if not any(key in by_name for key in sheet.further):
        faults.add_heading(FaultCode.COLUMN_MISSING, "criterion", vietnamese="Tiêu chí")
    return {key: by_name[key] for key in sheet.further if key in by_name}


def _given(reader: RowReader, columns: Mapping[str, str], criteria: Criteria) -> Iterator[MarkRow]:
    judge, number = reader.need("judge", identifier) or "", reader.need("number", identifier) or ""
    comment = reader.read("comment", text)
    for column, criterion in (columns or _long_column(reader, criteria)).items():
        value = reader.read(column, mark)
        if value is not None and not 0 <= value <= criteria[criterion].maximum:
            reader.add(FaultCode.MARK_OUT_OF_RANGE, column, maximum=criteria[criterion].maximum)
        if value is not None or comment is not None:
            yield MarkRow(reader, judge, number, criterion, value, comment, column)
        comment = None


def _long_column(reader: RowReader, criteria: Criteria) -> Mapping[str, str]:
    if "criterion" not in reader.faults.sheet.headings:
        return {}

    def parsed(value: Cell) -> str:
        by_name = _by_name(criteria)
        name = folded(text(value))
        if name not in by_name:
            raise CellFault(FaultCode.CRITERION_UNKNOWN, **_known(name, by_name))
        return by_name[name]

    criterion = reader.need("criterion", parsed)
    return {} if criterion is None else {"mark": criterion}


def _by_name(criteria: Criteria) -> dict[str, str]:
    """Return the keys by what people call the criteria: by their names, and before these by their keys."""
    names = {folded(scale.name): key for key, scale in criteria.items()}
    return names | {folded(key): key for key in criteria}


def _known(name: str, by_name: Mapping[str, str]) -> dict[str, object]:
    known = ", ".join(dict.fromkeys(by_name.values())) or "–"
    return {"nearest": by_name.get(nearest(name, by_name), "–"), "known": known}


def _without_repeats(rows: Sequence[MarkRow]) -> Mapping[tuple[str, str, str], MarkRow]:
    first: dict[tuple[str, str, str], MarkRow] = {}
    for row in rows:
        other = first.setdefault(row.key, row)
        if (other.value, other.comment) != (row.value, row.comment):
            row.reader.add(FaultCode.ROWS_DISAGREE, row.column, other_row=other.reader.row.number)
    return first
