"""What the entry point `website` names."""

from pydantic import BaseModel

from collectors.planning import Plan
from collectors.protocol import Collector, Tools
from collectors.website.links import CHANNEL, link_from_page, page_from_link
from collectors.website.plan import plan
from collectors.website.settings import WebsiteSettings


class WebsitePlatform:
    """A website, ready to be configured."""

    channel = CHANNEL
    metrics = ("views",)
    settings_model = WebsiteSettings

    def post_id_from_link(self, link: str) -> str:
        """Return `host/path` of the page, the same for every way of writing its address; raises LinkError."""
        return page_from_link(link)

    def link_from_post_id(self, post_id: str) -> str:
        """Return the address at which people see a page, of which an id is known."""
        return link_from_page(post_id)

    def collector(self, settings: BaseModel, tools: Tools) -> Collector | None:
        """Make a collector from WebsiteSettings, None where no counter is named: then people count."""
        checked = WebsiteSettings.model_validate(settings)
        if checked.is_by_hand:
            return None
        from collectors.website.collector import WebsiteCollector

        return WebsiteCollector(checked, tools)

    def plan(self, settings: BaseModel, posts: int) -> Plan:
        """Return what reading so many posts costs at most."""
        return plan(WebsiteSettings.model_validate(settings), posts)


PLATFORM = WebsitePlatform()
