"""Secrets made by chance, and what is kept or shown in their place."""

import hmac
import secrets
from hashlib import sha256

TOKEN_BYTES = 24
PIN_DIGITS = 6


def new_token() -> str:
    """Return a secret that nobody guesses, fit for an address or a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_pin() -> str:
    """Return six digits by chance."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def token_hash(token: str) -> str:
    """Return what is stored of a token: its SHA-256, which no one turns back since tokens are long.

    >>> len(token_hash(new_token()))
    64
    """
    return sha256(token.encode()).hexdigest()


def form_token(token: str) -> str:
    """Return what the forms of a browser's pages carry: made from its cookie, which no other site knows."""
    return hmac.new(token.encode(), b"form", sha256).hexdigest()
