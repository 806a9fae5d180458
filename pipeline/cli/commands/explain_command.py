"""`lantoa explain`: why an entry has its rank, from the readings and marks on."""

from pipeline.cli.call import Call
from pipeline.cli.codes import Exit
from pipeline.faults import refused


def run(call: Call) -> int:
    """Print the way of one entry; an unknown number is refused with those that there are."""
    from pipeline.steps.publishing import make_report
    from reports.explaining import explanation

    contest, number = call.contest(), call.options.number
    with call.workplace() as workplace:
        report = make_report(workplace, contest, call.instant(workplace, contest))
    told = explanation(report, number, call.console.words)
    if told is None:
        known = ", ".join(row.number for row in report.rows)
        raise refused("explain-unknown", number=number, contest=contest, known=known)
    call.console.result(told)
    return Exit.DONE
