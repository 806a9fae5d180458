"""Take every configured secret, and whatever looks like one, out of what is written down."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from pydantic import BaseModel, SecretStr
from sqlalchemy.engine import make_url

from collectors.masking import SECRET_MEMBER, SECRET_PARAMETER, secret_pattern
from pipeline.config import Settings

MASK = "***"
URL_CREDENTIALS = re.compile(r"(?<=://)[^\s/@'\"]+@")
AUTHORIZATION = re.compile(r"\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+", re.IGNORECASE)


class Masker:
    """Masks certain secrets in every form that they are written in, and all credentials in addresses.

    >>> Masker(["p@ss"])("postgresql://u:p%40ss@h/n?access_token=EAAB refused p@ss")
    'postgresql://***@h/n?access_token=*** refused ***'
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        longest_first = sorted(filter(None, set(secrets)), key=len, reverse=True)
        self._secrets = [secret_pattern(secret) for secret in longest_first]

    def __call__(self, text: str) -> str:
        """Return the text without any secret."""
        clean = text
        for secret in self._secrets:
            clean = secret.sub(MASK, clean)
        clean = SECRET_MEMBER.sub(rf"\1\2\1\3\1{MASK}\1", clean)
        clean = SECRET_PARAMETER.sub(rf"\1={MASK}", clean)
        clean = AUTHORIZATION.sub(rf"\1 {MASK}", clean)
        return URL_CREDENTIALS.sub(f"{MASK}@", clean)

    def masked(self, value: object) -> object:
        """Return a value that JSON can hold, every text in it without any secret."""
        if isinstance(value, bool | int | float | None):
            return value
        if isinstance(value, Mapping):
            return {self(str(key)): self.masked(inner) for key, inner in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str | bytes):
            return [self.masked(inner) for inner in value]
        return self(str(value))


def secrets_of(settings: Settings) -> frozenset[str]:
    """Return every secret that the settings hold, and the password in the database's address."""
    password = make_url(settings.database_url).password
    return frozenset([*_secrets_in(settings), *([str(password)] if password else [])])


def _secrets_in(value: object) -> Iterator[str]:
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    for inner in _parts(value):
        yield from _secrets_in(inner)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, BaseModel):
        return [getattr(value, name) for name in type(value).model_fields]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
