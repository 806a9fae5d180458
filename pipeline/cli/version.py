"""`--version`: which Lantoa this is, looked up only when it is asked."""

import argparse
from collections.abc import Sequence
from typing import Any


class VersionAction(argparse.Action):
    """Print the installed version and end."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print and end with 0."""
        from importlib.metadata import version

        print(f"lantoa {version('lantoa')}")
        parser.exit()
