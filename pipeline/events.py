"""Note what happens, for the logs: one event a step, with its contest, night, channel, counts and duration.

Where the events go, and what is masked in them, is decided elsewhere; nothing here opens a file.
"""

import logging
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from time import perf_counter

LOGGER = "lantoa"


def note(event: str, **details: object) -> None:
    """Note an event with its details; what is unknown may be None."""
    logging.getLogger(LOGGER).info(event, extra={"details": details})


def note_unexpected(error: Exception) -> None:
    """Note an error of the program itself with its traceback."""
    logging.getLogger(LOGGER).error("unexpected", exc_info=error)


@contextmanager
def noted(event: str, **details: object) -> Iterator[MutableMapping[str, object]]:
    """Note a step when it is over, with its seconds and what was put into the mapping meanwhile.

    A step that an exception ends is noted with the exception's kind as `failure`.
    """
    found, began = dict(details), perf_counter()
    try:
        yield found
    except BaseException as error:
        found["failure"] = type(error).__name__
        raise
    finally:
        note(event, **found, seconds=round(perf_counter() - began, 3))
