"""The settings that every platform has."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Address = Annotated[str, Field(pattern=r"^https?://\S+$")]
"""A base address that calls go to."""


class PlatformSettings(BaseModel):
    """How long and how often a platform is asked; `tries` counts the first one too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    timeout_s: float = Field(default=30.0, gt=0, le=600)
    tries: int = Field(default=4, ge=1, le=10)
