"""YouTube's answers against the discovery document that the Google client ships."""

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import requests

from pipeline.demo.standin import StandIn
from pipeline.demo.standin.asking import YOUTUBE_PATHS
from pipeline.demo.standin.settings import YOUTUBE_CHANNEL_ID
from pipeline.demo.standin.youtube_uploads import UPLOADS

Document = dict[str, Any]
METHODS = {"list": "VideoListResponse", "batchGetStats": "BatchGetStatsResponse"}


@pytest.fixture(scope="module")
def document() -> Document:
    folder = files("googleapiclient.discovery_cache.documents")
    loaded: Document = json.loads((folder / "youtube.v3.json").read_text("utf-8"))
    return loaded


def strict(schema: Document) -> Document:
    """Return the JSON schema of a discovery schema in which no key may stand that it does not name."""
    told: Document = {name: schema[name] for name in ("type", "enum") if name in schema}
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    if "items" in schema:
        return {**told, "items": strict(schema["items"])}
    if "properties" in schema:
        properties = {name: strict(value) for name, value in schema["properties"].items()}
        return {**told, "properties": properties, "additionalProperties": False}
    return {**told, **FORMATS.get(schema.get("format", ""), {})}


FORMATS: dict[str, Document] = {
    "uint64": {"pattern": r"^\d+$"},
    "int64": {"pattern": r"^-?\d+$"},
    "date-time": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "google-datetime": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "google-duration": {"pattern": r"^\d+(\.\d+)?s$"},
}


def answer_of(session: requests.Session, platforms: StandIn, path: str, parts: str) -> Document:
    asked = {"part": parts, "id": "92HWiOdpY2s,-ZxCwPm_es4,unknown_id0", "key": "demo-youtube-key"}
    answer: Document = session.get(f"{platforms.youtube_address}/{path}", params=asked).json()
    return answer


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "parts", ["statistics", "snippet", "contentDetails", "statistics,snippet,contentDetails"]
)
def test_every_key_and_type_stands_in_the_document(
    session: requests.Session, platforms: StandIn, document: Document, method: str, parts: str
) -> None:
    definitions = {name: strict(schema) for name, schema in document["schemas"].items()}
    schema = {"$ref": f"#/$defs/{METHODS[method]}", "$defs": definitions}
    path = document["resources"]["videos"]["methods"][method]["path"]
    answer = answer_of(session, platforms, path, parts)
    jsonschema.validate(answer, schema)
    assert len(answer["items"]) == 2
    assert all(set(parts.split(",")) < set(item) for item in answer["items"])


def test_the_check_would_find_a_key_or_type_that_is_not_in_the_document(document: Document) -> None:
    definitions = {name: strict(schema) for name, schema in document["schemas"].items()}
    schema = {"$ref": "#/$defs/VideoListResponse", "$defs": definitions}
    for wrong in ({"viewCount": 1}, {"viewCount": "1.0"}, {"shareCount": "1"}):
        with pytest.raises(jsonschema.ValidationError, match=r"is not of type|does not match|unexpected"):
            jsonschema.validate({"items": [{"statistics": wrong}]}, schema)


@pytest.mark.parametrize(
    ("resource", "kind", "asked"),
    [
        ("channels", "ChannelListResponse", {"id": YOUTUBE_CHANNEL_ID}),
        ("playlistItems", "PlaylistItemListResponse", {"playlistId": UPLOADS, "maxResults": 1}),
    ],
)
def test_the_channel_and_its_uploads_are_told_as_the_document_says(
    session: requests.Session,
    platforms: StandIn,
    document: Document,
    resource: str,
    kind: str,
    asked: Document,
) -> None:
    definitions = {name: strict(schema) for name, schema in document["schemas"].items()}
    method = document["resources"][resource]["methods"]["list"]
    assert set(asked) < set(method["parameters"])
    query = {"part": "snippet,contentDetails", "key": "demo-youtube-key", **asked}
    answer = session.get(f"{platforms.youtube_address}/{method['path']}", params=query).json()
    jsonschema.validate(answer, {"$ref": f"#/$defs/{kind}", "$defs": definitions})
    assert len(answer["items"]) == 1


@pytest.mark.parametrize("method", METHODS)
def test_kinds_are_the_ones_that_the_document_names(
    session: requests.Session, platforms: StandIn, document: Document, method: str
) -> None:
    described = document["schemas"]
    kinds = {
        "list": described["Video"]["properties"]["kind"]["default"],
        "batchGetStats": "youtube#videoStats",
    }
    answer = answer_of(
        session, platforms, document["resources"]["videos"]["methods"][method]["path"], "snippet"
    )
    assert answer["kind"] == described[METHODS[method]]["properties"]["kind"]["default"]
    assert {item["kind"] for item in answer["items"]} == {kinds[method]}
    assert '"youtube#videoStats"' in described["VideoStat"]["properties"]["kind"]["description"]


def test_paths_methods_and_parameters_served_are_in_the_document(document: Document) -> None:
    for path, endpoint in YOUTUBE_PATHS.items():
        _, resource, method = endpoint.split(".")
        described = document["resources"][resource]["methods"][method]
        assert (f"/{described['path']}", described["httpMethod"]) == (path, "GET")
        assert {"part", "id"} <= set(described["parameters"])
        assert all(described["parameters"][name]["repeated"] for name in ("part", "id"))
    assert "key" in document["parameters"]
