"""The config's table [website]."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from collectors.protocol import FromEnvironment
from collectors.settings import Address, PlatformSettings


class WebsiteSettings(PlatformSettings):
    """How the website's counter is asked: its Matomo, or the Google Analytics property `ga4_property`.

    Views are those from `counted_from` on, a day of the site's own time zone. `hosts` are the site's own host
    names, on which a path is one page; without any, each host is a site of its own. `ga4_credentials` is the
    JSON of a service account's key or of a person's token; the addresses are others than Google's own.
    """

    counter: Literal["matomo", "ga4"] = "matomo"
    matomo_address: Address | None = None
    matomo_site_id: int | None = Field(default=None, ge=1)
    matomo_token: Annotated[SecretStr | None, FromEnvironment("LANTOA_MATOMO_TOKEN")] = None
    ga4_property: str | None = Field(default=None, pattern=r"^[0-9]+$")
    ga4_credentials: Annotated[SecretStr | None, FromEnvironment("LANTOA_GA4_CREDENTIALS")] = None
    counted_from: date | None = None
    hosts: tuple[str, ...] = ()
    ga4_address: Address | None = None
    token_address: Address | None = None

    @property
    def is_by_hand(self) -> bool:
        """Whether people count, since no counter is named."""
        return (self.matomo_address if self.counter == "matomo" else self.ga4_property) is None
