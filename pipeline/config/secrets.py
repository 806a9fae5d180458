"""Fill a table's secrets in from the environment or from files, never from the config itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from collectors import FromEnvironment, Platform
from pipeline.faults import refused


def with_secrets(
    table: Mapping[str, Any],
    name: str,
    model: type[BaseModel],
    config: Path,
    environment: Mapping[str, str],
) -> dict[str, Any]:
    """Return a table of the config with each secret in place of its `…_file` key.

    The environment variable comes first, then the variable with `_FILE` added, then the key with `_file`
    added. Raises Refused for a secret that stands in the config and for a file that can't be read.
    """
    filled = dict(table)
    for field, variable in model_secrets(model):
        key = f"{name}.{field}"
        if field in filled:
            raise refused("secret-in-config", file=config, key=key, variable=variable)
        named = filled.pop(f"{field}_file", None)
        secret = _secret(named, variable, config, key, environment)
        if secret is not None:
            filled[field] = secret
    return filled


def secret_fields(platform: Platform) -> Iterator[tuple[str, str]]:
    """Yield each secret of a platform's settings with the environment variable that may hold it."""
    yield from model_secrets(platform.settings_model)


def model_secrets(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield each secret of a table's model with the environment variable that may hold it."""
    for name, field in model.model_fields.items():
        for mark in field.metadata:
            if isinstance(mark, FromEnvironment):
                yield name, mark.variable


def _secret(
    named: object, variable: str, config: Path, key: str, environment: Mapping[str, str]
) -> str | None:
    found = secret_from_environment(variable, environment)
    if found is not None or named is None:
        return found
    return _read(config.resolve().parent / str(named), f"{key}_file")


def secret_from_environment(variable: str, environment: Mapping[str, str]) -> str | None:
    """Return the variable's value, else what stands in the file that `<variable>_FILE` names, else None.

    Raises Refused for a file that can't be read.
    """
    if environment.get(variable):
        return environment[variable].strip()
    if environment.get(f"{variable}_FILE"):
        return _read(Path(environment[f"{variable}_FILE"]), f"{variable}_FILE")
    return None


def _read(path: Path, key: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, ValueError) as error:
        raise refused("secret-file-unreadable", file=path, key=key) from error
