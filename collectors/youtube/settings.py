"""The config's table [youtube]."""

from typing import Annotated

from pydantic import SecretStr

from collectors.protocol import FromEnvironment
from collectors.settings import Address, PlatformSettings


class YouTubeSettings(PlatformSettings):
    """How YouTube is asked; `api_address` is another base address than Google's own."""

    api_key: Annotated[SecretStr | None, FromEnvironment("LANTOA_YOUTUBE_API_KEY")] = None
    api_address: Address | None = None
