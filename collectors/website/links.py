"""From an address to the page that it shows, however it is written; it asks nobody."""

from collections.abc import Collection
from unicodedata import normalize
from urllib.parse import quote

from collectors.links import FACEBOOK_SITES, OTHER_SITES, YOUTUBE_SITES, link_parts
from collectors.protocol import LinkError, LinkFault

CHANNEL = "website"
HOME_PAGES = frozenset({"", "index.html", "index.htm", "index.php", "default.aspx"})


def page_from_link(link: str) -> str:
    """Return `host/path` of a page of any site that is not another platform's; raises LinkError.

    Scheme, `www.`, query, fragment, trailing slashes and percent-encoding make no other page; letters are
    composed (NFC) and their case counts in the path. A site's home page is no post.

    >>> page_from_link("https://www.hoctap.example/tu-s%C3%A1ch/?utm_source=zalo#xem")
    'hoctap.example/tu-sách'
    """
    parts = link_parts(link, CHANNEL)
    if parts.is_on(*YOUTUBE_SITES, *FACEBOOK_SITES, *OTHER_SITES):
        raise LinkError(link, CHANNEL, LinkFault.WRONG_SITE)
    path = "/".join(parts.path)
    if path.lower() in HOME_PAGES:
        raise LinkError(link, CHANNEL, LinkFault.NO_POST)
    return f"{parts.host.removeprefix('www.')}/{normalize('NFC', path)}"


def link_from_page(page: str) -> str:
    """Return the address of a page, percent-encoded.

    >>> link_from_page("hoctap.example/tu-sách")
    'https://hoctap.example/tu-s%C3%A1ch'
    """
    return f"https://{quote(page)}"


def page_on_own_site(page: str, hosts: Collection[str]) -> str:
    """Return `/path` for a page of one of the site's own hosts, else the page as it is.

    >>> page_on_own_site("hoctap.example/a/b", ["www.hoctap.example", "cu.hoctap.example"])
    '/a/b'
    """
    host, _, path = page.partition("/")
    is_own = host in {own.lower().removeprefix("www.") for own in hosts}
    return f"/{path}" if is_own else page
