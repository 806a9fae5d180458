"""One text for one value, whatever made it, and the digest of a text."""

import json
import zlib
from hashlib import sha256


def canonical(value: object) -> str:
    """Return a value of dicts, lists, texts, whole numbers and None as JSON with sorted keys and no blanks.

    >>> canonical({"b": [1, None], "a": "é"})
    '{"a":"é","b":[1,null]}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def packed(text: str) -> bytes:
    """Return a text compressed, as it is stored."""
    return zlib.compress(text.encode(), 9)


def unpacked(content: bytes) -> str | None:
    """Return a stored text, None where the bytes are no longer what was stored."""
    try:
        return zlib.decompress(content).decode()
    except (zlib.error, UnicodeDecodeError):
        return None
