"""Write the reference of all commands: `python -m pipeline.cli.reference > docs/cli.md`."""

import os
import sys

from pipeline.cli.arguments import help_of_commands, make_parser
from reports.catalogue import catalogue

HEAD = """# The commands

Generated from the code by `python -m pipeline.cli.reference`; do not edit.
`--language vi` shows the same in Vietnamese.
"""


def reference() -> str:
    """Return the reference as Markdown, the same however wide the terminal is."""
    os.environ["COLUMNS"] = "90"
    words = catalogue("pipeline", "en")
    blocks = {"lantoa": make_parser(words).format_help()}
    blocks |= {f"lantoa {name}": text for name, text in help_of_commands(words).items()}
    return "\n".join([HEAD, *(_block(title, text) for title, text in blocks.items())])


def _block(title: str, help_text: str) -> str:
    return f"## {title}\n\n```\n{help_text.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
