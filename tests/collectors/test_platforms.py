"""What the entry points name, and what importing them costs."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from collectors import FromEnvironment, Platform

HEAVY = {"googleapiclient", "httplib2", "facebook", "requests", "tenacity", "pandas"}
SECRETS = {
    "youtube": ("api_key", "LANTOA_YOUTUBE_API_KEY"),
    "facebook": ("page_token", "LANTOA_FACEBOOK_PAGE_TOKEN"),
    "website": ("matomo_token", "LANTOA_MATOMO_TOKEN"),
}
METRICS = {
    "youtube": {"views", "likes", "comments"},
    "facebook": {"views", "likes", "shares", "comments"},
    "website": {"views"},
}


def platform_of(channel: str) -> Platform:
    (entry_point,) = entry_points(group="lantoa.collectors", name=channel)
    platform: Platform = entry_point.load()
    return platform


@pytest.mark.parametrize("channel", sorted(SECRETS))
def test_the_entry_point_of_a_channel_names_its_platform(channel: str) -> None:
    platform = platform_of(channel)
    assert platform.channel == channel
    assert set(platform.metrics) == METRICS[channel]


@pytest.mark.parametrize("channel", sorted(SECRETS))
def test_the_secret_says_which_variable_may_hold_it_and_hides_itself(channel: str) -> None:
    name, variable = SECRETS[channel]
    model = platform_of(channel).settings_model
    assert model.model_fields[name].metadata == [FromEnvironment(variable)]
    settings = model.model_validate({name: "s3cret"})
    assert isinstance(getattr(settings, name), SecretStr)
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("channel", sorted(SECRETS))
@pytest.mark.parametrize(
    "wrong",
    [{"timeout_s": 0}, {"tries": 0}, {"tries": "often"}, {"unknown": 1}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_settings_that_cannot_be_are_refused(channel: str, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        platform_of(channel).settings_model.model_validate(wrong)


@pytest.mark.parametrize(
    ("channel", "name", "value"),
    [
        ("youtube", "api_address", "youtube.example"),
        ("facebook", "graph_version", "26"),
        ("facebook", "likes", "all"),
        ("facebook", "page_id", "phuly"),
        ("website", "matomo_site_id", 0),
    ],
)
def test_a_setting_of_one_platform_is_checked(channel: str, name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        platform_of(channel).settings_model.model_validate({name: value})


@pytest.mark.parametrize("channel", sorted(SECRETS))
def test_settings_of_another_platform_make_no_collector(channel: str) -> None:
    class Other(BaseModel):
        """Settings of something else."""

    with pytest.raises(ValidationError, match="Settings"):
        platform_of(channel).collector(Other(), None)  # type: ignore[arg-type]


def test_importing_the_platforms_imports_no_client() -> None:
    code = "import sys, collectors.youtube, collectors.facebook, collectors.website; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert not HEAVY & set(modules.stdout.split())
