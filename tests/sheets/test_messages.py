"""The sentences for people: one for every code, the same places in both languages."""

import string
import unicodedata

import pytest

from collectors.protocol import LinkFault
from pipeline.sheets.codes import FaultCode, NoteCode
from reports.catalogue import catalogue


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _is_coded(key: str) -> bool:
    return key.startswith(("fault.", "note."))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_has_one_sentence_and_no_sentence_is_without_a_code(language: str) -> None:
    expected = {f"fault.{code}" for code in FaultCode} | {f"note.{code}" for code in NoteCode}
    assert {key for key in catalogue("pipeline.sheets", language).templates if _is_coded(key)} == expected


def test_both_languages_name_the_same_places() -> None:
    vietnamese, english = (catalogue("pipeline.sheets", language).templates for language in ("vi", "en"))
    assert {key: _places(text) for key, text in vietnamese.items()} == {
        key: _places(text) for key, text in english.items()
    }


def test_every_sentence_names_the_file() -> None:
    sentences = catalogue("pipeline.sheets", "vi").templates
    assert [key for key, text in sentences.items() if _is_coded(key) and "file" not in _places(text)] == []


def test_every_fault_of_a_link_has_its_code() -> None:
    assert {f"link-{fault.value}" for fault in LinkFault} <= {code.value for code in FaultCode}


def test_vietnamese_is_composed() -> None:
    assert all(
        unicodedata.is_normalized("NFC", text)
        for text in catalogue("pipeline.sheets", "vi").templates.values()
    )
