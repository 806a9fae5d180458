"""A night of 10,000 videos at 50 ms a call on 16 connections, against the rounds of calls and a peer."""

from __future__ import annotations

import subprocess
import tracemalloc
from datetime import UTC, datetime
from math import ceil
from random import Random
from statistics import median
from time import perf_counter, process_time, sleep
from typing import TYPE_CHECKING

from bench.collect.conftest import HERE, LATENCY_S
from collectors import Platform, PostToRead, Reading, Tools
from collectors.facebook import PLATFORM as FACEBOOK
from collectors.youtube import PLATFORM as YOUTUBE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.conftest import Bench

CONNECTIONS, TOGETHER = 16, 50
VIDEOS, FACEBOOK_POSTS, MANY = 10_000, 2_000, 100_000
AIM_OF_LIMIT, AIM_CPU_S, AIM_OF_PEER = 1.15, 0.6, 13
AIM_OF_MEMORY = 1.5
"""Ten times the posts may take so many times the memory, beside the posts themselves."""
TAKES = 5


def posts_of(platform: Platform, count: int) -> list[PostToRead]:
    """Make posts with ids as the platform has them."""
    form = "v{:010}" if platform.channel == "youtube" else "{}"
    return [PostToRead(number, form.format(number)) for number in range(1, count + 1)]


def read(platform: Platform, posts: Sequence[PostToRead], **settings: object) -> int:
    """Read posts as the program does and return how many were told of."""
    tools = Tools(now=lambda: datetime.now(UTC), sleep=sleep, random=Random(1))
    model = platform.settings_model.model_validate({"connections": CONNECTIONS, **settings})
    collector = platform.collector(model, tools)
    if collector is None:
        return 0
    sources = {"youtube-data", "facebook-node"}
    return sum(isinstance(each, Reading) and each.source in sources for each in collector.read(posts))


def taken(platform: Platform, videos: int, **settings: object) -> tuple[float, float]:
    """Return the median seconds by the clock and of the processor, after a first time for warmth."""
    posts, times = posts_of(platform, videos), list[tuple[float, float]]()
    for _ in range(TAKES + 1):
        wall_s, cpu_s = perf_counter(), process_time()
        if read(platform, posts, **settings) != videos:
            msg = "not every post was read"
            raise ValueError(msg)
        times.append((perf_counter() - wall_s, process_time() - cpu_s))
    return median(wall for wall, _ in times[1:]), median(cpu for _, cpu in times[1:])


def limit_s(calls: int) -> float:
    """Return how long so many calls take where nothing but the platform takes time."""
    return ceil(calls / CONNECTIONS) * LATENCY_S


def test_youtube_against_the_rounds(bench: Bench, address: str) -> None:
    """Read 10,000 videos."""
    wall_s, cpu_s = taken(YOUTUBE, VIDEOS, api_key="key", api_address=address)
    limit = limit_s(VIDEOS // TOGETHER)
    figures = {"product_s": wall_s, "limit_s": limit, "ratio": wall_s / limit, "aim": AIM_OF_LIMIT}
    bench.tell("collect_youtube_rounds", figures, is_met=wall_s / limit <= AIM_OF_LIMIT)
    bench.tell("collect_youtube_cpu", {"cpu_s": cpu_s, "aim_s": AIM_CPU_S}, is_met=cpu_s <= AIM_CPU_S)


def test_facebook_against_the_rounds(bench: Bench, address: str) -> None:
    """Read 2,000 videos of a Page with their insights: two calls for each fifty."""
    wall_s, cpu_s = taken(FACEBOOK, FACEBOOK_POSTS, page_token="t", graph_address=address)  # noqa: S106
    limit = 2 * limit_s(FACEBOOK_POSTS // TOGETHER)
    figures = {"product_s": wall_s, "cpu_s": cpu_s, "limit_s": limit, "ratio": wall_s / limit}
    bench.tell("collect_facebook_rounds", {**figures, "aim": 1.5}, is_met=wall_s / limit <= 1.5)


def test_youtube_against_minet(bench: Bench, address: str, peer: Path) -> None:
    """Read 10,000 videos with both."""
    wall_s, _ = taken(YOUTUBE, VIDEOS, api_key="key", api_address=address)
    command = [str(peer), str(HERE / "peer.py"), address, str(VIDEOS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if int(said[0]) != VIDEOS:
        msg = "the peer did not read every post"
        raise ValueError(msg)
    peer_s = float(said[1])
    figures = {"product_s": wall_s, "peer_s": peer_s, "times": peer_s / wall_s, "aim": AIM_OF_PEER}
    bench.tell("collect_youtube_minet", figures, is_met=peer_s / wall_s >= AIM_OF_PEER)


def test_memory_is_flat(bench: Bench, address: str) -> None:
    """Read 10,000 and 100,000 videos, and tell the most memory beside the list of posts and their ids."""
    kilobytes = [peak_kb(videos, address) for videos in (VIDEOS, MANY)]
    per_post = (kilobytes[1] - kilobytes[0]) / (MANY - VIDEOS)
    figures = {"few_kb": kilobytes[0], "many_kb": kilobytes[1], "bytes_a_post": per_post * 1024}
    bench.tell("collect_memory", figures, is_met=kilobytes[1] <= AIM_OF_MEMORY * kilobytes[0])


def peak_kb(videos: int, address: str) -> int:
    """Return the most memory that reading so many videos takes, the posts themselves not counted."""
    posts = posts_of(YOUTUBE, videos)
    tracemalloc.start()
    read(YOUTUBE, posts, api_key="key", api_address=address)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak // 1024
