"""Decide on the user's language before anything else is read."""

import tomllib
from pathlib import Path

from reports.catalogue import LANGUAGES


def language_of(option: str | None, config: Path) -> str:
    """Return the option's language, else the config's, else Vietnamese; a broken config is met later."""
    if option in LANGUAGES:
        return option
    try:
        said = tomllib.loads(config.read_text(encoding="utf-8-sig")).get("language")
    except (OSError, ValueError, RecursionError):
        said = None
    return said if said in LANGUAGES else "vi"
