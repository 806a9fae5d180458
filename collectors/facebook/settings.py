"""The config's table [facebook]."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from collectors.protocol import FromEnvironment
from collectors.settings import Address, PlatformSettings


class FacebookSettings(PlatformSettings):
    """How Facebook is asked.

    `graph_address` is another base address than Facebook's own. `page_id` is the number of the own Page: it
    completes posts whose link names the Page by a name only, and finds the posts of videos, which alone tell
    shares. `likes` says which likes count: all kinds of reactions, or "Like" alone. `reaction_kinds` reads
    each kind of reaction as a metric of its own; `insights` asks for what only Pages of some size are told.
    `app_id` and `app_secret` are those of the app that a lasting token is got with; readings need neither.
    """

    page_token: Annotated[SecretStr | None, FromEnvironment("LANTOA_FACEBOOK_PAGE_TOKEN")] = None
    graph_version: str = Field(default="v26.0", pattern=r"^v[0-9]{1,3}\.[0-9]{1,2}$")
    graph_address: Address | None = None
    page_id: str | None = Field(default=None, pattern=r"^[0-9]+$")
    likes: Literal["reactions", "like-only"] = "reactions"
    reaction_kinds: bool = True
    insights: bool = True
    app_id: str | None = Field(default=None, pattern=r"^[0-9]+$")
    app_secret: Annotated[SecretStr | None, FromEnvironment("LANTOA_FACEBOOK_APP_SECRET")] = None
