"""A request as a value, and which endpoint of which platform it is for; it answers nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

SECRETS = frozenset(
    {
        *{"key", "access_token", "token_auth", "input_token"},
        *{"client_secret", "refresh_token", "assertion"},
        *{"code", "code_verifier", "fb_exchange_token"},
    }
)
FORM_TYPE = "application/x-www-form-urlencoded"
YOUTUBE_PATHS = {
    "/youtube/v3/videos": "youtube.videos.list",
    "/youtube/v3/videos:batchGetStats": "youtube.videos.batchGetStats",
    "/youtube/v3/channels": "youtube.channels.list",
    "/youtube/v3/playlistItems": "youtube.playlistItems.list",
}
OTHER_PATHS = {
    "/v2/reports": "analytics.reports.query",
    "/token": "token",
    "/o/oauth2/auth": "consent",
    "/index.php": "website",
}
GA4_PATH = re.compile(r"/v1beta/properties/(?P<property>\d+):runReport")
GRAPH_PATH = re.compile(
    r"/(?:(?P<version>v\d+\.\d+)/?)?(?P<node>[^/]*)/?"
    r"(?P<edge>(?:video_)?insights|access_token|accounts|posts|videos|video_reels)?"
)
GRAPH_EDGES = {
    "": "facebook.node",
    "access_token": "facebook.oauth",
    **{name: f"facebook.{name}" for name in ("accounts", "posts", "videos", "video_reels")},
}
"""The endpoints' names by their edges; those of insights have one for both."""


@dataclass(frozen=True, slots=True)
class Request:
    """Method, path and parameters (query and form together, in order) of one request."""

    method: str
    path: str
    parameters: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def first(self, name: str) -> str | None:
        """Return the first value of a parameter, None where it is not there."""
        return next(iter(self.parameters.get(name, ())), None)

    def listed(self, name: str) -> list[str]:
        """Return the values of a list parameter: repeated, parted by commas, or both; each once."""
        values = ",".join(self.parameters.get(name, ())).split(",")
        return list(dict.fromkeys(value for value in values if value))

    def path_without_secrets(self) -> str:
        """Return path and parameters with keys and tokens masked and a batch left out."""
        shown = [
            (name, "***" if name in SECRETS else value)
            for name, values in self.parameters.items()
            if name != "batch"
            for value in values
        ]
        return f"{self.path}?{urlencode(shown)}" if shown else self.path

    def graph_version_and_node(self) -> tuple[str | None, str]:
        """Return the version and the object that a Graph path names."""
        match = GRAPH_PATH.fullmatch(self.path)
        return (match["version"], match["node"]) if match else (None, "")

    def graph_edge(self) -> str | None:
        """Return the edge of the object that a Graph path names: `insights`, `posts`, … or none."""
        match = GRAPH_PATH.fullmatch(self.path)
        return match["edge"] if match else None

    def endpoint(self) -> str:
        """Return the endpoint's name: `youtube.videos.list`, `facebook.batch`, `website`, …, or `unknown`."""
        if self.path in YOUTUBE_PATHS:
            return YOUTUBE_PATHS[self.path]
        if self.path in OTHER_PATHS:
            return OTHER_PATHS[self.path]
        if GA4_PATH.fullmatch(self.path):
            return "ga4.runReport"
        if not GRAPH_PATH.fullmatch(self.path):
            return "unknown"
        return self._graph_endpoint()

    def _graph_endpoint(self) -> str:
        _, node = self.graph_version_and_node()
        if node == "debug_token":
            return "facebook.debug_token"
        if node:
            return GRAPH_EDGES.get(self.graph_edge() or "", "facebook.insights")
        return "facebook.batch" if self.method == "POST" else "facebook.root"


def request_from(method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Request:
    """Return the request of a target (path and query), with lower-case header names and a form body read.

    A POST with `x-http-method-override: GET` is a GET whose query stands in the form, as Google takes it.
    """
    parts = urlsplit(target)
    is_form = headers.get("content-type", "").startswith(FORM_TYPE)
    form = parse_qs(body.decode(), keep_blank_values=True) if is_form else {}
    query = parse_qs(parts.query, keep_blank_values=True)
    merged = {name: (*query.get(name, ()), *form.get(name, ())) for name in {**query, **form}}
    return Request(headers.get("x-http-method-override", method), unquote(parts.path), merged, headers, body)
