"""Let nothing change that another site asked for: every request that may change something is checked.

A form must come from our own pages (Origin, or Sec-Fetch-Site from browsers that send no Origin) and carry
the token that only they hold.
"""

import hmac
from collections.abc import AsyncIterator

from fastapi import Request
from starlette.datastructures import FormData

from pipeline.pages.access.tokens import form_token
from pipeline.pages.cookies import token_in
from pipeline.pages.site import Site

HARMLESS = ("GET", "HEAD")
FIELD = "form_token"


class Forged(Exception):  # noqa: N818
    """A form that did not come from one of our pages, or from one of an earlier sign-in."""


async def check_request(request: Request) -> AsyncIterator[None]:
    """Raise Forged for a request that may change something and was not sent by one of our own pages.

    Files that came with a form are let go once the request is answered.
    """
    if request.method in HARMLESS:
        yield
        return
    async with request.form() as form:
        _check(request, form)
        yield


async def sent_form(request: Request) -> FormData:
    """Return the fields of the form, which was checked before."""
    return await request.form()


def _check(request: Request, form: FormData) -> None:
    site: Site = request.app.state.site
    token, sent = token_in(site, request), form.get(FIELD)
    if token is None or not isinstance(sent, str) or not _is_own(site, request):
        raise Forged
    if not hmac.compare_digest(sent.encode(), form_token(token).encode()):
        raise Forged


def _is_own(site: Site, request: Request) -> bool:
    origin = request.headers.get("origin")
    if origin is not None:
        return origin.lower() in {site.address, f"{request.url.scheme}://{request.headers['host']}".lower()}
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
