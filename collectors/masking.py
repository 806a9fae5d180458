"""Take keys and tokens out of what a platform says before it is kept."""

import re
from urllib.parse import quote, quote_plus

LONGEST_MESSAGE = 300
SECRET_PARAMETER = re.compile(r"\b(access_token|token_auth|key)=[^&\s\"'<>]+", re.IGNORECASE)


def masked(text: object, secret: str) -> str:
    """Return the text, shortened, without the secret and without any key or token in an address.

    >>> masked("GET https://x.example/?a=1&key=AIza1 failed; AIza2 is wrong", "AIza2")
    'GET https://x.example/?a=1&key=*** failed; *** is wrong'
    """
    clean = str(text)
    for form in {secret, quote(secret, safe=""), quote_plus(secret)} - {""}:
        clean = clean.replace(form, "***")
    return SECRET_PARAMETER.sub(r"\1=***", clean)[:LONGEST_MESSAGE]
