"""Let the stand-in play the platforms: its addresses and keys take the place of the configured ones."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from pipeline.config import ConfiguredPlatform, Settings
from pipeline.demo.standin import StandIn, World
from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, YOUTUBE_CHANNEL_ID


@contextmanager
def played_platforms(settings: Settings, world: World) -> Iterator[Settings]:
    """Start the stand-in and give the settings that lead to it."""
    with StandIn(world) as stand_in:
        played = _played(stand_in)
        platforms = {
            channel: _with(configured, played.get(channel, {}))
            for channel, configured in settings.platforms.items()
        }
        yield replace(settings, platforms=platforms)


def _played(stand_in: StandIn) -> Mapping[str, Mapping[str, object]]:
    accepted = stand_in.world.settings
    return {
        "youtube": {
            "api_address": stand_in.youtube_address,
            "api_key": min(accepted.youtube_keys),
            "analytics_address": stand_in.youtube_address,
            "token_address": stand_in.token_address,
            "consent_address": stand_in.consent_address,
            "channel_id": YOUTUBE_CHANNEL_ID,
        },
        "facebook": {
            "graph_address": stand_in.graph_address,
            "page_token": min(accepted.facebook_tokens),
            "page_id": FACEBOOK_PAGE_ID,
        },
        "website": {
            "matomo_address": stand_in.matomo_address,
            "matomo_token": min(accepted.matomo_tokens),
            "ga4_address": stand_in.address,
            "token_address": stand_in.token_address,
        },
    }


def _with(configured: ConfiguredPlatform, changes: Mapping[str, object]) -> ConfiguredPlatform:
    model = configured.platform.settings_model
    table = {**configured.settings.model_dump(exclude_unset=True), **changes}
    return replace(configured, settings=model.model_validate(table))
