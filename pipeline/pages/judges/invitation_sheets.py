"""Sheets to hand over: a PDF for each judge with the link as a QR code, and one page to print with all."""

import json
import re
from collections.abc import Sequence
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path

from pipeline.config import ContestSettings
from pipeline.faults import failed
from pipeline.operations.files import in_the_making
from pipeline.pages.assets import read_assets
from pipeline.pages.judges.inviting import Invitation
from pipeline.pages.rendering import make_environment
from pipeline.pages.words import page_words
from reports.catalogue import Catalogue
from reports.figures import instant_text

ALL = "judges.html"
STEPS = ("open", "enter", "mark", "submit")


def write_sheets(
    folder: Path, contest: ContestSettings, invitations: Sequence[Invitation], language: str
) -> Sequence[Path]:
    """Write the files and return their paths; raises Failed where they can't be written."""
    words = page_words(language)
    sheets = [_sheet(contest, each, words) for each in invitations]
    texts = {
        f"{_file_name(each.key)}.pdf": _pdf(sheet) for each, sheet in zip(invitations, sheets, strict=True)
    }
    texts[ALL] = _page(sheets, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in texts.items():
            with in_the_making(folder / name) as partial:
                partial.write_bytes(content)
    except OSError as error:
        raise failed("output-not-written", file=folder, cause=error.strerror or "") from error
    return [folder / name for name in texts]


def qr_code(address: str) -> str:
    """Return an address as a QR code in SVG, which takes the size of its place."""
    import segno

    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=2, xmldecl=False, omitsize=True, svgns=True, dark="#000", light="#fff"
    )
    return drawing.getvalue().decode()


def _sheet(contest: ContestSettings, invitation: Invitation, words: Catalogue) -> dict[str, object]:
    """Return what a sheet says, all of it finished text."""
    due = contest.marks_due
    deadline = due and instant_text(due, contest.time_zone, words.language)
    return {
        "language": words.language,
        "contest": contest.name,
        "organiser": contest.organiser or "",
        "title": words.say("invitation.title"),
        "name": invitation.name,
        "steps": [words.say(f"invitation.step.{step}") for step in STEPS],
        "deadline": words.say("invitation.deadline", at=deadline) if deadline else "",
        "pin": words.say("invitation.pin") if invitation.pin else "",
        "personal": words.say("invitation.personal"),
        "address": invitation.address,
        "qr": qr_code(invitation.address),
    }


def _pdf(sheet: dict[str, object]) -> bytes:
    import typst

    data = json.dumps(sheet, ensure_ascii=False)
    with as_file(files("pipeline.pages").joinpath("templates", "invitation.typ")) as template:
        return typst.compile(template, root=template.parent, sys_inputs={"data": data})


def _page(sheets: Sequence[dict[str, object]], language: str) -> bytes:
    """Return all sheets as one page that needs nothing beside it."""
    assets = read_assets()
    style = assets.files[assets.names["invitation.css"]].content.decode()
    template = make_environment(assets).get_template("invitations.html.j2")
    title = page_words(language).say("invitation.title")
    return template.render(language=language, title=title, sheets=sheets, style=style).encode()


def _file_name(key: str) -> str:
    return re.sub(r"[^\w-]", "_", key)
