"""One text for one value, the digest of a text, and names that can be erased without breaking a digest."""

import json
import zlib
from hashlib import sha256

ERASED = "sha256:"
"""How the trace begins that stands in a row for a name that was erased."""


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
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(content).decode()
    except (zlib.error, UnicodeDecodeError):
        return None
    return text if reader.eof and not reader.unused_data else None


def trace(words: str | None, place: str) -> str | None:
    """Return what goes into a digest for a person's name or words: their own digest, different at each place.

    To erase them, put the trace in their place in the row: it stands for itself, and every digest stays
    right.

    >>> trace(trace("Lan", "run 1"), "run 1") == trace("Lan", "run 1") != trace("Lan", "run 2")
    True
    """
    if words is None or words.startswith(ERASED):
        return words
    return ERASED + digest(canonical([place, words]))
