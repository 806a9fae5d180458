"""What a check of the history finds: a code with its parameters, worded only where people read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was stored: the catalogue's key `verify.<code>` and its parameters."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)
