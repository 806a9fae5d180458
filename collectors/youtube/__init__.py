"""Counts of YouTube videos from the YouTube Data API, for which an API key is enough.

Importing this brings in neither the Google client nor anything else that is heavy.
"""

from collectors.youtube.platform import PLATFORM, YouTubePlatform
from collectors.youtube.settings import YouTubeSettings

__all__ = ["PLATFORM", "YouTubePlatform", "YouTubeSettings"]
