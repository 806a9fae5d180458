"""Passwords and PINs by argon2, at most two at a time, since each takes a good deal of memory."""

from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST_LENGTH = 10
_TURNS = BoundedSemaphore(2)


def hashed(password: str) -> str:
    """Return the argon2id hash of a password or PIN, with a salt of its own."""
    with _TURNS:
        return _hasher().hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; without a hash it takes as long and never does."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _TURNS:
        try:
            _hasher().verify(password_hash or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


@cache
def _hasher() -> "PasswordHasher":
    """Return the hasher with the least parameters that OWASP's cheat sheet on password storage names."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's")
