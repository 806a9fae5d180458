"""Search everything that a contest leaves behind: files, what is packed in them, all rows of its database."""

from __future__ import annotations

import re
import sqlite3
import zlib
from base64 import b64encode
from contextlib import closing, suppress
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus
from zipfile import ZipFile, is_zipfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PIECE = 10
"""So many characters in a row of a secret are too many to be anywhere."""
PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def pieces_found(secrets: Iterable[str], texts: Iterable[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """Return where a piece of a secret stands, in whatever form it is written, and which."""
    wanted = {piece for secret in secrets for form in forms(secret) for piece in pieces(form)}
    pattern = re.compile(b"|".join(re.escape(piece.encode()) for piece in sorted(wanted)), re.IGNORECASE)
    return {(place, found.decode()) for place, text in texts for found in pattern.findall(text)}


def forms(secret: str) -> set[str]:
    return {secret, quote(secret, safe=""), quote_plus(secret), b64encode(secret.encode()).decode()}


def pieces(form: str) -> Iterator[str]:
    return (form[start : start + PIECE] for start in range(len(form) - PIECE + 1))


def left_behind(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of all files, unpacked where they are packed, and all cells of databases."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield from unpacked(path.name, path.read_bytes())
        if path.suffix == ".db":
            yield from cells(path)


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}/{member}", archive.read(member))
    for packed in [content, *PDF_STREAM.findall(content)]:
        with suppress(zlib.error):
            yield name, zlib.decompressobj().decompress(packed)


def cells(path: Path) -> Iterator[tuple[str, bytes]]:
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name of our own
                for cell in row:
                    yield from unpacked(table, cell if isinstance(cell, bytes) else str(cell).encode())
