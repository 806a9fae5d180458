"""Ask the Graph API for many nodes at once through facebook-sdk; it neither waits nor tries again.

Nodes are asked for by a batch: `GET /?ids=` is retired for all versions since 2026-10-27. facebook-sdk knows
no version after 3.1 and no other address: the version is set on the instance, the address by its session.
https://developers.facebook.com/docs/graph-api/batch-requests
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import facebook
import requests

from collectors.facebook.answers import Answer, answers_from_batch
from collectors.facebook.errors import failure_from_error
from collectors.facebook.settings import FacebookSettings
from collectors.failures import CallError, Failure, unreachable
from collectors.protocol import ProblemCode

GRAPH_ADDRESS = facebook.FACEBOOK_GRAPH_URL


class FacebookClient:
    """One night's connection, for one thread; to be closed."""

    def __init__(self, settings: FacebookSettings, token: str, now: Callable[[], datetime]) -> None:
        self._token = token
        self._now = now
        self._session = _Session(settings.graph_address or GRAPH_ADDRESS)
        self._session.hooks["response"].append(self._remember)
        self._graph = facebook.GraphAPI(token, timeout=settings.timeout_s, session=self._session)
        self._graph.version = settings.graph_version
        self._status = 0
        self._headers: Mapping[str, str] = {}

    def nodes(self, questions: Sequence[tuple[str, str]]) -> list[Answer]:
        """Return an answer for each (id, fields), at most 50 of them, in their order; raises CallError."""
        batch = [
            {"method": "GET", "relative_url": f"{self._graph.version}/{node_id}?fields={fields}"}
            for node_id, fields in questions
        ]
        listed = self._request({"batch": json.dumps(batch), "include_headers": "false"})
        return answers_from_batch(listed, [node_id for node_id, _ in questions], self._failure_of_item)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _request(self, post_args: dict[str, str]) -> object:
        self._status, self._headers = 0, {}
        try:
            answer: object = self._graph.request("", post_args=post_args)
        except facebook.GraphAPIError as error:
            told = error.result.get("error") if isinstance(error.result, dict) else None
            raise CallError(self._failure(told, self._status)) from None
        except (
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
        ) as error:
            raise CallError(unreachable(error)) from None
        except (requests.RequestException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # The client trips over what is no JSON though it says so, and over a missing content type.
            raise CallError(self._failure(None, self._status)) from None
        return answer

    def _failure(self, error: object, status: int) -> Failure:
        return failure_from_error(error, status, self._headers, token=self._token, now=self._now())

    def _failure_of_item(self, error: object, status: int) -> Failure:
        """Return what befell one node: a permission missing for it may not be missing for the next."""
        failure = self._failure(error, status)
        is_of_node = failure.code is ProblemCode.PERMISSION_MISSING
        return replace(failure, stops_channel=False) if is_of_node else failure

    def _remember(self, response: requests.Response, **_options: object) -> None:
        self._status = response.status_code
        self._headers = response.headers


class _Session(requests.Session):
    """Sends what is meant for the Graph API to a base address that may be another."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = f"{address.rstrip('/')}/"

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Set the address before proxies are chosen for it."""
        request.url = self._address + str(request.url).removeprefix(GRAPH_ADDRESS)
        return super().prepare_request(request)
