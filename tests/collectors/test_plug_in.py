"""A platform that comes with another package: found by its entry point, configured, read and checked."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from collectors import PostToRead, Reading
from pipeline.config import load_settings
from pipeline.config.platforms import installed_platforms
from pipeline.faults import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.collectors.conftest import Night

PACKAGE = '''
    """A platform of its own, with nothing but the protocol in common."""

    from datetime import datetime
    from typing import Annotated

    from pydantic import BaseModel, SecretStr

    from collectors import Check, CheckCode, FromEnvironment, LinkError, LinkFault, Plan, Reading


    class Settings(BaseModel, frozen=True, extra="forbid"):
        """The config's table [vimeo]."""

        token: Annotated[SecretStr | None, FromEnvironment("VIMEO_TOKEN")] = None
        stars: int = 5


    class Collector:
        """Tells the length of every id."""

        def __init__(self, settings, tools):
            self.settings, self.tools = settings, tools

        def read(self, posts):
            for post in posts:
                counts = {"views": len(post.platform_id), "stars": self.settings.stars}
                yield Reading(post.key, "vimeo", self.tools.now(), counts)

        def check(self):
            yield Check("vimeo", "token", CheckCode.GOOD if self.settings.token else CheckCode.NO_SECRET)


    class Platform:
        """Vimeo, as another package would add it."""

        channel = "vimeo"
        metrics = ("views", "stars")
        settings_model = Settings

        def post_id_from_link(self, link):
            if "vimeo.com/" not in link:
                raise LinkError(link, self.channel, LinkFault.WRONG_SITE)
            return link.rpartition("/")[2]

        def collector(self, settings, tools):
            return Collector(settings, tools)

        def plan(self, settings, posts):
            return Plan(self.channel, posts, posts, posts, posts / 60)


    PLATFORM = Platform()
'''


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the package as pip would, with the facts of its entry point beside it, and write a config."""
    facts = tmp_path / "site" / "lantoa_vimeo-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: lantoa-vimeo\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[lantoa.collectors]\nvimeo = lantoa_vimeo:PLATFORM\n")
    (tmp_path / "site" / "lantoa_vimeo.py").write_text(dedent(PACKAGE))
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "lantoa_vimeo", raising=False)
    path = tmp_path / "config.toml"
    path.write_text("[vimeo]\nstars = 4\n")
    return path


def test_a_platform_of_another_package_is_configured_and_read(config: Path, night: Night) -> None:
    configured = load_settings(config, {"VIMEO_TOKEN": "s3cret"}).platforms["vimeo"]
    assert set(installed_platforms()) == {"youtube", "facebook", "website", "vimeo"}
    collector = configured.platform.collector(configured.settings, night.tools)
    assert collector is not None
    post_id = configured.platform.post_id_from_link("https://vimeo.com/12345")
    instant = datetime(2026, 11, 25, 2, tzinfo=UTC)
    assert list(collector.read([PostToRead(7, post_id)])) == [
        Reading(7, "vimeo", instant, {"views": 5, "stars": 4})
    ]
    assert [check.code for check in collector.check()] == ["good"]
    assert configured.platform.plan(configured.settings, 60).minutes == 1
    assert "s3cret" not in repr(configured.settings)


def test_its_table_is_checked_as_ours_are(config: Path) -> None:
    config.write_text("[vimeo]\nstarz = 4\n")
    with pytest.raises(Refused, match="unknown-key"):
        load_settings(config, {})
    config.write_text('[vimeo]\ntoken = "s3cret"\n')
    with pytest.raises(Refused, match="secret-in-config"):
        load_settings(config, {})
