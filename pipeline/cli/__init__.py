"""The command line: the only place, beside the pages, that turns errors into text and exit codes."""

from pipeline.cli.running import main

__all__ = ["main"]
