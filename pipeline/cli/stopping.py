"""Stop at once and in order when the system or a person asks for it: what runs is left as after a kill."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

SIGNALS = ("SIGINT", "SIGTERM", "SIGBREAK")
"""What asks a program to stop, as far as the system knows it."""


@contextmanager
def stopped_by_signals(stop: Event) -> Iterator[None]:
    """Let each of these signals set `stop` and interrupt what the main thread does, the first time only."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            stop.set()
            raise KeyboardInterrupt

    known = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, on_signal) for number in known}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
