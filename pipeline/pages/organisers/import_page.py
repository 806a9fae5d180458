"""Bring a spreadsheet in: look at it with its bad cells marked, then confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter, HTTPException, Response

from pipeline.faults import Fault, Refused, refused
from pipeline.pages.forms import SentForm
from pipeline.pages.organisers.contest_visit import ContestVisit, Kept
from pipeline.pages.uploads import Upload
from pipeline.pages.words import fault_sentence
from pipeline.sheets.forms import FORMS
from pipeline.sheets.occasion import Outcome
from pipeline.sheets.reading import sheet_from_bytes
from pipeline.sheets.sheet import Row, Sheet, shown
from pipeline.steps.importing import Bringing, import_sheet

router = APIRouter()

MOST_ROWS = 200
"""So many rows are shown, those with faults first."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview: its place, and each cell with the fault that it has, if any."""

    number: int
    cells: Sequence[tuple[str, str]]
    has_fault: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: `outcome` where it can be taken, `faults` where it cannot."""

    file: str
    upload: str = ""
    headings: Sequence[str] = ()
    rows: Sequence[ShownRow] = ()
    rows_in_all: int = 0
    faults: Sequence[str] = ()
    outcome: Outcome | None = None
    notes: Sequence[str] = field(default_factory=tuple)


@router.get("/contests/{key}/import/{form}")
def ask(here: Kept, form: str) -> Response:
    """Ask for a file."""
    return _page(here, form, None)


@router.post("/contests/{key}/import/{form}")
def preview_or_import(here: Kept, form: str, sent: SentForm) -> Response:
    """Show what a file would do; one that was shown and confirmed is taken in."""
    if form not in FORMS:
        raise HTTPException(404)
    if sent.text("upload"):
        _confirmed(here, form, sent.text("upload"))
        return here.done("imported", "judges" if form == "judges" else "entries")
    file = sent.file("file")
    if file is None or not file.content:
        raise refused("no-file-chosen")
    upload = Upload(here.user.user_id, here.key, form, file, sent.text("reason"))
    return _page(here, form, preview(here, upload))


def preview(here: ContestVisit, upload: Upload) -> Preview:
    """Try a file and tell what it would do, or everything that is wrong with it."""
    name = upload.file.name
    try:
        sheet = sheet_from_bytes(upload.file.content, name, FORMS[upload.form])
    except Refused as refusal:
        return Preview(name, faults=_sentences(here, refusal.faults))
    try:
        outcome = import_sheet(here.workplace, here.key, sheet, _bringing(here, upload, is_only_tried=True))
    except Refused as refusal:
        return _refused_preview(here, sheet, refusal.faults)
    notes = [here.words.say(f"note.{note.code}", **note.parameters) for note in outcome.notes]
    kept = here.visit.site.uploads.keep(upload)
    rows = [_shown_row(sheet, row, {}) for row in sheet.rows[:MOST_ROWS]]
    return Preview(name, kept, [*sheet.headings.values()], rows, len(sheet.rows), (), outcome, notes)


def _refused_preview(here: ContestVisit, sheet: Sheet, faults: Sequence[Fault]) -> Preview:
    marked: dict[int, dict[str, str]] = {}
    for fault in faults:
        row, column = fault.parameters.get("row"), fault.parameters.get("column")
        if isinstance(row, int):
            marked.setdefault(row, {})[str(column)] = fault_sentence(here.words, fault)
    rows = [_shown_row(sheet, row, marked.get(row.number, {})) for row in sheet.rows]
    ordered = sorted(rows, key=lambda row: not row.has_fault)[:MOST_ROWS]
    return Preview(
        sheet.place,
        headings=[*sheet.headings.values()],
        rows=sorted(ordered, key=lambda row: row.number),
        rows_in_all=len(sheet.rows),
        faults=_sentences(here, faults),
    )


def _shown_row(sheet: Sheet, row: Row, faults: Mapping[str, str]) -> ShownRow:
    cells = [(_text(row, key), faults.get(heading, "")) for key, heading in sheet.headings.items()]
    return ShownRow(row.number, cells, bool(faults))


def _text(row: Row, key: str) -> str:
    cell = row.cells.get(key)
    return "" if cell is None else shown(cell)


def _confirmed(here: ContestVisit, form: str, name: str) -> None:
    upload = here.visit.site.uploads.take(name, here.user.user_id, here.key, form)
    sheet = sheet_from_bytes(upload.file.content, upload.file.name, FORMS[form])
    import_sheet(here.workplace, here.key, sheet, _bringing(here, upload, is_only_tried=False))


def _bringing(here: ContestVisit, upload: Upload, *, is_only_tried: bool) -> Bringing:
    return Bringing(upload.form, here.user.name, upload.reason or None, is_only_tried)


def _sentences(here: ContestVisit, faults: Sequence[Fault]) -> Sequence[str]:
    return [fault_sentence(here.words, fault) for fault in faults]


def _page(here: ContestVisit, form: str, found: Preview | None) -> Response:
    if form not in FORMS:
        raise HTTPException(404)
    status = 422 if found and found.faults else 200
    return here.page("import", {"form": FORMS[form], "preview": found, "forms": FORMS}, status)
