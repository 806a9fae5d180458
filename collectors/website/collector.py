"""Read the views of the website's pages, all in one call."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from collectors.failures import CallError, Failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools
from collectors.retrying import retried
from collectors.website.client import MatomoClient
from collectors.website.links import CHANNEL, page_on_own_site
from collectors.website.parsing import PageList, page_list
from collectors.website.settings import WebsiteSettings

SOURCE = "matomo"
REQUIRED = ("matomo_address", "matomo_site_id", "matomo_token", "counted_from")


class WebsiteCollector:
    """Reads views from Matomo."""

    def __init__(self, settings: WebsiteSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield a reading or a problem for every page; what fails in the one call is the channel's."""
        try:
            pages = self._pages()
        except CallError as error:
            yield error.failure.problem(CHANNEL)
            return
        taken_at = self._tools.now()
        for post in posts:
            views = pages.views(page_on_own_site(post.platform_id, self._settings.hosts))
            if isinstance(views, Failure):
                yield views.problem(CHANNEL, post.key)
            else:
                yield Reading(post.key, SOURCE, taken_at, {"views": views})

    def _pages(self) -> PageList:
        settings = self._settings
        address, site_id, token = settings.matomo_address, settings.matomo_site_id, settings.matomo_token
        counted_from = settings.counted_from
        if address is None or site_id is None or not token or counted_from is None:
            raise CallError(settings_missing(*(name for name in REQUIRED if not getattr(settings, name))))
        with closing(
            MatomoClient(address, token.get_secret_value(), settings.timeout_s, self._tools.now)
        ) as client:
            rows = retried(lambda: client.pages(site_id, counted_from), self._tools, settings.tries)
        return page_list(rows, settings.hosts)
