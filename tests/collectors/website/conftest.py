"""A night's reading of a website from the scripted server, as its Matomo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from collectors.website import PLATFORM

if TYPE_CHECKING:
    from collectors import PostToRead
    from tests.collectors.conftest import Night, Outcomes, Read, ScriptedServer


@pytest.fixture
def read(server: ScriptedServer, night: Night, secret: str) -> Read:
    def read_posts(*posts: str | PostToRead, **settings: object) -> Outcomes:
        values = {
            "matomo_address": server.address,
            "matomo_site_id": 3,
            "matomo_token": secret,
            "counted_from": "2024-09-01",
            "timeout_s": 5.0,
            **settings,
        }
        return night.read(PLATFORM, values, posts)

    return read_posts
