"""Take keys and tokens out of what a platform says before it is kept."""

import re
from functools import lru_cache

LONGEST_MESSAGE = 120
"""A message of a platform goes into a sentence that people read; more of it helps nobody there."""
NAMES = r"access_token|refresh_token|input_token|id_token|token_auth|client_secret|appsecret_proof|key"
SECRET_PARAMETER = re.compile(rf"\b({NAMES})(?:=|%3D)[^&\s\"'<>]+", re.IGNORECASE)
SECRET_MEMBER = re.compile(rf"(\\?[\"'])({NAMES})\1(\s*:\s*)\1[^\"']*\1", re.IGNORECASE)


def masked(text: object, *secrets: str) -> str:
    """Return the text, shortened, without the secrets and without any key or token in an address or in JSON.

    >>> masked("GET https://x.example/?a=1&key=AIza1 failed; AIza2 is wrong", "AIza2")
    'GET https://x.example/?a=1&key=*** failed; *** is wrong'
    """
    clean = str(text)
    for secret in filter(None, secrets):
        clean = secret_pattern(secret).sub("***", clean)
    clean = SECRET_MEMBER.sub(r"\1\2\1\3\1***\1", clean)
    return SECRET_PARAMETER.sub(r"\1=***", clean)[:LONGEST_MESSAGE]


@lru_cache(maxsize=32)
def secret_pattern(secret: str) -> re.Pattern[str]:
    r"""Return the pattern of a secret however it is written: in any case, percent-encoded, JSON-escaped.

    Each character may stand as itself, behind a backslash, as `\u002f`, as `%2F` (or `%252F`) or as an HTML
    entity, one form beside another.

    >>> secret_pattern("a/B").sub("***", r"A\/b a%2fB a\u002FB a/B a&#47;b")
    '*** *** *** *** ***'
    """
    return re.compile("".join(_character(letter) for letter in secret), re.IGNORECASE)


def _character(letter: str) -> str:
    encoded = "".join(f"%(?:25)*{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass"))
    units = letter.encode("utf-16-be", "surrogatepass")
    escaped = "".join(rf"\\+u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
    number = ord(letter)
    space = r"|\+" if letter == " " else ""
    return rf"(?:\\*{re.escape(letter)}|{encoded}|{escaped}|&\#0*{number};|&\#x0*{number:x};{space})"
