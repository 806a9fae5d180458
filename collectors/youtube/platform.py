"""What the entry point `youtube` names."""

from pydantic import BaseModel

from collectors.finding import Finder
from collectors.planning import Plan
from collectors.protocol import Collector, Tools
from collectors.youtube.links import CHANNEL, link_from_video_id, video_id_from_link
from collectors.youtube.plan import plan
from collectors.youtube.settings import YouTubeSettings


class YouTubePlatform:
    """YouTube, ready to be configured."""

    channel = CHANNEL
    metrics = ("views", "likes", "comments")
    settings_model = YouTubeSettings

    def post_id_from_link(self, link: str) -> str:
        """Return the id of the video that the link names; raises LinkError."""
        return video_id_from_link(link)

    def link_from_post_id(self, post_id: str) -> str:
        """Return the address at which people see a video, of which an id is known."""
        return link_from_video_id(post_id)

    def collector(self, settings: BaseModel, tools: Tools) -> Collector:
        """Make a collector from YouTubeSettings; the Google client is imported here and not before."""
        from collectors.youtube.collector import YouTubeCollector

        return YouTubeCollector(YouTubeSettings.model_validate(settings), tools)

    def finder(self, settings: BaseModel, tools: Tools) -> Finder:
        """Make a finder of what was published; the client is imported here and not before."""
        from collectors.youtube.finder import YouTubeFinder

        return YouTubeFinder(YouTubeSettings.model_validate(settings), tools)

    def plan(self, settings: BaseModel, posts: int) -> Plan:
        """Return what reading so many posts costs at most."""
        return plan(YouTubeSettings.model_validate(settings), posts)


PLATFORM = YouTubePlatform()
