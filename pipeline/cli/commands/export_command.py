"""`lantoa export`: give entries, judges, marks or readings back as a spreadsheet."""

import sys
from pathlib import Path

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import failed, refused


def run(call: Call) -> int:
    """Write the form to a file, or as CSV to standard output."""
    from pipeline.operations.files import in_the_making

    content = _content(call)
    if call.options.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return Exit.DONE
    path = Path(call.options.output)
    try:
        with in_the_making(path) as unfinished:
            unfinished.write_bytes(content)
    except OSError as error:
        raise failed("output-not-written", file=path, cause=error.strerror or "") from error
    call.console.say("exported", file=path)
    return Exit.DONE


def _content(call: Call) -> bytes:
    from pipeline.database.opening import reading
    from pipeline.sheets.exporting import export_rows
    from pipeline.sheets.forms import FORMS
    from pipeline.sheets.writing import csv_from_export, xlsx_from_export

    if _format(call) == "xlsx" and call.options.output is None:
        raise refused("xlsx-needs-file", form=call.options.form)
    contest = call.contest()
    zone = call.settings.contests[contest].zone
    with call.workplace() as workplace, reading(workplace.engine) as session:
        export = export_rows(session, contest, FORMS[call.options.form], call.console.language, zone)
    return csv_from_export(export) if _format(call) == "csv" else xlsx_from_export(export)


def _format(call: Call) -> str:
    """Return the format that was asked for, else the one that the file's name says."""
    is_workbook = (call.options.output or "").lower().endswith(".xlsx")
    return str(call.options.format or ("xlsx" if is_workbook else "csv"))
