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
from collectors.facebook.usage import VERSION, used_percent
from collectors.failures import CallError, Failure
from collectors.protocol import ProblemCode
from collectors.transport import BoundedSession, failure_from_exception

GRAPH_ADDRESS = facebook.FACEBOOK_GRAPH_URL


class FacebookClient:
    """One night's connection, for one thread; to be closed."""

    def __init__(self, settings: FacebookSettings, token: str, now: Callable[[], datetime]) -> None:
        self._token = token
        self._now = now
        self._session = _Session(settings.graph_address or GRAPH_ADDRESS, settings.timeout_s)
        self._session.hooks["response"].append(self._remember)
        self._graph = facebook.GraphAPI(token, session=self._session)
        self._graph.version = settings.graph_version
        self._status = 0
        self._headers: Mapping[str, str] = {}

    def nodes(self, questions: Sequence[tuple[str, str]]) -> list[Answer]:
        """Return an answer for each (id, fields), at most 50 of them, in their order; raises CallError."""
        return self.ask([(node_id, f"?fields={fields}") for node_id, fields in questions])

    def ask(self, questions: Sequence[tuple[str, str]]) -> list[Answer]:
        """Return an answer for each (id, what follows it in the address); raises CallError."""
        batch = [
            {"method": "GET", "relative_url": f"{self._graph.version}/{node_id}{rest}"}
            for node_id, rest in questions
        ]
        post_args = {"batch": json.dumps(batch), "include_headers": "false"}
        listed = self._request("", post_args=post_args)
        return answers_from_batch(listed, [node_id for node_id, _ in questions], self._failure_of_item)

    def token_facts(self) -> object:
        """Return what the platform tells of the token itself; raises CallError."""
        return self.get("debug_token", input_token=self._token)

    def get(self, path: str, **arguments: str) -> object:
        """Return the answer to one question of another kind; raises CallError."""
        return self._request(path, args=arguments)

    @property
    def used_percent(self) -> int:
        """How much of the allowance the last answer said is used."""
        return used_percent(self._headers)

    @property
    def served_version(self) -> str | None:
        """The version that the last answer came from, None if it did not tell."""
        return self._headers.get(VERSION)

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _request(self, path: str, **parameters: dict[str, str]) -> object:
        self._status, self._headers = 0, {}
        try:
            answer: object = self._graph.request(f"{self._graph.version}/{path}", **parameters)
        except facebook.GraphAPIError as error:
            told = error.result.get("error") if isinstance(error.result, dict) else None
            raise CallError(self._failure(told, self._status)) from None
        except (
            requests.exceptions.InvalidJSONError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
        ):
            # The client trips over what is no JSON though it says so, and over a missing content type.
            raise CallError(self._failure(None, self._status)) from None
        except (requests.RequestException, OSError, ValueError) as error:
            raise CallError(failure_from_exception(error)) from None
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


class _Session(BoundedSession):
    """Sends what is meant for the Graph API to a base address that may be another."""

    def __init__(self, address: str, timeout_s: float) -> None:
        super().__init__(timeout_s)
        self._address = f"{address.rstrip('/')}/"

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Set the address before proxies are chosen for it."""
        request.url = self._address + str(request.url).removeprefix(GRAPH_ADDRESS)
        return super().prepare_request(request)
