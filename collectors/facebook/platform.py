"""What the entry point `facebook` names."""

from pydantic import BaseModel

from collectors.facebook.links import CHANNEL, link_from_graph_id, node_from_link
from collectors.facebook.plan import plan
from collectors.facebook.settings import FacebookSettings
from collectors.finding import Finder
from collectors.planning import Plan
from collectors.protocol import Collector, Tools


class FacebookPlatform:
    """Facebook, ready to be configured."""

    channel = CHANNEL
    metrics = ("views", "likes", "shares", "comments")
    settings_model = FacebookSettings

    def post_id_from_link(self, link: str) -> str:
        """Return the Graph id of the video or post that the link names; raises LinkError.

        It is `PAGEID_POSTID` for a post whose link holds the Page's number, else the bare number: of the
        video, or of a post whose Page is only named, which the collector completes with `page_id`.
        """
        return node_from_link(link).graph_id

    def link_from_post_id(self, post_id: str) -> str:
        """Return the address at which people see a video or post, of which an id is known."""
        return link_from_graph_id(post_id)

    def collector(self, settings: BaseModel, tools: Tools) -> Collector:
        """Make a collector from FacebookSettings; the Facebook client is imported here and not before."""
        from collectors.facebook.collector import FacebookCollector

        return FacebookCollector(FacebookSettings.model_validate(settings), tools)

    def finder(self, settings: BaseModel, tools: Tools) -> Finder:
        """Make a finder of what was published; the client is imported here and not before."""
        from collectors.facebook.finder import FacebookFinder

        return FacebookFinder(FacebookSettings.model_validate(settings), tools)

    def plan(self, settings: BaseModel, posts: int) -> Plan:
        """Return what reading so many posts costs at most."""
        return plan(FacebookSettings.model_validate(settings), posts)


PLATFORM = FacebookPlatform()
