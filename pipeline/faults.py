"""Bad input as a value: a code with its parameters and place, worded only where people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the catalogue's key `fault.<code>` and the parameters of its sentence."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818
    """Input, config or usage that cannot be taken, with every fault that was found; nothing was changed."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f"{fault.code} {dict(fault.parameters)}" for fault in faults))
        self.faults: Sequence[Fault] = faults


class Failed(Refused):
    """Something that Lantoa stands on did not work: the database, the disk. The input was not at fault."""


def refused(code: str, **parameters: object) -> Refused:
    """Make the refusal of one fault.

    >>> refused("unknown-contest", contest="x").faults[0].code
    'unknown-contest'
    """
    return Refused(Fault(code, parameters))


def failed(code: str, **parameters: object) -> Failed:
    """Make the failure of one cause."""
    return Failed(Fault(code, parameters))
