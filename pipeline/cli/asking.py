"""Ask the person at the terminal for a line, or for a secret that the screen does not show."""

import sys
from getpass import getpass

from pipeline.cli.console import Console


def asked_line(console: Console, key: str) -> str:
    """Return what the person types or pastes after a sentence, empty at the end of the input."""
    console.say(key)
    return sys.stdin.readline().strip()


def asked_secret(console: Console, key: str) -> str:
    """Return a secret: typed unseen at a terminal, else the next line of the input."""
    if not sys.stdin.isatty():
        return asked_line(console, key)
    return getpass(f"{console.words.say(key)} ", stream=sys.stderr).strip()
