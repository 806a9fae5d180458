"""What an examination finds: how it stands with one thing, and what to do where it is not right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.faults import Fault
from reports.data import ProblemLine


class Level(StrEnum):
    """How it stands: right; to be looked at, or not to be told; wrong."""

    RIGHT = "right"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the catalogue's key with its parameters, or a platform's problem in place of them."""

    level: Level
    key: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    problem: ProblemLine | None = None


def right(code: str, **parameters: object) -> Finding:
    """Make the finding that a thing is as it should be."""
    return Finding(Level.RIGHT, f"doctor.{code}", parameters)


def look(code: str, **parameters: object) -> Finding:
    """Make the finding that a person should look at a thing, or that it could not be found out."""
    return Finding(Level.LOOK, f"doctor.{code}", parameters)


def wrong(code: str, **parameters: object) -> Finding:
    """Make the finding that a thing does not work."""
    return Finding(Level.WRONG, f"doctor.{code}", parameters)


def wrong_by_fault(fault: Fault) -> Finding:
    """Make the finding of a fault that some command would meet."""
    return Finding(Level.WRONG, f"fault.{fault.code}", fault.parameters)
