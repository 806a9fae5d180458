"""Give the four forms back as spreadsheets, and empty ones to fill in."""

from fastapi import APIRouter, HTTPException, Response

from pipeline.database.opening import reading
from pipeline.operations.blank_sheets import blank_sheet
from pipeline.pages.organisers.contest_visit import Viewed
from pipeline.sheets.exporting import export_rows
from pipeline.sheets.forms import FORMS
from pipeline.sheets.writing import csv_from_export, xlsx_from_export
from reports.catalogue import catalogue

router = APIRouter()

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS = {"csv": (csv_from_export, CSV), "xlsx": (xlsx_from_export, XLSX)}


@router.get("/contests/{key}/export/{form}.{ending}")
def export(here: Viewed, form: str, ending: str) -> Response:
    """Send a form with all that is stored."""
    if form not in FORMS or ending not in WRITERS:
        raise HTTPException(404)
    with reading(here.engine) as session:
        rows = export_rows(session, here.key, FORMS[form], here.visit.language, here.contest.zone)
    write, media_type = WRITERS[ending]
    return attachment(write(rows), media_type, f"{here.key}-{form}.{ending}")


@router.get("/contests/{key}/blank/{form}.xlsx")
def blank(here: Viewed, form: str) -> Response:
    """Send an empty form, whose second sheet explains each column."""
    if form not in FORMS:
        raise HTTPException(404)
    content = blank_sheet(FORMS[form], catalogue("pipeline.operations", here.visit.language))
    return attachment(content, XLSX, f"{form}.xlsx")


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """Return a file that the browser saves; its name is plain."""
    return Response(
        content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
