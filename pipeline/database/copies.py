"""Keep a copy of an SQLite database beside it, before something changes it from the ground up."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from pipeline.faults import failed

COPIES_KEPT = 3
"""The newest copies before migrations; older ones are taken away when a new one is made."""

LONGEST_WAIT_S = 60.0


def copy_beside(database: Path, label: str, now: datetime) -> Path:
    """Copy a database as of its last commit, others may write meanwhile; return where the copy is.

    It is `<name>-<label>-<UTC time>.db`. Raises Failed, and leaves nothing, where it can't be written.
    """
    target = _free_name(database, f"{label}-{now:%Y%m%d-%H%M%S}")
    partial = target.with_name(f"{target.name}.partial")
    try:
        _copy(database, partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise failed("copy-not-made", database=database, file=target, cause=str(error)) from error
    return target


def forget_old_copies(database: Path) -> None:
    """Take away all copies before migrations but the newest few; one that another program holds stays."""
    copies = sorted(_migration_copies(database), key=lambda path: path.stem[-15:])
    for path in copies[:-COPIES_KEPT]:
        with suppress(OSError):
            path.unlink()


def _migration_copies(database: Path) -> list[Path]:
    digits = "[0-9]"
    return list(
        database.parent.glob(f"{database.stem}-{digits * 4}-{digits * 8}-{digits * 6}{database.suffix}")
    )


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(source, timeout=LONGEST_WAIT_S)) as here,
        closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)


def _free_name(database: Path, suffix: str) -> Path:
    names = (f"{database.stem}-{suffix}{'' if turn == 1 else f'-{turn}'}" for turn in count(1))
    paths = (database.with_name(f"{name}{database.suffix}") for name in names)
    return next(path for path in paths if not path.exists())
