"""Begin a contest in a folder: a config and empty sheets, all of them or none, and nothing overwritten."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pipeline.faults import Fault, Refused, failed
from pipeline.operations.beginning_values import beginning_values, beginning_words
from pipeline.operations.blank_sheets import blank_sheet
from pipeline.operations.config_text import config_text
from pipeline.operations.files import in_the_making
from pipeline.sheets.forms import FORMS
from reports.catalogue import catalogue

CONFIG = "config.toml"


def begin(folder: Path, language: str, now: datetime) -> list[Path]:
    """Write the config and the four sheets; return their paths, the config first.

    Raises Refused with each file that is there already, Failed where one can't be written.
    """
    contents = {folder / name: content for name, content in _contents(language, now)}
    present = [path for path in contents if path.exists()]
    if present:
        raise Refused(*(Fault("init-exists", {"file": path}) for path in present))
    is_new = not folder.exists()
    try:
        _write(contents)
    except OSError as error:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise failed("output-not-written", file=folder, cause=error.strerror or str(error)) from error
    return list(contents)


def _contents(language: str, now: datetime) -> Iterator[tuple[str, bytes]]:
    words = catalogue("pipeline.config", language)
    yield CONFIG, config_text(words, beginning_values(language, now)).encode()
    names = beginning_words(language)["sheets"]
    for key, form in FORMS.items():
        yield names[key], blank_sheet(form, catalogue("pipeline.operations", language))


def _write(contents: Mapping[Path, bytes]) -> None:
    """Write all files, or take back those that were written."""
    written: list[Path] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with in_the_making(path) as partial:
                partial.write_bytes(content)
            written.append(path)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
