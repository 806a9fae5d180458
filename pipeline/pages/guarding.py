"""The outermost layer: refuse foreign hosts and huge bodies, add the headers that protect every answer."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.events import note_unexpected
from pipeline.pages.site import Site

LARGEST_BODY = 25 * 2**20
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src https://www.youtube-nocookie.com",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
"""Nothing inline runs, and the only frame is a video's player, which a judge opens."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": "; ".join(DIRECTIVES),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cache-control": "no-store",
}
"""What every answer carries, unless it says otherwise itself."""

STAY_SECURE = "max-age=31536000"


class Guarded:
    """An application behind the checks that no page may leave out."""

    def __init__(self, application: ASGIApp, site: Site) -> None:
        self.application = application
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it in plain text."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        answer = _Answer(send, self.site)
        refusal = self._refusal(Headers(scope=scope))
        try:
            await (refusal or self.application)(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 - the error's page was sent; the server must not print it
            note_unexpected(error)

    def _refusal(self, headers: Headers) -> ASGIApp | None:
        if not self._is_our_host(headers.get("host", "").lower()):
            return PlainTextResponse("Unknown host\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY or "transfer-encoding" in headers:
            return PlainTextResponse("Too large\n", 413)
        return None

    def _is_our_host(self, host: str) -> bool:
        return host == self.site.host or host.rpartition(":")[0] in LOOPBACK or host in LOOPBACK


class _Answer:
    """Sends an answer with the headers that it lacks."""

    def __init__(self, send: Send, site: Site) -> None:
        self.send = send
        self.site = site

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self.site.is_secure:
                headers.setdefault("strict-transport-security", STAY_SECURE)
        await self.send(message)
