"""Counts of a Facebook Page's videos and posts from the Graph API, with the Page's token.

Importing this brings in neither the Facebook client nor requests.
"""

from collectors.facebook.platform import PLATFORM, FacebookPlatform
from collectors.facebook.settings import FacebookSettings

__all__ = ["PLATFORM", "FacebookPlatform", "FacebookSettings"]
