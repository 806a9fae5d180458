"""What a cheap look at a platform finds, before a night depends on it; it words nothing for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class CheckCode(StrEnum):
    """How it stands with one key or token."""

    GOOD = "good"
    NO_SECRET = "no-secret"  # noqa: S105 - says that there is none
    EXPIRED = "expired"
    """Wrong, expired or revoked: a person must get a new one."""
    NO_PERMISSION = "no-permission"
    NETWORK = "network"
    BUSY = "busy"
    """A limit or quota is used up, or the platform fails: nothing is known of the key."""
    REFUSED = "refused"
    VERSION_DIFFERS = "version-differs"
    """Another version answers than the one that the settings name (`asked`, `served`)."""


@dataclass(frozen=True, slots=True)
class Check:
    """How it stands with `secret`, the name of the setting that holds it; never the secret itself.

    `until` is when it ends, None if it does not or nobody knows.
    """

    channel: str
    secret: str
    code: CheckCode
    detail: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None
