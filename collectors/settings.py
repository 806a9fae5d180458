"""The settings that every platform has."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

Address = Annotated[str, Field(pattern=r"^https?://\S+$")]
"""A base address that calls go to."""


class PlatformSettings(BaseModel):
    """How long, how often and on how many connections a platform is asked.

    `timeout_s` is for a whole call, `tries` counts the first one too, `waiting_s` is how long all of a
    night's waits on this platform may last together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timeout_s: float = Field(default=30.0, gt=0, le=600)
    tries: int = Field(default=4, ge=1, le=10)
    waiting_s: float = Field(default=600.0, ge=0, le=86_400)
    connections: int = Field(default=4, ge=1, le=64)


def secret_of(value: SecretStr | None) -> str:
    """Return the secret, empty where there is none."""
    return value.get_secret_value() if value else ""
