"""Write what happens as JSON lines, a file a day, off the terminal and without any secret.

A file is named by its day and only ever appended to: several processes may write, nothing is renamed that
another program holds open, and a log that can't be written never stops the work.
"""

import json
import logging
import os
import re
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.config import Settings
from pipeline.events import LOGGER
from pipeline.operations.masking import Masker, secrets_of

NAME = "lantoa-{day}.jsonl"
NAME_PATTERN = re.compile(r"lantoa-(\d{4}-\d\d-\d\d)\.jsonl")


@dataclass(frozen=True, slots=True)
class Logs:
    """Logs that are being written: their folder, and what masks secrets in all that is said."""

    folder: Path
    masked: Masker

    def file(self, now: datetime) -> Path:
        """Return the file of an instant's day."""
        return self.folder / NAME.format(day=f"{now.astimezone(UTC):%Y-%m-%d}")


class DailyFile(logging.Handler):
    """Appends each record as one line, in one write, to the file of its day."""

    def __init__(self, logs: Logs) -> None:
        super().__init__()
        self.logs = logs
        self.setFormatter(JsonLine(logs.masked))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a full disk or a missing folder loses the line, never the work."""
        line = f"{self.format(record)}\n".encode()
        with suppress(OSError):
            path = self.logs.file(datetime.fromtimestamp(record.created, UTC))
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)


class JsonLine(logging.Formatter):
    """Makes a line of a record: when, how grave, what, its details, and a traceback where there is one."""

    def __init__(self, masked: Masker) -> None:
        super().__init__()
        self._masked = masked

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON object, masked."""
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _message(record),
            "process": record.process,
            **_details(record),
        }
        return json.dumps(self._masked.masked(fields), ensure_ascii=False)


def start_logs(settings: Settings, now: datetime) -> Logs | None:
    """Begin to write logs and take those away that are too old; None where their folder can't be made."""
    logs = Logs(settings.logs_folder, Masker(secrets_of(settings)))
    try:
        logs.folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    _forget_old(logs.folder, now - timedelta(days=settings.log_days))
    logging.getLogger().addHandler(DailyFile(logs))
    logging.getLogger(LOGGER).setLevel(logging.INFO)
    return logs


def current_logs() -> Logs | None:
    """Return the logs that are being written, None where there are none."""
    return next((handler.logs for handler in _handlers()), None)


def stop_logs() -> None:
    """Write no more logs."""
    for handler in _handlers():
        logging.getLogger().removeHandler(handler)


def _handlers() -> list[DailyFile]:
    return [handler for handler in logging.getLogger().handlers if isinstance(handler, DailyFile)]


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _details(record: logging.LogRecord) -> Mapping[str, object]:
    details: dict[str, object] = dict(getattr(record, "details", {}))
    if record.name != LOGGER:
        details["logger"] = record.name
    if record.exc_info and record.exc_info[0]:
        details["traceback"] = "".join(traceback.format_exception(*record.exc_info)).splitlines()
    return details


def _forget_old(folder: Path, before: datetime) -> None:
    for path in folder.iterdir():
        found = NAME_PATTERN.fullmatch(path.name)
        if found and found[1] < f"{before:%Y-%m-%d}":
            with suppress(OSError):
                path.unlink()
