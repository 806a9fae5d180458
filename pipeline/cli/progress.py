"""Show how far a collection is: bars on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from reports.wording import channel_name

if TYPE_CHECKING:
    from rich.progress import TaskID

Tell = Callable[[str, int, int], None]


@contextmanager
def progress_on(console: Console) -> Iterator[Tell]:
    """Give a function that is told of each channel: its key, the posts done, all its posts."""
    if sys.stderr.isatty():
        with _bars(console) as tell:
            yield tell
    else:
        yield _lines(console)


def _lines(console: Console) -> Tell:
    def tell(channel: str, done: int, posts: int) -> None:
        if done in {0, posts}:
            key = "progress-begins" if done == 0 else "progress-ends"
            console.say(key, channel=channel_name(console.words, channel), count=posts)

    return tell


@contextmanager
def _bars(console: Console) -> Iterator[Tell]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Terminal(stderr=True)) as progress:

        def tell(channel: str, done: int, posts: int) -> None:
            if channel not in bars:
                bars[channel] = progress.add_task(channel_name(console.words, channel), total=posts)
            progress.update(bars[channel], completed=done)

        yield tell
