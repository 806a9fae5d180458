"""How people are told of the nights: the tables [mail] and [webhook], checked by themselves."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from collectors import FromEnvironment

MailAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]
Host = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9.:_-]+$")]
TimeLimit = Annotated[float, Field(gt=0, le=600)]

PORTS = {"starttls": 587, "ssl": 465, "none": 25}
"""The usual port of each kind of security."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MailSection(_Section):
    """The mail server and who writes to whom; without a host nobody is told by mail."""

    host: Host | None = None
    port: Annotated[int, Field(strict=True, ge=1, le=65535)] | None = None
    security: Literal["starttls", "ssl", "none"] = "starttls"
    sender: MailAddress | None = Field(default=None, alias="from")
    to: tuple[MailAddress, ...] = ()
    user: Annotated[str, StringConstraints(min_length=1)] | None = None
    password: Annotated[SecretStr | None, FromEnvironment("LANTOA_SMTP_PASSWORD")] = None
    timeout_s: TimeLimit = 30.0

    @property
    def port_in_use(self) -> int:
        """The port, or the usual one of the kind of security."""
        return self.port or PORTS[self.security]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Whoever names one of host, from and to wants mails, and needs all three."""
        found = {"host": self.host, "from": self.sender, "to": self.to}
        missing = [name for name, value in found.items() if not value]
        if 0 < len(missing) < len(found):
            context = {"missing": ", ".join(f"mail.{name}" for name in missing)}
            raise PydanticCustomError("mail-incomplete", "mail incomplete", context)
        return self


class WebhookSection(_Section):
    """Where messages are posted as JSON; the address is a secret, since it lets anybody write there."""

    address: Annotated[SecretStr | None, FromEnvironment("LANTOA_WEBHOOK_ADDRESS")] = None
    timeout_s: TimeLimit = 30.0

    @model_validator(mode="after")
    def _is_web(self) -> Self:
        if self.address is not None and not self.address.get_secret_value().startswith(
            ("https://", "http://")
        ):
            raise PydanticCustomError("webhook-not-a-link", "no web address", {})
        return self
