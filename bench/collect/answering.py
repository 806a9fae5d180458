"""A platform in a process of its own that answers every call after the same time, and counts them.

    python answering.py LATENCY_S

prints its address. It knows no fault and makes its counts up from the ids, so that it is never what is
waited for. `/calls` tells how many calls there were, and forgets them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from urllib.parse import parse_qs, urlsplit

calls = 0


SNIPPET = {
    "publishedAt": "2024-10-01T00:00:00Z",
    "channelId": "UC",
    "channelTitle": "A channel",
    "title": "A video",
    "description": "",
    "categoryId": "27",
}
FURTHER = {"snippet": SNIPPET, "contentDetails": {"duration": "PT3M", "caption": "false"}, "topicDetails": {}}
"""What the peer asks for besides."""


def statistics(video_id: str, *, asks_further: bool) -> dict[str, object]:
    """Return the item of a video."""
    views = int(video_id[1:]) * 7
    return {
        "kind": "youtube#videoStats",
        "etag": "x" * 27,
        "id": video_id,
        "statistics": {"viewCount": str(views), "likeCount": str(views // 9), "commentCount": "3"},
        **(FURTHER if asks_further else {}),
    }


def node(relative_url: str) -> dict[str, object]:
    """Return the item of a batch for one node, or for its insights."""
    node_id = urlsplit(relative_url).path.split("/")[1]
    edge = {"data": [], "summary": {"total_count": int(node_id) % 97}}
    body: dict[str, object] = {
        "id": node_id,
        "views": int(node_id) % 9973,
        "reactions": edge,
        "comments": edge,
    }
    if "insights" in relative_url:
        values = [{"name": "total_video_views", "values": [{"value": int(node_id) % 9973}]}]
        body = {"id": node_id, "data": values}
    return {"code": 200, "body": json.dumps(body)}


def answer(target: str, body: bytes) -> bytes:
    """Return the body of an answer."""
    parts = urlsplit(target)
    if parts.path == "/calls":
        return json.dumps(calls).encode()
    if parts.path.startswith("/youtube"):
        query = parse_qs(parts.query)
        ids, asks_further = ",".join(query["id"]).split(","), "snippet" in ",".join(query["part"])
        items = [statistics(each, asks_further=asks_further) for each in ids]
        return json.dumps({"kind": "youtube#response", "items": items}).encode()
    batch = json.loads(parse_qs(body.decode())["batch"][0])
    return json.dumps([node(each["relative_url"]) for each in batch]).encode()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the calls of one connection."""
    global calls  # noqa: PLW0603 - one process, one number
    while line := await reader.readline():
        length = 0
        while (header := await reader.readline()).strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        told = answer(line.split()[1].decode(), await reader.readexactly(length))
        is_question = line.split()[1] == b"/calls"
        calls = 0 if is_question else calls + 1
        await asyncio.sleep(0 if is_question else float(sys.argv[1]))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(told)}\r\n\r\n"
        writer.write(head.encode() + told)


async def main() -> None:
    """Serve until the process ends."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
