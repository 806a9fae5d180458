"""Take a spreadsheet in: read it, put it into the database, seal the readings that it brought."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors import Platform
from pipeline.config import ContestSettings
from pipeline.database.models import Run
from pipeline.database.opening import writing
from pipeline.database.sealing import seal
from pipeline.sheets.entries import import_entries
from pipeline.sheets.forms import FORMS
from pipeline.sheets.judges import import_judges
from pipeline.sheets.mark_rows import Criteria, Scale
from pipeline.sheets.marks import import_marks
from pipeline.sheets.occasion import Occasion, Outcome
from pipeline.sheets.reading import sheet_from_file
from pipeline.sheets.readings import import_readings
from pipeline.sheets.sheet import Sheet
from pipeline.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Bringing:
    """How a sheet is to be imported: its form, who brings it, and why if it corrects counts."""

    form: str
    person: str
    reason: str | None = None
    is_only_tried: bool = False


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be imported: the form, the file, who brings it, and why if it corrects counts."""

    form: str
    file: Path
    person: str
    reason: str | None = None
    is_only_tried: bool = False


def import_file(workplace: Workplace, contest: str, wanted: Import) -> Outcome:
    """Import a file into a contest, all of it or nothing; raises Refused with every bad row."""
    sheet = sheet_from_file(wanted.file, FORMS[wanted.form])
    bringing = Bringing(wanted.form, wanted.person, wanted.reason, wanted.is_only_tried)
    return import_sheet(workplace, contest, sheet, bringing)


def import_sheet(workplace: Workplace, contest: str, sheet: Sheet, wanted: Bringing) -> Outcome:
    """Import a sheet into a contest, all of it or nothing; raises Refused with every bad row."""
    settings, now = workplace.settings.contests[contest], workplace.tools.now()
    occasion = Occasion(contest, settings.zone, now, wanted.person, wanted.reason)
    with writing(workplace.engine) as session:
        outcome = _put(session, sheet, occasion, wanted.form, workplace)
        _seal_imports(session, now)
        if wanted.is_only_tried:
            session.rollback()
    return replace(outcome, notes=(*sheet.notes, *outcome.notes))


def _put(session: Session, sheet: Sheet, occasion: Occasion, form: str, workplace: Workplace) -> Outcome:
    if form == "entries":
        return import_entries(session, sheet, occasion, _platforms(workplace))
    if form == "judges":
        return import_judges(session, sheet, occasion)
    if form == "marks":
        return import_marks(
            session, sheet, occasion, _criteria(workplace.settings.contests[occasion.contest])
        )
    return import_readings(session, sheet, occasion, _platforms(workplace))


def _platforms(workplace: Workplace) -> Mapping[str, Platform]:
    return {channel: configured.platform for channel, configured in workplace.settings.platforms.items()}


def _criteria(settings: ContestSettings) -> Criteria:
    criteria = settings.judging.criteria if settings.judging else ()
    return {criterion.key: Scale(criterion.name, criterion.maximum) for criterion in criteria}


def _seal_imports(session: Session, now: datetime) -> None:
    session.flush()
    for run in session.scalars(select(Run).where(Run.kind == "import", Run.digest.is_(None))):
        seal(session, run, now)
