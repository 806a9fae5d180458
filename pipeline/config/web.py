"""Where the pages are served and how people reach them: the table [web], checked by itself."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pipeline.config.telling import Host

Port = Annotated[int, Field(strict=True, ge=0, le=65535)]
PublicAddress = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - to be recognised, not to be bound
"""Hosts that stand for every address of the machine, and are no address to open."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WebSection(BaseModel):
    """Where the pages listen, the address that people open, and the proxies whose word is believed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: Host = "127.0.0.1"
    port: Port = 8000
    public_url: PublicAddress | None = None
    trusted_proxies: tuple[Host, ...] = ("127.0.0.1", "::1")

    @model_validator(mode="after")
    def _is_an_origin(self) -> Self:
        """Links and cookies hang on the address: it has a scheme and a host, and nothing after them."""
        if self.public_url is not None and not _is_origin(self.public_url):
            raise PydanticCustomError("public-url", "no web address", {})
        return self


def is_of_this_machine(web: WebSection) -> bool:
    """Tell whether the address that links begin with is one that no other machine can open.

    >>> is_of_this_machine(WebSection()), is_of_this_machine(WebSection(public_url="https://cham.example.vn"))
    (True, False)
    """
    host = web.host if web.public_url is None else urlsplit(web.public_url).hostname
    return host in LOOPBACK


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return (
        is_whole and "@" not in parts.netloc and parts.path in {"", "/"} and not parts.query + parts.fragment
    )
