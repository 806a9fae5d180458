"""The config's table [youtube]."""

from typing import Annotated

from pydantic import Field, SecretStr

from collectors.protocol import FromEnvironment
from collectors.settings import Address, PlatformSettings


class YouTubeSettings(PlatformSettings):
    """How YouTube is asked; the addresses are others than Google's own.

    `owner_token` is the token of the channel's owner, as JSON: without it shares are not asked for, and
    `channel_id` has to say whose uploads are looked through for new videos.
    `units_a_day` is the quota that Google grants.
    """

    api_key: Annotated[SecretStr | None, FromEnvironment("LANTOA_YOUTUBE_API_KEY")] = None
    owner_token: Annotated[SecretStr | None, FromEnvironment("LANTOA_YOUTUBE_OWNER_TOKEN")] = None
    units_a_day: int = Field(default=10_000, ge=1)
    api_address: Address | None = None
    analytics_address: Address | None = None
    consent_address: Address | None = None
    token_address: Address | None = None
    channel_id: str | None = Field(default=None, pattern=r"^UC[A-Za-z0-9_-]{22}$")
