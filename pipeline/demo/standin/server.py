"""The stand-in platforms as an HTTP server on loopback: one port, a thread for each connection."""

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Thread
from typing import Self

from pipeline.demo.standin.analytics import analytics_answer, ga4_answer
from pipeline.demo.standin.answers import Answer, RefusedRequest, json_answer
from pipeline.demo.standin.asking import Request
from pipeline.demo.standin.facebook import facebook_answer
from pipeline.demo.standin.fault_answers import answer_instead, as_delivered, changed
from pipeline.demo.standin.google_consent import consent_answer
from pipeline.demo.standin.google_tokens import token_answer
from pipeline.demo.standin.requests_seen import RequestLog, SeenRequest
from pipeline.demo.standin.website import website_answer
from pipeline.demo.standin.wire import LoopbackServer
from pipeline.demo.standin.world import World
from pipeline.demo.standin.youtube import youtube_answer

POLL_S = 0.05
PLATFORMS: Mapping[str, Callable[[World, Request, datetime], Answer]] = {
    "youtube": youtube_answer,
    "facebook": facebook_answer,
    "website": website_answer,
    "analytics": analytics_answer,
    "ga4": ga4_answer,
    "token": token_answer,
    "consent": consent_answer,
}


class StandIn:
    """Serves a world until it is closed; `with StandIn(world) as platforms:` or `start` and `close`.

    `on_request` is called with every request before it is answered. `requests` is what was asked so far.
    """

    def __init__(
        self, world: World, on_request: Callable[[SeenRequest], None] | None = None, *, port: int = 0
    ) -> None:
        self.world = world
        self.requests = RequestLog()
        self._on_request = on_request
        self._server = LoopbackServer(port, self._answer)
        self._thread = Thread(target=self._server.serve_forever, args=(POLL_S,), daemon=True)

    @property
    def address(self) -> str:
        """Where all platforms answer, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def youtube_address(self) -> str:
        """What the Google client takes as `api_endpoint`."""
        return self.address

    @property
    def graph_address(self) -> str:
        """What stands in for https://graph.facebook.com."""
        return self.address

    @property
    def token_address(self) -> str:
        """What stands in for Google's token endpoint."""
        return f"{self.address}/token"

    @property
    def consent_address(self) -> str:
        """What stands in for the page on which Google asks the owner."""
        return f"{self.address}/o/oauth2/auth"

    @property
    def matomo_address(self) -> str:
        """What stands in for the folder of Matomo's index.php."""
        return self.address

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop answering, end the open connections and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.close_all()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, request: Request) -> Answer:
        at = self.world.now
        endpoint = request.endpoint()
        seen = self.requests.add(endpoint, request.method, request.path_without_secrets(), at)
        if self._on_request:
            self._on_request(seen)
        scripted = self.world.script.take(endpoint, at)
        instead = answer_instead(scripted) if scripted else None
        return as_delivered(instead or changed(self._own_answer(request, endpoint, at), scripted), scripted)

    def _own_answer(self, request: Request, endpoint: str, at: datetime) -> Answer:
        platform = PLATFORMS.get(endpoint.partition(".")[0])
        if platform is None:
            return json_answer(404, {"error": {"code": 404, "message": "Not Found"}})
        try:
            return platform(self.world, request, at)
        except RefusedRequest as refusal:
            return refusal.answer
