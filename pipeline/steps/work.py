"""A night or extra reading that is worked on: what its steps share, and what they came to so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from pipeline.config import ContestSettings
from pipeline.database.types import instant_from_epoch
from pipeline.faults import Refused
from pipeline.steps.collecting import Collection
from pipeline.steps.publishing import make_report
from pipeline.workplace import Workplace
from reports.data import RankingReport


@dataclass
class Work:
    """One occasion of one contest; `done` has what each step came to, by its name.

    `begun` has what steps came to before that are to be done again; `failure` is why a step could not be
    done.
    """

    workplace: Workplace
    collection: Collection
    key: str
    contest_id: int
    occasion: str
    begun: Mapping[str, Mapping[str, Any]]
    done: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    failure: Refused | None = None

    @property
    def contest(self) -> ContestSettings:
        """The contest's settings."""
        return self.workplace.settings.contests[self.key]

    @property
    def now(self) -> datetime:
        """The instant by the workplace's clock."""
        return self.workplace.tools.now()

    @property
    def run_id(self) -> int | None:
        """The run that this occasion made, None where nothing was left to read."""
        found = self.done.get("collect", {}).get("run")
        return None if found is None else int(found)

    @cached_property
    def report(self) -> RankingReport:
        """The report as of the instant at which the contest was ranked."""
        return make_report(self.workplace, self.key, instant_from_epoch(self.done["rank"]["ranked_at"]))
