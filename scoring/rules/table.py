"""What all tables of the rules have in common."""

from pydantic import BaseModel, ConfigDict


class RulesTable(BaseModel):
    """A table that never changes, and in which an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)
