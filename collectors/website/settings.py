"""The config's table [website]."""

from datetime import date
from typing import Annotated

from pydantic import Field, SecretStr

from collectors.protocol import FromEnvironment
from collectors.settings import Address, PlatformSettings


class WebsiteSettings(PlatformSettings):
    """How the website's Matomo is asked.

    Views are those from `counted_from` on, a day of the site's own time zone. `hosts` are the site's own host
    names, on which a path is one page; without any, each host is a site of its own.
    """

    matomo_address: Address | None = None
    matomo_site_id: int | None = Field(default=None, ge=1)
    matomo_token: Annotated[SecretStr | None, FromEnvironment("LANTOA_MATOMO_TOKEN")] = None
    counted_from: date | None = None
    hosts: tuple[str, ...] = ()
