"""Facebook through facebook-sdk, against a server that answers by script: what is read, and what of it counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from collectors import PostToRead, Problem, ProblemCode, Reading
from collectors.facebook import PLATFORM, FacebookSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.collectors.conftest import Night, ScriptedServer
    from tests.collectors.facebook.conftest import Graph

TOKEN = "EAAB-secret-token"
PAGE = "1000"


def posts(*ids: str) -> list[PostToRead]:
    return [PostToRead(key, platform_id) for key, platform_id in enumerate(ids, start=1)]
