"""What the config says, as frozen values that check themselves; nothing here reads a file."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from collectors import Platform
from pipeline.config.contest_checks import contest_faults
from pipeline.config.telling import MailSection, WebhookSection
from pipeline.config.web import WebSection
from scoring.rules import Rules
from scoring.rules.checks import crossed_faults

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""The years that a contest may lie in."""


def _zone_name(value: object) -> object:
    if not isinstance(value, str) or value not in available_timezones():
        raise PydanticCustomError("unknown-time-zone", "unknown time zone", {})
    return value


def _moment(value: object) -> object:
    """A date alone leaves open whether its day is in or out, and a number is no date at all."""
    if type(value) is not datetime:
        code = "date-without-time" if isinstance(value, date) else "not-a-date-and-time"
        raise PydanticCustomError(code, "not a date and time", {})
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        context = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise PydanticCustomError("year-out-of-range", "year out of range", context)
    return value


def _clock_time(value: object) -> object:
    try:
        found = value if isinstance(value, time) else time.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise PydanticCustomError("not-a-time-of-day", "not a time of day", {})
    return found


def _printable(value: object) -> object:
    if isinstance(value, str) and any(unicodedata.category(character) == "Cc" for character in value):
        raise PydanticCustomError("control-character-in-value", "control character", {})
    return value


PRINTABLE = BeforeValidator(_printable)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), PRINTABLE]
Moment = Annotated[datetime, BeforeValidator(_moment)]
ContestKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContestSettings(Rules):
    """One contest: its name and dates, and the draft of its rules.

    Instants without an offset are local to `time_zone`; after the check all three are aware. `is_made_up`
    marks a contest whose data are invented, and reports say so.
    """

    name: Text
    organiser: Text | None = None
    time_zone: Annotated[str, BeforeValidator(_zone_name)] = "Asia/Ho_Chi_Minh"
    opens_at: Moment
    cut_off_at: Moment
    marks_due_at: Moment | None = None
    is_made_up: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The contest's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def opening(self) -> datetime:
        """The instant of the opening, in UTC."""
        return self._instant(self.opens_at)

    @property
    def cut_off(self) -> datetime:
        """The instant at which counts stop counting, in UTC."""
        return self._instant(self.cut_off_at)

    @property
    def marks_due(self) -> datetime | None:
        """The instant until which judges may mark, in UTC."""
        return None if self.marks_due_at is None else self._instant(self.marks_due_at)

    def _instant(self, moment: datetime) -> datetime:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        return aware.astimezone(UTC)

    @model_validator(mode="after")
    def _can_be_satisfied(self) -> Self:
        """Take the place of the rules' own check, so that its faults and the contest's are told together."""
        faults = [*crossed_faults(self), *contest_faults(self)]
        if faults:
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self


class DatabaseSection(_Section):
    """Where readings and marks are kept."""

    url: Text = "sqlite:///lantoa.db"


class ScheduleSection(_Section):
    """When the nightly job runs, in each contest's zone."""

    nightly_at: Annotated[time, BeforeValidator(_clock_time)] = time(2)


class ReportsSection(_Section):
    """Where reports are written."""

    folder: Annotated[Path, PRINTABLE] = Path("reports-output")


class LogsSection(_Section):
    """Where it is written down what happened, and for how many days that is kept."""

    folder: Annotated[Path, PRINTABLE] | None = None
    keep_days: Annotated[int, Field(strict=True, ge=1, le=3650)] = 90


class DemoSection(_Section):
    """Whether the platforms are played by the stand-in, and up to which instant the demo has come."""

    stand_in: bool = False


class ConfigFile(_Section):
    """The whole file, less the tables of the platforms."""

    language: Literal["vi", "en"] = "vi"
    database: DatabaseSection = DatabaseSection()
    schedule: ScheduleSection = ScheduleSection()
    reports: ReportsSection = ReportsSection()
    web: WebSection = WebSection()
    mail: MailSection = MailSection()
    webhook: WebhookSection = WebhookSection()
    logs: LogsSection = LogsSection()
    demo: DemoSection = DemoSection()
    contests: Mapping[ContestKey, ContestSettings] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConfiguredPlatform:
    """A platform with its settings, secrets included."""

    platform: Platform
    settings: BaseModel


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was configured, paths made absolute.

    Secrets stand only inside `platforms`, `mail` and `webhook`.
    """

    language: str
    database_url: str
    nightly_at: time
    reports_folder: Path
    logs_folder: Path
    log_days: int
    web: WebSection
    mail: MailSection
    webhook: WebhookSection
    platforms: Mapping[str, ConfiguredPlatform]
    contests: Mapping[str, ContestSettings]
    uses_stand_in: bool

    @property
    def time_zone(self) -> str:
        """The zone in which people are told instants that belong to no contest: the first contest's."""
        zones = (contest.time_zone for contest in self.contests.values())
        return next(zones, str(ContestSettings.model_fields["time_zone"].default))
