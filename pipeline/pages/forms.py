"""Read the fields of a form, as text that can be stored."""

import unicodedata
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile

from pipeline.pages.forgery import sent_form
from pipeline.pages.uploads import SentFile
from pipeline.sheets.text_cells import normalised

LONGEST_TEXT = 2000
LONGEST_NAME = 200
CONTROLS = frozenset({"Cc", "Cs"})


class Form:
    """A form's fields; one that is not there is empty, one that is too long is cut."""

    def __init__(self, fields: FormData) -> None:
        self.fields = fields

    def has(self, name: str) -> bool:
        """Tell whether the form has a field at all."""
        return name in self.fields

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """Return a field in composed letters, without blanks around it and without control characters."""
        return stored_text(self.secret(name))[:longest].strip()

    def secret(self, name: str) -> str:
        """Return a password or PIN as it was typed."""
        value = self.fields.get(name)
        return value[: 2 * LONGEST_TEXT] if isinstance(value, str) else ""

    def file(self, name: str) -> SentFile | None:
        """Return a file that was sent; None where none was chosen."""
        value = self.fields.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            return None
        return SentFile(stored_text(value.filename)[-LONGEST_NAME:], value.file.read())


def stored_text(typed: str) -> str:
    r"""Return what was typed in composed letters and without control characters but line ends.

    >>> stored_text("a\x00b\r\nc")
    'ab\nc'
    """
    kept = (each for each in normalised(typed) if each == "\n" or unicodedata.category(each) not in CONTROLS)
    return "".join(kept)


def _form(fields: Annotated[FormData, Depends(sent_form)]) -> Form:
    return Form(fields)


SentForm = Annotated[Form, Depends(_form)]
