"""Soak tests run only when they are asked for: `pytest -m soak`. What they came to is told at the end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from _pytest.terminal import TerminalReporter


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long runs out unless markers were named."""
    if config.getoption("markexpr"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Tell how many nights were killed in which step, and how many mails the storms led to."""
    killed = Counter(_noted(terminalreporter, "killed"))
    if killed:
        terminalreporter.section("killed nights")
    for (kind, step), count in sorted(killed.items()):
        terminalreporter.line(f"{kind}: {count} in {step}")
    for nights, mails, planned in _noted(terminalreporter, "storm"):
        terminalreporter.line(f"storm of {nights} nights: {mails} mails of {planned} planned")


def _noted(terminalreporter: TerminalReporter, name: str) -> Iterator[tuple[object, ...]]:
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        yield from (tuple(value) for key, value in report.user_properties if key == name)
