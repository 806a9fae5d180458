"""From config.toml and the environment to `Settings`, or a refusal with every fault that was found."""

import re
import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from collectors import Platform
from pipeline.config.platforms import installed_platforms
from pipeline.config.secret_files import with_files_that_are_there
from pipeline.config.secrets import secret_from_environment, with_secrets
from pipeline.config.settings import ConfigFile, ConfiguredPlatform, Settings
from pipeline.config.telling import MailSection, WebhookSection
from pipeline.config.wording import faults_from_validation
from pipeline.faults import Fault, Refused, refused

Model = TypeVar("Model", bound=BaseModel)

LOGS = "logs"
"""The folder of the logs where the config names none."""

SECRET_TABLES: Mapping[str, type[BaseModel]] = {"mail": MailSection, "webhook": WebhookSection}
"""Our own tables that hold secrets, beside the platforms'."""

DRIVERS = ("sqlite", "postgresql+psycopg")
"""The databases that Lantoa keeps its data in, as their addresses begin."""


def load_settings(path: Path, environment: Mapping[str, str], *, unwritten: Collection[str] = ()) -> Settings:
    """Read the file and the environment's secrets; relative paths count from the file's folder.

    `unwritten` are secrets, such as `facebook.page_token`, whose files may not be there yet. Raises Refused
    with all faults of all tables together.
    """
    tables = read_config(path)
    for name in unwritten:
        tables, environment = with_files_that_are_there(tables, environment, path, name)
    platforms = installed_platforms()
    platform_tables = {channel: tables.pop(channel, {}) for channel in platforms}
    faults: list[Fault] = []
    tables |= _secret_tables(tables, path, environment, faults)
    config = _checked(ConfigFile, tables, path, (), faults)
    configured = {
        channel: _configured(platform, platform_tables[channel], path, environment, faults)
        for channel, platform in platforms.items()
    }
    if faults or config is None:
        raise Refused(*faults)
    return _settings(config, {c: p for c, p in configured.items() if p is not None}, path, environment)


def read_config(path: Path) -> dict[str, Any]:
    """Return the file's tables, numbers with a point as Decimal; raises Refused if it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        raise refused("config-missing", file=path) from None
    except OSError as error:
        raise refused("config-unreadable", file=path, cause=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise refused("config-not-utf8", file=path, position=error.start) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _syntax_fault(path, str(error)) from error


def _syntax_fault(path: Path, cause: str) -> Refused:
    """Name the line and column where the parser tells them: its own words speak to programmers."""
    place = re.search(r"at line (\d+), column (\d+)", cause)
    if place is None:
        return refused("config-not-toml", file=path)
    return refused("config-syntax", file=path, line=place[1], column=place[2])


def _checked(
    model: type[Model], table: Mapping[str, Any], path: Path, prefix: tuple[str, ...], faults: list[Fault]
) -> Model | None:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        faults += faults_from_validation(error, model, path, prefix)
        return None


def _secret_tables(
    tables: Mapping[str, Any], path: Path, environment: Mapping[str, str], faults: list[Fault]
) -> dict[str, Any]:
    """Return our own tables that hold secrets, with the secrets filled in."""
    filled = {}
    for name, model in SECRET_TABLES.items():
        table = tables.get(name, {})
        try:
            if isinstance(table, Mapping):
                filled[name] = with_secrets(table, name, model, path, environment)
        except Refused as refusal:
            faults += refusal.faults
    return filled


def _configured(
    platform: Platform, table: object, path: Path, environment: Mapping[str, str], faults: list[Fault]
) -> ConfiguredPlatform | None:
    if not isinstance(table, Mapping):
        faults.append(
            Fault("wrong-type", {"file": path, "key": platform.channel, "value": table, "expected": "table"})
        )
        return None
    try:
        filled = with_secrets(table, platform.channel, platform.settings_model, path, environment)
    except Refused as refusal:
        faults += refusal.faults
        return None
    settings = _checked(platform.settings_model, filled, path, (platform.channel,), faults)
    return ConfiguredPlatform(platform, settings) if settings else None


def _settings(
    config: ConfigFile,
    platforms: Mapping[str, ConfiguredPlatform],
    path: Path,
    environment: Mapping[str, str],
) -> Settings:
    folder = path.resolve().parent
    named = secret_from_environment("LANTOA_DATABASE_URL", environment) or config.database.url
    url = _database_url(named, folder, path)
    logs = config.logs.folder
    return Settings(
        language=config.language,
        database_url=url,
        nightly_at=config.schedule.nightly_at,
        reports_folder=folder / config.reports.folder,
        logs_folder=folder / logs if logs else _folder_of_database(url, folder) / LOGS,
        log_days=config.logs.keep_days,
        web=config.web,
        mail=config.mail,
        webhook=config.webhook,
        platforms=platforms,
        contests=config.contests,
        uses_stand_in=config.demo.stand_in,
    )


def _database_url(url: str, folder: Path, path: Path) -> str:
    """Return the address with an SQLite file's place made absolute; raises Refused for another database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise refused("database-url", file=path, key="database.url") from None
    if parsed.drivername not in DRIVERS or (parsed.drivername == "sqlite" and parsed.query):
        raise refused("database-url", file=path, key="database.url")
    if parsed.drivername == "sqlite" and parsed.database and parsed.database != ":memory:":
        parsed = parsed.set(database=str(folder / parsed.database))
    return parsed.render_as_string(hide_password=False)


def _folder_of_database(url: str, folder: Path) -> Path:
    """Return the folder of an SQLite file, else the config's own."""
    parsed = make_url(url)
    is_file = parsed.drivername == "sqlite" and parsed.database not in {None, "", ":memory:"}
    return Path(parsed.database or "").parent if is_file else folder
