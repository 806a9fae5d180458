"""Make the empty sheets of the four forms: headings to fill in under, and a second sheet that explains them.

There is no example row among the data: one that stays there by mistake would be imported as an entry.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sheets.forms import ENTRIES, Column, Form
from reports.catalogue import Catalogue

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

CHANNELS = ("youtube", "facebook", "website")
WIDTHS = (26, 10, 90, 28)
PAPER_A4 = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a blank sheet: its heading and the form's column that it belongs to."""

    text: str
    column: Column


def blank_sheet(form: Form, words: Catalogue) -> bytes:
    """Return a workbook with the form's headings in the language of `words`, and a guide to its columns."""
    import xlsxwriter

    out = io.BytesIO()
    headings = list(_headings(form, words.language))
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        _add_form(workbook, form, headings)
        _add_guide(workbook, form, words, headings)
    return out.getvalue()


def _headings(form: Form, language: str) -> Iterator[Heading]:
    for column in form.columns:
        yield Heading(column.heading(language), column)
    for channel in CHANNELS if form is ENTRIES else ():
        for family in form.families:
            yield Heading(family.heading(language, channel), family)


def _add_form(workbook: "Workbook", form: Form, headings: Sequence[Heading]) -> None:
    """Add the sheet to be filled in; its cells are text, so that 01 and long numbers stay as typed."""
    sheet = workbook.add_worksheet(form.key)
    as_text = workbook.add_format({"num_format": "@"})
    bold = workbook.add_format({"bold": True, "bottom": 1})
    _print_on_one_width(sheet)
    sheet.freeze_panes(1, 0)
    for position, heading in enumerate(headings):
        sheet.set_column(position, position, max(16, len(heading.text) + 4), as_text)
        sheet.write_string(0, position, heading.text, bold)


def _add_guide(workbook: "Workbook", form: Form, words: Catalogue, headings: Sequence[Heading]) -> None:
    sheet = workbook.add_worksheet(words.say("guide"))
    bold, wrapped = (
        workbook.add_format({"bold": True}),
        workbook.add_format({"text_wrap": True, "valign": "top"}),
    )
    titles = [words.say(key) for key in ("column", "needed", "meaning", "example")]
    rows = [titles, *(_guide_row(form, words, heading) for heading in headings)]
    _print_on_one_width(sheet)
    for position, width in enumerate(WIDTHS):
        sheet.set_column(position, position, width)
    for number, row in enumerate(rows):
        for position, text in enumerate(row):
            sheet.write_string(number, position, text, wrapped if number else bold)


def _print_on_one_width(sheet: "Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)


def _guide_row(form: Form, words: Catalogue, heading: Heading) -> Sequence[str]:
    key = f"{form.key}.{heading.column.key}"
    needed = words.say("yes" if heading.column.required else "no")
    return heading.text, needed, words.say(key), words.say(f"sample.{key}")
