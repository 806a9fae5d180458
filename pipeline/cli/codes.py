"""The exit codes that scripts rely on."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    WRONG_INPUT = 2
    """Wrong usage, config or input; nothing was changed."""
    DONE_WITH_PROBLEMS = 3
    """Done, but something could not be read or decided, and it was said."""
    INTERRUPTED = 130
