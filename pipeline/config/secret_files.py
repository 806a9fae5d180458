"""The files that hold secrets, one each: where one is or will be, as the config and the environment say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.platforms import installed_platforms
from pipeline.config.secrets import secret_fields

Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SecretFile:
    """Where a secret belongs; `line` is what the config needs to find it, None where it is named already.

    `variable` is the environment variable that comes before the file, None where it is not set.
    """

    path: Path
    line: str | None
    variable: str | None


def usual_file(channel: str, field: str) -> str:
    """Return where a secret is kept if nobody says otherwise, from the config's folder.

    >>> usual_file("youtube", "api_key")
    'secrets/youtube-api-key.txt'
    """
    return f"secrets/{channel}-{field.replace('_', '-')}.txt"


def secret_file(tables: Tables, environment: Mapping[str, str], config: Path, name: str) -> SecretFile:
    """Return where the secret of a name such as `facebook.page_token` belongs."""
    channel, field = name.split(".")
    variable = _variable(name)
    before = variable if environment.get(variable) else None
    if environment.get(f"{variable}_FILE"):
        return SecretFile(Path(environment[f"{variable}_FILE"]), None, before)
    named = _named(tables, name)
    place = usual_file(channel, field) if named is None else named
    line = f'{field}_file = "{place}"' if named is None else None
    return SecretFile(config.resolve().parent / place, line, before)


def with_files_that_are_there(
    tables: Tables, environment: Mapping[str, str], config: Path, name: str
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Return config and environment without the file of a secret that is named and not there."""
    if secret_file(tables, environment, config, name).path.exists():
        return dict(tables), environment
    channel, field = name.split(".")
    left = {key: value for key, value in environment.items() if key != f"{_variable(name)}_FILE"}
    if _named(tables, name) is None:
        return dict(tables), left
    table = {key: value for key, value in tables[channel].items() if key != f"{field}_file"}
    return {**tables, channel: table}, left


def _variable(name: str) -> str:
    channel, field = name.split(".")
    return dict(secret_fields(installed_platforms()[channel]))[field]


def _named(tables: Tables, name: str) -> str | None:
    channel, field = name.split(".")
    table = tables.get(channel)
    named = table.get(f"{field}_file") if isinstance(table, Mapping) else None
    return None if named is None else str(named)
