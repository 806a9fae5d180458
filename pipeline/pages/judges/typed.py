"""Read what a judge typed into a field of a mark: 8,5 and 8.5 are the same, and nothing is guessed."""

from decimal import Decimal

from pipeline.sheets.codes import FaultCode
from pipeline.sheets.gathering import CellFault
from pipeline.sheets.number_cells import mark

LONGEST = 40


class Unclear(Exception):  # noqa: N818
    """What was typed is no mark of the criterion; `code` names the sentence `typed.<code>`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def typed_mark(typed: str, maximum: Decimal) -> Decimal | None:
    """Return the mark, None for an empty field; raises Unclear.

    Of two readings, the one within the maximum is meant.

    >>> typed_mark(" 8,5 ", Decimal(10)), typed_mark("8.125", Decimal(10)), typed_mark("", Decimal(10))
    (Decimal('8.5'), Decimal('8.125'), None)
    """
    if not typed.strip():
        return None
    try:
        found = mark(typed[:LONGEST])
    except CellFault as fault:
        found = _smaller(fault, maximum)
    if not 0 <= found <= maximum:
        raise Unclear("out-of-range")
    return found


def _smaller(fault: CellFault, maximum: Decimal) -> Decimal:
    if fault.code == FaultCode.TOO_MANY_DECIMALS:
        raise Unclear("too-many-decimals") from fault
    if fault.code != FaultCode.NUMBER_AMBIGUOUS:
        raise Unclear("not-a-number") from fault
    small, large = (Decimal(str(fault.parameters[name])) for name in ("small", "large"))
    if large <= maximum:
        raise Unclear("ambiguous") from fault
    return small
