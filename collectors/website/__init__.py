"""Views of the pages of one's own website, as its Matomo or its Google Analytics counts them.

Importing this does not bring in requests.
"""

from collectors.website.platform import PLATFORM, WebsitePlatform
from collectors.website.settings import WebsiteSettings

__all__ = ["PLATFORM", "WebsitePlatform", "WebsiteSettings"]
