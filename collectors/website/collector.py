"""Read the views of the website's pages, all in one call."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date

from collectors.checks import Check, CheckCode
from collectors.failures import CallError, Failure, check_of_failure, settings_missing
from collectors.protocol import PostToRead, Problem, Reading, Tools
from collectors.retrying import Patience
from collectors.settings import secret_of
from collectors.website.ga4 import ROWS_A_CALL, Ga4Client, all_rows
from collectors.website.links import CHANNEL, page_on_own_site
from collectors.website.matomo import MatomoClient
from collectors.website.parsing import page_list
from collectors.website.settings import WebsiteSettings

REQUIRED = {
    "matomo": ("matomo_address", "matomo_site_id", "matomo_token", "counted_from"),
    "ga4": ("ga4_property", "ga4_credentials", "counted_from"),
}
"""The settings of each counter; its name is the source of its readings too."""
SECRETS = {"matomo": "matomo_token", "ga4": "ga4_credentials"}


class WebsiteCollector:
    """Reads views from Matomo or Google Analytics."""

    def __init__(self, settings: WebsiteSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools

    def read(self, posts: Sequence[PostToRead]) -> Iterator[Reading | Problem]:
        """Yield a reading or a problem for every page; what fails in the one call is the channel's."""
        try:
            pages = page_list(self._rows(), self._settings.hosts)
        except CallError as error:
            yield error.failure.problem(CHANNEL)
            return
        taken_at = self._tools.now()
        for post in posts:
            views = pages.views(page_on_own_site(post.platform_id, self._settings.hosts))
            if isinstance(views, Failure):
                yield views.problem(CHANNEL, post.key)
            else:
                yield Reading(post.key, self._settings.counter, taken_at, {"views": views})

    def check(self) -> Iterator[Check]:
        """Yield whether the counter can be asked with the secret that was given."""
        secret = SECRETS[self._settings.counter]
        try:
            self._rows(1)
        except CallError as error:
            yield check_of_failure(CHANNEL, secret, error.failure)
        else:
            yield Check(CHANNEL, secret, CheckCode.GOOD)

    def _rows(self, most: int | None = None) -> list[object]:
        settings = self._settings
        missing = [name for name in REQUIRED[settings.counter] if not getattr(settings, name)]
        if missing or settings.counted_from is None:
            raise CallError(settings_missing(*missing))
        patience = Patience(self._tools, settings.tries, settings.waiting_s)
        ask = self._ask_matomo if settings.counter == "matomo" else self._ask_ga4
        return ask(settings.counted_from, patience, most)

    def _ask_matomo(self, counted_from: date, patience: Patience, most: int | None) -> list[object]:
        settings = self._settings
        client = MatomoClient(
            settings.matomo_address or "",
            secret_of(settings.matomo_token),
            settings.timeout_s,
            self._tools.now,
        )
        with closing(client):
            return patience.retried(lambda: client.pages(settings.matomo_site_id or 0, counted_from, most))

    def _ask_ga4(self, counted_from: date, patience: Patience, most: int | None) -> list[object]:
        credentials = secret_of(self._settings.ga4_credentials)
        client = patience.retried(lambda: Ga4Client(self._settings, credentials, self._tools.now))
        with closing(client):

            def ask(start: int) -> tuple[list[object], int]:
                return patience.retried(lambda: client.rows(counted_from, start, most or ROWS_A_CALL))

            return ask(0)[0] if most else list(all_rows(ask))
