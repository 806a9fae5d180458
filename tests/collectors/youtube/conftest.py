"""A night's reading of YouTube from the scripted server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collectors.youtube import PLATFORM

if TYPE_CHECKING:
    from collectors import PostToRead
    from tests.collectors.conftest import Night, Outcomes, Read, ScriptedServer


@pytest.fixture
def read(server: ScriptedServer, night: Night, secret: str) -> Read:
    def read_posts(*posts: str | PostToRead, **settings: object) -> Outcomes:
        values = {
            "api_key": secret,
            "api_address": server.address,
            "timeout_s": 5.0,
            "connections": 1,
            **settings,
        }
        return night.read(PLATFORM, values, posts)

    return read_posts
