"""What the stand-in platforms accept and how they name their owner."""

from dataclasses import dataclass

OWNER_NAME = "Phủ Lý – Thành phố học tập"
YOUTUBE_CHANNEL_ID = "UCPhuLyThanhPhoHocTapAAA"
FACEBOOK_PAGE_ID = "100064000000001"


@dataclass(frozen=True, slots=True)
class StandInSettings:
    """The keys and tokens that open the platforms, YouTube's allowance, the owner's website."""

    youtube_keys: frozenset[str] = frozenset({"demo-youtube-key"})
    facebook_tokens: frozenset[str] = frozenset({"demo-page-token"})
    matomo_tokens: frozenset[str] = frozenset({"demo-matomo-token"})
    youtube_units_a_day: int = 10_000
    """For each of the two YouTube endpoints and Pacific day."""
    matomo_site_id: str = "1"
    site_address: str = "https://phuly.example/"
    site_time_zone: str = "Asia/Ho_Chi_Minh"
