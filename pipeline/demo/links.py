"""The addresses of the demo's posts and the ids in them."""

from base64 import urlsafe_b64encode
from hashlib import blake2b

from pipeline.demo.standin.settings import FACEBOOK_PAGE_ID, StandInSettings
from pipeline.demo.units import DemoEntry

SITE = StandInSettings().site_address
FIRST_FACEBOOK_VIDEO = 815_200_000_000_203
FIRST_FACEBOOK_POST = 720_100_000_000_101


def youtube_id(entry: DemoEntry) -> str:
    """Return eleven letters as YouTube makes them: eight bytes in its own base 64."""
    digest = blake2b(f"lantoa/{entry.number}".encode(), digest_size=8).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def facebook_video(entry: DemoEntry) -> str:
    """Return the number of the video on the Page."""
    return str(FIRST_FACEBOOK_VIDEO + 41 * entry.position)


def facebook_post(entry: DemoEntry) -> str:
    """Return the id of the Page's post that carries the video."""
    return f"{FACEBOOK_PAGE_ID}_{FIRST_FACEBOOK_POST + 37 * entry.position}"


def website_page(entry: DemoEntry) -> str:
    """Return the address of the page on the own site."""
    return f"{SITE}tu-sach-2024/bai-{entry.number}"


def youtube_link(entry: DemoEntry) -> str:
    """Return the link that people open."""
    return f"https://www.youtube.com/watch?v={youtube_id(entry)}"


def facebook_link(entry: DemoEntry) -> str:
    """Return the link that people open."""
    return f"https://www.facebook.com/{FACEBOOK_PAGE_ID}/videos/{facebook_video(entry)}/"
