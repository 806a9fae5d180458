"""Style, script and images, each under an address that changes with its contents: browsers may keep it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
PLACE = "/static/"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files by the names that stand in their addresses, and these by the files' own names."""

    files: Mapping[str, Asset]
    names: Mapping[str, str]

    def address(self, name: str) -> str:
        """Return the address of a file; raises KeyError for one that is not there."""
        return PLACE + self.names[name]


def read_assets() -> Assets:
    """Read the package's files once."""
    folder = files("pipeline.pages").joinpath("static")
    contents = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    names = {name: _hashed_name(name, content) for name, content in contents.items()}
    found = {names[name]: Asset(content, _media_type(name)) for name, content in contents.items()}
    return Assets(found, names)


def _hashed_name(name: str, content: bytes) -> str:
    path = PurePath(name)
    return f"{path.stem}.{sha256(content).hexdigest()[:12]}{path.suffix}"


def _media_type(name: str) -> str:
    return TYPES[PurePath(name).suffix]
