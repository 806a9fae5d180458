"""From a counter's list of pages to the views of each; pure.

`Actions.getPageUrls` with `flat=1` gives one row an address: `{"label": "/a", "url": "https://…/a",
"nb_hits": 15, …}`. The least visited pages of a long list are summed up in a row `Others` that has no
address. https://developer.matomo.org/api-reference/reporting-api
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from collectors.counts import NotACountError, count_from_value
from collectors.failures import CallError, Failure, malformed
from collectors.protocol import LinkError, ProblemCode
from collectors.website.links import page_from_link, page_on_own_site

VIEWS_FIELD = "nb_hits"
REST_LABEL = "Others"
NOT_LISTED = Failure(ProblemCode.POST_NOT_FOUND, {"reason": "not-listed"})


@dataclass(frozen=True, slots=True)
class PageList:
    """The values that stand for a page's views, one for each way its address was written, by that address.

    `is_whole` unless the least visited pages are summed up.
    """

    values: Mapping[str, Mapping[str, object]]
    is_whole: bool

    def views(self, page: str) -> int | Failure | None:
        """Return the views of a page, or why there are none to tell.

        A page that is not in a whole list has never been opened or does not exist: POST_NOT_FOUND. Where
        the list ends in a sum of the rest the page may be in there: None.
        """
        values = self.values.get(page)
        if values is None:
            return NOT_LISTED if self.is_whole else None
        try:
            counts = [count_from_value(value) for value in values.values()]
        except NotACountError:
            return malformed("not-a-count")
        return None if None in counts else sum(count for count in counts if count is not None)


def page_list(rows: object, hosts: Collection[str]) -> PageList:
    """Return the pages of an answer; raises CallError if it is no list."""
    if not isinstance(rows, list):
        raise CallError(malformed("no-list"))
    values: dict[str, dict[str, object]] = {}
    tables = [row for row in rows if isinstance(row, dict)]
    for row in tables:
        page = _page(row)
        if page is not None:
            values.setdefault(page_on_own_site(page, hosts), {}).setdefault(row["url"], row.get(VIEWS_FIELD))
    return PageList(values, not any(_is_rest(row) for row in tables))


def _page(row: Mapping[str, Any]) -> str | None:
    address = row.get("url")
    try:
        return page_from_link(address) if isinstance(address, str) else None
    except LinkError:
        return None


def _is_rest(row: Mapping[str, Any]) -> bool:
    return not row.get("url") and str(row.get("label")).rpartition("/")[2].strip() == REST_LABEL
