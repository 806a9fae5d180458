"""A platform in a process of its own, and the peer in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
LATENCY_S = 0.05
PEER = "minet==4.2.1"


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Return the address of a platform that takes 50 ms for every call."""
    command = [sys.executable, str(HERE / "answering.py"), str(LATENCY_S)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture(scope="session")
def peer() -> Path:
    """Return the Python of an environment with the peer, whose pins clash with ours; skip without it."""
    folder = HERE.parent / "results" / "minet"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", PEER], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"{PEER} can't be installed here: {done.stderr.strip()[-200:]}")
    return python
