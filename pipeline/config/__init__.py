"""Read config.toml, the environment and secret files once, into frozen values that check themselves."""

from pipeline.config.loading import load_settings
from pipeline.config.settings import ConfiguredPlatform, ContestSettings, Settings

__all__ = ["ConfiguredPlatform", "ContestSettings", "Settings", "load_settings"]
