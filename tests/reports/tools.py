"""Programs outside Python that read reports back; a test is skipped where one is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """Return where a program is; skip the test without it, or fail where LANTOA_ALL_TESTS asks for all."""
    found = shutil.which(name)
    if found is not None:
        return found
    if os.environ.get("LANTOA_ALL_TESTS"):
        pytest.fail(f"{name} is not installed, and LANTOA_ALL_TESTS asks for all tests")
    pytest.skip(f"{name} is not installed; it reads the reports back")


def said_by(*command: str | Path, folder: Path) -> str:
    """Run a program in a folder and return what it printed."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)  # noqa: S603
    return done.stdout.decode()
