"""Google's client as it is installed: with the batch method or, as before 2026-06, without."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from googleapiclient.discovery import build, build_from_document
from googleapiclient.discovery_cache import get_static_doc

if TYPE_CHECKING:
    import pytest

    from tests.collectors.conftest import Read, ScriptedServer


def test_an_older_client_asks_by_list(
    server: ScriptedServer, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = get_static_doc("youtube", "v3").replace("batchGetStats", "methodOfAnotherName")

    def older_build(_name: str, _version: str, *, static_discovery: bool, **options: object) -> object:
        return build_from_document(document, **options)

    monkeypatch.setattr("collectors.google.http.build", older_build)
    server.reply({"items": [{"id": "92HWiOdpY2s", "statistics": {"viewCount": "5"}}]})
    assert read("92HWiOdpY2s").counts[1]["views"] == 5
    assert [asked.path for asked in server.asked] == ["/youtube/v3/videos"]


def test_the_installed_client_knows_the_batch_method() -> None:
    with build("youtube", "v3", developerKey="key") as service:
        assert hasattr(service.videos(), "batchGetStats")


def test_what_the_platform_says_is_a_problem_and_no_line_on_the_screen(
    server: ScriptedServer, read: Read, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply({"error": {"errors": [{"reason": "forbidden"}]}}, 403)
    read("92HWiOdpY2s")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
