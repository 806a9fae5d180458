"""Keep a secret in a file that only its owner may read, whole or not at all."""

import os
from pathlib import Path

from pipeline.faults import failed
from pipeline.operations.files import in_the_making

OWN_FILE, OWN_FOLDER = 0o600, 0o700


def keep_secret(path: Path, text: str) -> None:
    """Write the file in place of what stood there, its folder made if need be; raises Failed."""
    target = path.resolve()
    try:
        target.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        with in_the_making(target) as partial:
            _write_for_owner(partial, text)
    except OSError as error:
        raise failed("output-not-written", file=path, cause=error.strerror or "") from error


def _write_for_owner(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
