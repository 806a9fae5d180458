"""What the stand-in platforms accept and how they name their owner."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OWNER_NAME = "Phủ Lý – Thành phố học tập"
YOUTUBE_CHANNEL_ID = "UCPhuLyThanhPhoHocTapAAA"
FACEBOOK_PAGE_ID = "100064000000001"
FACEBOOK_TASKS = ("ANALYZE", "MANAGE")


@dataclass(frozen=True, slots=True)
class StandInPage:
    """A Page as `/me/accounts` tells it: its token is one of `facebook_tokens`."""

    page_id: str = FACEBOOK_PAGE_ID
    name: str = OWNER_NAME
    token: str = "demo-page-token"  # noqa: S105 - opens the stand-in only
    tasks: tuple[str, ...] = FACEBOOK_TASKS


@dataclass(frozen=True, slots=True)
class StandInSettings:
    """The keys and tokens that open the platforms, YouTube's allowance, the owner's website."""

    youtube_keys: frozenset[str] = frozenset({"demo-youtube-key"})
    facebook_tokens: frozenset[str] = frozenset({"demo-page-token"})
    matomo_tokens: frozenset[str] = frozenset({"demo-matomo-token"})
    google_refresh_tokens: frozenset[str] = frozenset({"demo-refresh-token"})
    google_service_accounts: frozenset[str] = frozenset({"demo@lantoa.example"})
    google_clients: Mapping[str, str] = field(
        default_factory=lambda: {"demo-client.apps.googleusercontent.com": "demo-client-secret"}
    )
    """The secret of each client that may ask for consent."""
    google_consent: str = "given"
    """What the owner does when asked: `given`, or the error that Google sends back, as `access_denied`."""
    google_scopes_left_out: frozenset[str] = frozenset()
    """Scopes whose box the owner does not tick."""
    google_renewable_s: int | None = None
    """How long a refresh token still lives, told for apps that are being tested."""
    ga4_property: str = "123"
    facebook_scopes: tuple[str, ...] = (
        *("pages_show_list", "pages_read_engagement"),
        *("pages_read_user_content", "read_insights"),
    )
    facebook_apps: Mapping[str, str] = field(default_factory=lambda: {"1234": "demo-app-secret"})
    """The secret of each app that may exchange tokens."""
    facebook_user_tokens: frozenset[str] = frozenset({"demo-user-token"})
    """Tokens of a person for an hour; each can be exchanged for `demo-long-user-token`."""
    facebook_pages: tuple[StandInPage, ...] = (StandInPage(),)
    facebook_token_ends_at: int = 0
    """Seconds since 1970; 0 is never."""
    facebook_used_percent: int = 1
    """How much of its allowance the Page has used."""
    facebook_page_likes: int = 5_000
    """A Page of fewer than a hundred has no insights."""
    retired_post_metrics: frozenset[str] = frozenset({"post_impressions"})
    youtube_units_a_day: int = 10_000
    """For each of the two YouTube endpoints and Pacific day."""
    matomo_site_id: str = "1"
    site_address: str = "https://phuly.example/"
    site_time_zone: str = "Asia/Ho_Chi_Minh"
