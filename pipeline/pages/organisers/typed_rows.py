"""One row of a form that was typed into a page, taken in by the very import that takes spreadsheets."""

import csv
from collections.abc import Mapping
from io import StringIO

from pipeline.database.marks import PAGE
from pipeline.faults import Fault, Refused
from pipeline.pages.organisers.contest_visit import ContestVisit
from pipeline.sheets.forms import FORMS
from pipeline.sheets.occasion import Outcome
from pipeline.sheets.reading import sheet_from_bytes
from pipeline.steps.importing import Bringing, import_sheet


def import_typed(here: ContestVisit, form: str, cells: Mapping[str, str], reason: str = "") -> Outcome:
    """Import one row by the English headings of a form; raises Refused with what is wrong with its cells."""
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(cells)
    writer.writerow(cells.values())
    try:
        sheet = sheet_from_bytes(lines.getvalue().encode(), PAGE, FORMS[form])
        bringing = Bringing(form, here.user.name, reason or None)
        return import_sheet(here.workplace, here.key, sheet, bringing)
    except Refused as refusal:
        raise Refused(*(_of_page(here, form, fault) for fault in refusal.faults)) from refusal


def _of_page(here: ContestVisit, form: str, fault: Fault) -> Fault:
    """Name a fault's column as the page does, and leave out which row it is."""
    headings = {column.key: column.heading(here.visit.language) for column in FORMS[form].columns}
    column = str(fault.parameters.get("column", ""))
    place = here.words.say("typed.place")
    return Fault(fault.code, {**fault.parameters, "column": headings.get(column, column), "file": place})
